import type {Doubt, Evidence, LoggedCall} from './evidence.ts';
import {isOfThatTime, isRefusal, MAX_CLOCK_SKEW_MS} from './evidence.ts';

/** A call as a page of the log names it. */
export type ListedCall = {
  id: string;
  at: number;
  status: number;
  /** Whether it is one that sends mails. */
  isSending: boolean;
};

/** What may not be read, or not now. */
export type CallLogRefusal =
  /** The key may not read logs, or there are none. */
  | {kind: 'forbidden'; reason: string}
  /** Another time it may be read. */
  | {kind: 'failed'; reason: string};

export type CallLogPage =
  | {
      kind: 'page';
      calls: ListedCall[];
      hasMore: boolean;
      /** How far the other side's clock is from ours; null where it does not say. */
      skewMs: number | null;
    }
  | CallLogRefusal;

/**
 * The log of calls of the other side, or its list of emails as if each were a call, newest first. Never
 * throws for what the other side does.
 */
export type CallLog = {
  source: Evidence['source'];
  /** The calls before the one of this id, or the newest. */
  list(before: string | null): Promise<CallLogPage>;
  /** What one carried: mails of this edition and instance. */
  carried(id: string, of: {edition: string; instanceId: string}): Promise<CarriedResult | CallLogRefusal>;
};

export type CarriedResult = {
  kind: 'carried';
  carried: LoggedCall['carried'];
  /** Whether all of it names this instance, whatever the edition. */
  isOurs: boolean;
};

/** So many calls one look makes at most: a thousand chunks and some pages. */
const MAX_CALLS = 2000;

export type ReadEvidenceResult = {kind: 'evidence'; evidence: Evidence} | {kind: 'forbidden'; reason: string};

/**
 * Walks the log back from now to before the earliest doubt, and opens every call of those times that sent
 * mails. What stops the walk on its way stands in the evidence, so that nothing is proved by it.
 */
export const readEvidence = async (
  log: CallLog,
  {doubts, edition, instanceId}: {doubts: Doubt[]; edition: string; instanceId: string},
): Promise<ReadEvidenceResult> => {
  const from = Math.min(...doubts.map(doubt => doubt.from)) - MAX_CLOCK_SKEW_MS;
  const walked = await walkBack(log, from);
  if (walked.kind === 'forbidden') return walked;
  const {listed, budget, skewMs} = walked;
  let {broken} = walked;
  const calls: LoggedCall[] = [];
  const wanted = listed.filter(call => call.isSending && doubts.some(doubt => isOfThatTime(doubt, call.at)));
  if (wanted.length > budget) broken ??= 'the log holds more calls of that time than one look may open';
  for (const {id, at, status} of wanted.slice(0, budget)) {
    // What was refused took nothing, whatever it carried.
    if (isRefusal(status)) continue;
    const opened = await log.carried(id, {edition, instanceId});
    if (opened.kind === 'forbidden') return opened;
    if (opened.kind === 'failed') broken ??= opened.reason;
    calls.push({at, status, carried: opened.kind === 'carried' ? opened.carried : 'unreadable'});
  }
  const {source} = log;
  const ends = source === 'the log' ? endsOf(listed) : await ownEnds(log, listed, {edition, instanceId});
  return {kind: 'evidence', evidence: {source, calls, ...ends, skewMs, broken}};
};

type Ends = Pick<Evidence, 'oldestAt' | 'newestAt'>;

const endsOf = (listed: ListedCall[]): Ends => ({
  oldestAt: listed.at(-1)?.at ?? null,
  newestAt: listed[0]?.at ?? null,
});

/**
 * The oldest and the newest email that come from our sender, where their tags name this instance: another
 * account's list must prove nothing.
 */
const ownEnds = async (
  log: CallLog,
  listed: ListedCall[],
  of: {edition: string; instanceId: string},
): Promise<Ends> => {
  const atOf = async (call: ListedCall | undefined): Promise<number | null> => {
    const opened = call ? await log.carried(call.id, of) : null;
    return call && opened?.kind === 'carried' && opened.isOurs ? call.at : null;
  };
  const sent = listed.filter(({isSending}) => isSending);
  return {oldestAt: await atOf(sent.at(-1)), newestAt: await atOf(sent[0])};
};

type Walked = {
  kind: 'walked';
  listed: ListedCall[];
  budget: number;
  skewMs: number | null;
  broken: string | null;
};

const walkBack = async (
  log: CallLog,
  from: number,
): Promise<Walked | {kind: 'forbidden'; reason: string}> => {
  const listed: ListedCall[] = [];
  const seen = new Set<string>();
  let before: string | null = null;
  let skewMs: number | null = null;
  for (let budget = MAX_CALLS; budget > 0; budget -= 1) {
    const ended = (broken: string | null): Walked => ({kind: 'walked', listed, budget, skewMs, broken});
    const page: CallLogPage = await log.list(before);
    if (page.kind === 'forbidden') return page;
    if (page.kind === 'failed') return ended(page.reason);
    skewMs = page.skewMs;
    const fresh = page.calls.filter(({id}) => !seen.has(id));
    if (!isOrdered([...listed.slice(-1), ...fresh])) return ended('the log is not in the order of time');
    for (const call of fresh) seen.add(call.id);
    listed.push(...fresh);
    const oldest = fresh.at(-1);
    if (!page.hasMore || (oldest && oldest.at < from)) return ended(null);
    if (!oldest) return ended('the log says that there is more and gives nothing more');
    before = oldest.id;
  }
  return {kind: 'walked', listed, budget: 0, skewMs, broken: 'the log is longer than one look may read'};
};

const isOrdered = (calls: ListedCall[]): boolean =>
  calls.every(({at}, place) => place === 0 || at <= (calls[place - 1]?.at ?? at));
