import {createHash} from 'node:crypto';
import {HOUR} from '../../src/clock.ts';
import {letterMark} from '../../src/delivery/doubt/marks.ts';
import type {Call} from '../../src/delivery/transports/transport.ts';
import {mailName} from '../watch/mail-name.ts';
import type {Time} from '../world/time.ts';

/** A mail that was taken: whose, and in which run and chunk; or the letter that it is. */
export type TakenMail = {
  id: string;
  /** As letterMark (src/delivery/doubt/marks.ts) names it; empty for a mail of an edition. */
  letter: string;
  /** The token of the link that confirms; empty where there is none. */
  confirms: string;
  to: string;
  edition: string;
  run: number;
  chunk: string;
  number: number;
  tags: Record<string, string>;
  /** The key of the call that it was taken of. */
  key: string;
};

/** A call as it left a process: its bytes may be written over as soon as it has an answer. */
export type SentCall = {key: string; hash: string; begunAt: number; mails: Omit<TakenMail, 'id' | 'key'>[]};

/** What the other side says of a call. */
export type Verdict =
  | {kind: 'accepted'; ids: string[]}
  | {kind: 'concurrent' | 'conflict'}
  | {kind: 'refused'; reason: string}
  | {kind: 'quota' | 'rate-limit'; waitMs: number};

/**
 * How the log is shown: whole; closed to this key; late by more than a day; short, of the last hour alone;
 * with holes, where calls of an edition are missing; or cut, where the bodies of calls are not whole.
 */
export type LogState = 'whole' | 'closed' | 'late' | 'short' | 'holes' | 'cut';

/** A call in the log: when, with what status, and what it carried. */
export type LoggedCall = {id: string; at: number; status: number; mails: TakenMail[]};

type Known = {hash: string; at: number; ids: string[] | null};

/** For how long a key is remembered (resend.com/docs/dashboard/emails/idempotency-keys). */
const REMEMBERED_MS = 24 * HOUR;

/** For so long the product repeats a call under its key. */
export const SAFE_MS = 23 * HOUR;

/** Resend as its documents tell it: keys that live for 24 hours, both 409s, limits, a log of calls. */
export class Provider {
  readonly #time: Time;
  readonly #keys = new Map<string, Known>();
  /** Everything of editions that was ever taken: the truth. */
  readonly taken: (TakenMail & {at: number; call: SentCall})[] = [];
  /** The letters that were. */
  readonly letters: (TakenMail & {at: number; call: SentCall})[] = [];
  /** Both by their names: `1/12`, `welcome/12/1804831200000`. */
  readonly takenBy = new Map<string, TakenMail[]>();
  readonly log: LoggedCall[] = [];
  /** When each call came in. */
  readonly arrivals: number[] = [];
  /** Addresses that make a call fail as a whole. */
  readonly badAddresses = new Set<string>();
  quotaUntil = 0;
  /** How the log of calls is shown. */
  logState: LogState = 'whole';
  /** Told of each mail that was taken. */
  readonly onTaken: ((mail: TakenMail) => void)[] = [];

  constructor(time: Time) {
    this.#time = time;
  }

  /** A call has come in: what is said of it, or that it is in the works (`finish` ends it). */
  receive(call: SentCall): Verdict | 'in-the-works' {
    const {now} = this.#time;
    this.arrivals.push(now);
    const known = this.#keys.get(call.key);
    if (known && (known.ids === null || now - known.at < REMEMBERED_MS)) {
      if (known.hash !== call.hash) return this.#said(call, 409, {kind: 'conflict'});
      return known.ids === null
        ? this.#said(call, 409, {kind: 'concurrent'})
        : this.#said(call, 200, {kind: 'accepted', ids: known.ids});
    }
    if (this.quotaUntil > now)
      return this.#said(call, 429, {kind: 'quota', waitMs: Math.max(1000, this.quotaUntil - now)});
    const bad = call.mails.findIndex(({to}) => this.badAddresses.has(to));
    if (bad >= 0)
      return this.#said(call, 422, {kind: 'refused', reason: '422 validation_error: Invalid `to`'});
    this.#keys.set(call.key, {hash: call.hash, at: now, ids: null});
    return 'in-the-works';
  }

  /** Takes the mails of a call that was in the works. */
  finish(call: SentCall): Verdict {
    const {now} = this.#time;
    const mails = call.mails.map((mail, place) => ({...mail, key: call.key, id: idOf(call, place)}));
    const ids = mails.map(({id}) => id);
    this.#keys.set(call.key, {hash: call.hash, at: now, ids});
    for (const mail of mails) {
      (mail.letter === '' ? this.taken : this.letters).push({...mail, at: now, call});
      const name = mailName(mail);
      this.takenBy.set(name, [...(this.takenBy.get(name) ?? []), mail]);
      for (const told of this.onTaken) told(mail);
    }
    return this.#said(call, 200, {kind: 'accepted', ids}, mails);
  }

  #said(call: SentCall, status: number, verdict: Verdict, mails: TakenMail[] = []): Verdict {
    const carried = mails.length > 0 ? mails : call.mails.map(mail => ({...mail, key: call.key, id: ''}));
    const ids = verdict.kind === 'accepted' ? verdict.ids : [];
    this.log.push({
      id: `call-${this.log.length}`,
      at: this.#time.now,
      status,
      mails: carried.map((mail, place) => ({...mail, id: ids[place] ?? ''})),
    });
    return verdict;
  }
}

const idOf = ({key}: SentCall, place: number): string => {
  const hex = createHash('sha256').update(`${place}/${key}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join(
    '-',
  );
};

type PostedMail = {to: string; text: string; tags: {name: string; value: string}[]};

/** Reads a call as it leaves. */
export const readCall = ({key, batch}: Call, begunAt: number): SentCall => {
  const posted: PostedMail[] = JSON.parse(batch.body.toString());
  return {
    key,
    begunAt,
    hash: createHash('sha1').update(batch.body).digest('hex'),
    mails: posted.map(({to, text, tags: list}) => {
      const tags = Object.fromEntries(list.map(({name, value}) => [name, value]));
      const {edition = '', run = '0', chunk = '', subscriber = '0', letter, request} = tags;
      const number = Number(subscriber);
      const mark = letter === undefined ? '' : letterMark({letter, number, requestedAt: Number(request)});
      const confirms =
        letter === 'confirm' ? (/\/confirm\/(?<token>[\w-]+)/.exec(text)?.groups?.token ?? '') : '';
      return {to, edition, run: Number(run), chunk, number, tags, letter: mark, confirms};
    }),
  };
};
