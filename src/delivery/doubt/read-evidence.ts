import type {Doubt, Evidence, LoggedCall} from './evidence.ts';
import {isOfThatTime, isRefusal, MAX_CLOCK_SKEW_MS} from './evidence.ts';
import type {Searched} from './marks.ts';
import type {ListedCall, Witness, WitnessPage} from './witness.ts';

/** So many calls one look makes at most: a thousand chunks and some pages. */
const MAX_CALLS = 2000;

export type ReadEvidenceResult = {kind: 'evidence'; evidence: Evidence} | {kind: 'forbidden'; reason: string};

/**
 * Walks the log back from now to before the earliest doubt, and opens every call of those times that sent
 * mails. What stops the walk on its way stands in the evidence, so that nothing is proved by it.
 */
export const readEvidence = async (
  witness: Witness,
  {doubts, searched}: {doubts: Doubt[]; searched: Searched},
): Promise<ReadEvidenceResult> => {
  const from = Math.min(...doubts.map(doubt => doubt.from)) - MAX_CLOCK_SKEW_MS;
  const walked = await walkBack(witness, from);
  if (walked.kind === 'forbidden') return walked;
  const {listed, budget, skewMs} = walked;
  let {broken} = walked;
  const calls: LoggedCall[] = [];
  const wanted = listed.filter(call => call.isSending && doubts.some(doubt => isOfThatTime(doubt, call.at)));
  if (wanted.length > budget) broken ??= 'the log holds more calls of that time than one look may open';
  for (const {id, at, status} of wanted.slice(0, budget)) {
    // What was refused took nothing, whatever it carried.
    if (isRefusal(status)) continue;
    const opened = await witness.carried(id, searched);
    if (opened.kind === 'forbidden') return opened;
    if (opened.kind === 'failed') broken ??= opened.reason;
    calls.push({at, status, carried: opened.kind === 'carried' ? opened.carried : 'unreadable'});
  }
  const {source} = witness;
  const ends = source === 'the log' ? endsOf(listed) : await ownEnds(witness, listed, searched);
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
const ownEnds = async (witness: Witness, listed: ListedCall[], searched: Searched): Promise<Ends> => {
  const atOf = async (call: ListedCall | undefined): Promise<number | null> => {
    const opened = call ? await witness.carried(call.id, searched) : null;
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
  witness: Witness,
  from: number,
): Promise<Walked | {kind: 'forbidden'; reason: string}> => {
  const listed: ListedCall[] = [];
  const seen = new Set<string>();
  let before: string | null = null;
  let skewMs: number | null = null;
  for (let budget = MAX_CALLS; budget > 0; budget -= 1) {
    const ended = (broken: string | null): Walked => ({kind: 'walked', listed, budget, skewMs, broken});
    const page: WitnessPage = await witness.list(before);
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
