import type {EditionId} from '../../editions/edition.ts';
import type {Selection} from '../../ranking/selection.ts';
import type {Decision, Doubt, KnownCall} from '../doubt/evidence.ts';
import {callMark, mailMark} from '../doubt/marks.ts';
import {type ChunkName, halvesOf} from './chunk-name.ts';
import {closedMails} from './closed/closed-mails.ts';
import {
  countMails,
  decodeMail,
  type MailState,
  mailRange,
  type ReceiptKind,
  type StoredMail,
} from './layout.ts';
import type {LedgerStore} from './ledger-keys.ts';
import {packMessageIds, unpackManifest, unpackMessageIds} from './manifest.ts';
import {findReceipt} from './receipts.ts';
import type {Counts} from './runs.ts';
import {ledgerScript} from './script.ts';

/** What became of one subscriber's mail of an edition. */
export type MailHistory = {
  state: MailState;
  /** 0 where there was none. */
  run: number;
  /** Why it was excluded, failed or waits. */
  reason: string | null;
  /** The transport's id of the accepted mail. */
  messageId: string | null;
  /** Which papers it brought. */
  selection: Selection | null;
  /** When its chunk had its end (ms), so when it was accepted or failed; null where that is not known. */
  settledAt: number | null;
  /** The heaviest that Resend has said of it since it was accepted, or null. */
  receipt: ReceiptKind | null;
};

const settleDoubtScript = ledgerScript('settle-doubt');

type Trace = Pick<MailHistory, 'reason' | 'messageId' | 'selection' | 'settledAt'>;

const NOTHING: Trace = {reason: null, messageId: null, selection: null, settledAt: null};

/** Of a mail whose edition is closed. */
const THINNED: Trace = {...NOTHING, reason: 'details are no longer kept'};

const NEVER_LEFT: ReadonlySet<string | null> = new Set(['failed', 'excluded', 'split']);

/** How many mails are counted together. */
const RECOUNT_SLICE = 50_000;

/** What became of chunks and of single mails. */
export const ledgerHistory = (store: LedgerStore) => ({
  ...mailHistory(store),
  ...recounting(store),
  doubts: (edition: EditionId) => readDoubts(store, edition),
  settleDoubt: (settling: SettlingDoubt) => settleDoubt(store, settling),
});

/** Looks a mail up in its chunk. A split chunk's members are in its halves. */
const traceMail = ({redis, keysOf}: LedgerStore) => {
  const trace = async (name: ChunkName, number: number): Promise<Trace | null> => {
    const chunk = await redis.hgetallBuffer(keysOf(name.edition).chunk(name));
    const text = (field: string): string | null => chunk[field]?.toString() || null;
    const excluded = text(`excluded:${number}`);
    if (excluded !== null) return {...NOTHING, reason: excluded};
    if (text('state') === 'split') {
      const [first, second] = halvesOf(name);
      return (await trace(first, number)) ?? trace(second, number);
    }
    const reason = text('reason') ?? text('lastReason') ?? text('held');
    if (text('members')?.split(' ').includes(String(number))) return {...NOTHING, reason};
    const members = chunk.manifest ? unpackManifest(chunk.manifest).members : [];
    const place = members.findIndex(member => member.number === number);
    if (place < 0) return null;
    const messageIds = chunk.messageIds?.length ? unpackMessageIds(chunk.messageIds) : [];
    return {
      ...{reason, messageId: messageIds[place] ?? null, selection: members[place]?.selection ?? null},
      settledAt: text('settledAt') === null ? null : Number(text('settledAt')),
    };
  };
  return trace;
};

const mailHistory = (store: LedgerStore) => {
  const {redis, keysOf} = store;
  const closed = closedMails(store);
  const trace = traceMail(store);
  const stored = async (edition: EditionId, number: number): Promise<StoredMail> =>
    decodeMail(await redis.getrangeBuffer(keysOf(edition).mails, ...mailRange(number)));

  return {
    /** Why an open chunk waits; null while a worker has it for the first time. */
    whyWaiting: async (name: ChunkName, now: number): Promise<string | null> => {
      const facts = await redis.hmget(keysOf(name.edition).chunk(name), 'lastReason', 'leaseUntil');
      const [lastReason = null, leaseUntil = null] = facts;
      if (lastReason !== null) return lastReason;
      if (leaseUntil === null) return 'no worker has taken it up yet';
      return Number(leaseUntil) > now ? null : 'the worker that had it is gone, and no other took it up yet';
    },

    /** The chunk in which a subscriber's mail of an edition was planned last, or null where it never was. */
    chunkOf: async (edition: EditionId, number: number): Promise<ChunkName | null> => {
      const {state, run, chunk} = await stored(edition, number);
      return state === 'none' ? null : {edition, run, chunk: String(chunk)};
    },

    /**
     * Whether the mail that a chunk was frozen with may have reached a subscriber. Not where the chunk ended
     * without it: failed, cut in two, or without them.
     */
    mayHaveLeft: async (name: ChunkName, number: number): Promise<boolean> => {
      const {edition, run, chunk} = name;
      const facts = await redis.hmget(keysOf(edition).chunk(name), 'state', `excluded:${number}`);
      const [state = null, excluded = null] = facts;
      if (excluded === null && !NEVER_LEFT.has(state)) return true;
      // What was cut in two left, if at all, with one of the halves, under a name of its own.
      if (state === 'split') return false;
      const mail = await stored(edition, number);
      // A receipt proves what no answer told.
      return mail.state === 'accepted' && mail.run === run && mail.chunk === Number.parseInt(chunk, 10);
    },

    mailOf: async (edition: EditionId, number: number): Promise<MailHistory> => {
      const {state, run, chunk} = await stored(edition, number);
      if (state === 'none') {
        const left = await closed.find(edition, number);
        return {...(left.state === 'none' ? NOTHING : THINNED), ...left, receipt: null};
      }
      const traced = await trace({edition, run, chunk: String(chunk)}, number);
      if (traced === null) return {...THINNED, state, run, receipt: null};
      const isProved = state === 'accepted' && traced.messageId === null;
      return {
        ...traced,
        // Its chunk ended as something else before or after the receipt came.
        reason: isProved ? 'no answer told so, a receipt did' : traced.reason,
        state,
        run,
        receipt: await findReceipt(store, {edition, run, number}),
      };
    },
  };
};

const recounting = (store: LedgerStore) => ({
  /** Counts the states of all mails one by one, slice by slice: what the counts must agree with. */
  recount: async (edition: EditionId): Promise<Counts> => {
    const counts: Counts = {audience: 0, pending: 0, accepted: 0, failed: 0, excluded: 0, uncertain: 0};
    for await (const states of statesOf(store, edition))
      for (const state of states) {
        if (state === 'none') continue;
        counts[state]++;
        counts.audience++;
      }
    return counts;
  },
});

/** The states of all mails in parts, also of an edition that is closed. */
async function* statesOf(store: LedgerStore, edition: EditionId): AsyncIterable<MailState[]> {
  const key = store.keysOf(edition).mails;
  const mails = countMails(await store.redis.strlen(key));
  for (let from = 0; from < mails; from += RECOUNT_SLICE) {
    const slice = await store.redis.getrangeBuffer(key, ...mailRange(from, RECOUNT_SLICE));
    yield Array.from({length: countMails(slice.length)}, (_, place) => decodeMail(slice, place).state);
  }
  if (mails === 0)
    for await (const left of closedMails(store).all(edition)) yield left.map(({state}) => state);
}

/** An uncertain chunk, and the accepted ones by which a log of calls is judged. */
export type LedgerDoubts = {doubts: (Doubt & {name: ChunkName})[]; known: KnownCall[]};

export type SettlingDoubt = {
  name: ChunkName;
  decision: Decision;
  /** Why the unsent ones were left out. */
  why: string;
};

const FACTS = ['state', 'doubtSince', 'calledAt', 'frozenAt', 'settledAt'] as const;

/** Reads every chunk of the runs that have uncertain mails. */
const readDoubts = async (store: LedgerStore, edition: EditionId): Promise<LedgerDoubts> => {
  const {redis, keysOf} = store;
  const keys = keysOf(edition);
  const found: LedgerDoubts = {doubts: [], known: []};
  const look = async (name: ChunkName): Promise<void> => {
    const [state, ...facts] = await redis.hmget(keys.chunk(name), ...FACTS);
    const {run, chunk} = name;
    const [doubtSince, calledAt, frozenAt, settledAt] = facts.map(text => Number(text ?? Number.NaN));
    if (state === 'split') for (const half of halvesOf(name)) await look(half);
    if (state === 'accepted')
      found.known.push({call: callMark({run, chunk}), settledAt: settledAt ?? Number.NaN});
    if (state !== 'uncertain') return;
    const manifest = await redis.hgetBuffer(keys.chunk(name), 'manifest');
    const members = manifest ? unpackManifest(manifest).members : [];
    const mails = members.map(({number}) => mailMark({run, number}));
    // Those of an earlier version have no times of their calls: they lie between freeze and end.
    const [from, to] = [orElse(doubtSince, frozenAt), orElse(calledAt, settledAt)];
    if (mails.length > 0 && from > 0 && to >= from) found.doubts.push({name, mails, from, to});
  };
  for (let run = 1; ; run++) {
    const [startedAt, chunks, uncertain] = await redis.hmget(
      keys.run(run),
      ...['startedAt', 'chunks', 'uncertain'],
    );
    if (startedAt === null) return found;
    if (Number(uncertain ?? 0) > 0)
      for (let chunk = 1; chunk <= Number(chunks ?? 0); chunk++)
        await look({edition, run, chunk: String(chunk)});
  }
};

const orElse = (value: number | undefined, other: number | undefined): number =>
  value === undefined || Number.isNaN(value) ? (other ?? Number.NaN) : value;

/** How many mails were moved; null where the chunk is uncertain no more. */
const settleDoubt = async (
  {redis, keysOf}: LedgerStore,
  {name, decision, why}: SettlingDoubt,
): Promise<{accepted: number; unsent: number} | null> => {
  const {accepted, unsent, uncertain, reason} = decision;
  const keys = keysOf(name.edition);
  const manifest = await redis.hgetBuffer(keys.chunk(name), 'manifest');
  if (!manifest) return null;
  const {run} = name;
  const members = unpackManifest(manifest).members.map(({number}) => ({
    number,
    mark: mailMark({run, number}),
  }));
  const ids = members.map(({mark}) => accepted.get(mark) ?? '');
  const isUnsent = new Set(unsent);
  const ended = accepted.size > 0 ? 'accepted' : 'excluded';
  const answer = await settleDoubtScript(redis, {
    keys: [keys.chunk(name), keys.mails, keys.run(run), keys.counts],
    args: [
      ...[run, uncertain.length > 0 ? 'uncertain' : ended, uncertain.length > 0 ? (reason ?? '') : why],
      accepted.size > 0 ? packMessageIds(ids) : '',
      ...members.flatMap(({number, mark}) => (accepted.has(mark) ? [number, 'accepted'] : [])),
      ...members.flatMap(({number, mark}) => (isUnsent.has(mark) ? [number, 'excluded'] : [])),
    ],
  });
  const [moved = -1, left = -1] = Array.isArray(answer) ? answer.map(Number) : [];
  return moved < 0 ? null : {accepted: moved, unsent: left};
};
