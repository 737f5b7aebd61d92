import type {StoredMail} from '../../src/delivery/ledger/layout.ts';
import type {Keyspace} from '../redis/keyspace.ts';
import type {Bytes} from '../redis/reply.ts';
import type {Provider} from '../resend/provider.ts';
import type {Calls} from './calls.ts';
import {fieldsAt, mailsIn, mailsOf, receiptsOf} from './ledger.ts';
import {mailName} from './mail-name.ts';

export type MailPlace = {keys: Keyspace; provider: Provider; calls: Calls; tell: (wrong: string) => void};

const NO_MAIL: StoredMail = {state: 'none', run: 0, chunk: 0};

type Moved = {number: number; before: StoredMail; after: StoredMail};

/** Watches how the mails of all subscribers move in one step. */
export const watchMails = (place: MailPlace, before: Bytes, after: Bytes): void => {
  if (before === after) return;
  const were = mailsOf(before);
  for (const [number, is] of mailsOf(after).entries()) {
    const was = were[number] ?? NO_MAIL;
    if (was.state === is.state && was.run === is.run && was.chunk === is.chunk) continue;
    const moved = {number, before: was, after: is};
    if (!isAllowed(place, moved))
      place.tell(`mail ${number} was ${was.state} in run ${was.run} and is ${is.state} in run ${is.run}`);
    watchTruth(place, moved);
  }
};

const isAllowed = ({keys}: MailPlace, {before, after}: Moved): boolean => {
  if (after.state === 'pending') return before.state !== 'pending' && isMeant(keys, before, after.run);
  if (after.run !== before.run || after.chunk !== before.chunk) return false;
  if (before.state === 'pending') return after.state !== 'none';
  if (after.state === 'accepted') return before.state !== 'none';
  return before.state === 'uncertain' && after.state === 'excluded';
};

/** Which mails the scope of a re-send may mean; `all` never one that may arrive yet. */
const MEANT: Record<string, readonly StoredMail['state'][]> = {
  failed: ['failed'],
  uncertain: ['uncertain'],
  unsent: ['excluded', 'none'],
  all: ['none', 'accepted', 'failed', 'excluded'],
};

const isMeant = (keys: Keyspace, before: StoredMail, run: number): boolean => {
  if (run === 1) return before.state === 'none';
  const scopes: string[] = JSON.parse(fieldsAt(keys, `run:${run}`).get('scope') ?? '[]');
  return run > before.run && scopes.some(scope => MEANT[scope]?.includes(before.state) ?? false);
};

/** The ledger says of no mail what the other side's record disproves, unless Redis forgot its call. */
const watchTruth = ({provider, calls, tell}: MailPlace, {number, after}: Moved): void => {
  const name = mailName({run: after.run, number});
  const isTaken = provider.takenBy.has(name);
  if (after.state === 'accepted' && !isTaken) tell(`mail ${name} is accepted and was never taken`);
  if (!isTaken || calls.isMailForgotten(name)) return;
  if (after.state === 'failed' || after.state === 'excluded')
    tell(`mail ${name} is ${after.state} and was taken`);
};

/** A receipt stands beside the mail of its own run. */
export const watchReceipts = ({keys, tell}: MailPlace, before: Bytes, after: Bytes): void => {
  const mails = mailsIn(keys);
  const were = receiptsOf(before);
  for (const [number, is] of receiptsOf(after).entries()) {
    const was = were[number];
    if (is === null || (was?.run === is.run && was.kind === is.kind)) continue;
    if (mails[number]?.run !== is.run)
      tell(`a receipt of run ${is.run} counts for mail ${number} of another`);
  }
};
