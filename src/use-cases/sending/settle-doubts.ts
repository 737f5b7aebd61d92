import {type Clock, DAY, HOUR} from '../../clock.ts';
import type {Doubt} from '../../delivery/doubt/evidence.ts';
import {type Decided, type LookUpResult, lookUp, type Witnesses} from '../../delivery/doubt/look-up.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import type {LetterDoubts} from '../../delivery/letters/letter-doubts.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Log} from '../../log.ts';

export type SettleDoubtsDeps = Witnesses & {
  ledger: Pick<Ledger, 'counts' | 'doubts' | 'settleDoubt'>;
  letterDoubts: LetterDoubts;
  instance: {id: string};
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** The mails of an edition, or all letters. */
export type DoubtsOf = EditionId | 'letters';

export type SettleDoubtsResult = {
  /** How many mails were found to be accepted, how many are proved unsent, how many are uncertain still. */
  accepted: number;
  unsent: number;
  uncertain: number;
  /** Why those are uncertain still, each reason once. */
  reasons: string[];
  /** Whether the key may not read the log: no later look will be told more. */
  isForbidden: boolean;
};

const WHY_UNSENT = 'not sent: the log of calls or the list of emails proves that it was never taken';

/**
 * Looks up the uncertain mails of an edition, or the uncertain letters, in the other side's log of calls, and
 * where that proves nothing in its list of emails. What is found is accepted with its message ids. A mail
 * that is proved never to have been taken is free for `--to unsent`, and such a letter failed, so that it can
 * be asked for again. Anything less stays uncertain.
 */
export const settleDoubts = async (deps: SettleDoubtsDeps, of: DoubtsOf): Promise<SettleDoubtsResult> => {
  const settled = of === 'letters' ? await settleLetters(deps) : await settleEdition(deps, of);
  const uncertain = await countUncertain(deps, of);
  const result = {...settled, uncertain};
  const line = {event: 'doubt.looked-up', ...(of === 'letters' ? {letters: true} : {edition: of}), ...result};
  const what = of === 'letters' ? 'letters' : 'mails';
  if (uncertain > 0) deps.log.warn(line, `${uncertain} ${what} are uncertain still`);
  else if (settled.accepted + settled.unsent > 0) deps.log.info(line, `no ${what} are uncertain any more`);
  else deps.log.debug(line, `no ${what} were uncertain`);
  return result;
};

/** How many are uncertain now. */
const countUncertain = async (
  {ledger, letterDoubts}: Pick<SettleDoubtsDeps, 'ledger' | 'letterDoubts'>,
  of: DoubtsOf,
): Promise<number> => (of === 'letters' ? letterDoubts.count() : (await ledger.counts(of)).uncertain);

type Settled = Omit<SettleDoubtsResult, 'uncertain'>;

const settleEdition = async (deps: SettleDoubtsDeps, edition: EditionId): Promise<Settled> => {
  const {ledger, instance, clock} = deps;
  if ((await ledger.counts(edition)).uncertain === 0) return NOTHING;
  const searched = {instanceId: instance.id, of: edition};
  const looked = await lookUp(deps, {...(await ledger.doubts(edition)), searched, now: clock.now()});
  return settleEach(looked, ({doubt: {name}, decision}) =>
    ledger.settleDoubt({name, decision, why: WHY_UNSENT}),
  );
};

const settleLetters = async (deps: SettleDoubtsDeps): Promise<Settled> => {
  const {letterDoubts, instance, clock} = deps;
  const {doubts, known} = await letterDoubts.read();
  if (doubts.length === 0) return NOTHING;
  const now = clock.now();
  const searched = {instanceId: instance.id, of: 'letters' as const};
  const looked = await lookUp(deps, {doubts, known, searched, now});
  return settleEach(looked, decided => letterDoubts.settle({...decided, why: WHY_UNSENT, now}));
};

const NOTHING: Settled = {accepted: 0, unsent: 0, reasons: [], isForbidden: false};

/** `settle` tells how many mails it moved; null where they are in doubt no more. */
const settleEach = async <One extends Doubt>(
  looked: LookUpResult<One>,
  settle: (decided: Decided<One>) => Promise<{accepted: number; unsent: number} | null>,
): Promise<Settled> => {
  if (looked.kind === 'not-told')
    return {...NOTHING, reasons: [looked.reason], isForbidden: looked.isForbidden};
  const sum = {accepted: 0, unsent: 0};
  const reasons = new Set<string>();
  for (const decided of looked.decided) {
    const moved = await settle(decided);
    sum.accepted += moved?.accepted ?? 0;
    sum.unsent += moved?.unsent ?? 0;
    if (decided.decision.reason !== null) reasons.add(decided.decision.reason);
  }
  return {...sum, reasons: [...reasons], isForbidden: false};
};

/** How long one look at doubts holds, found or not. */
const LOOK_AGAIN_MS = HOUR;

/** A log that says nothing of a letter after so long will not say more later. */
const LETTERS_LOOKED_UP_MS = 3 * DAY;

type SettleAllDeps = Omit<SettleDoubtsDeps, 'ledger'> & {
  ledger: SettleDoubtsDeps['ledger'] & Pick<Ledger, 'editionsInSending'>;
};

/**
 * The same for the letters of late and for every edition that is being sent or was of late, each at most once
 * an hour; `lookedAt` is the caller's memory of that.
 */
export const settleAllDoubts = async (
  deps: SettleAllDeps,
  lookedAt: Map<DoubtsOf, number>,
): Promise<void> => {
  if (!deps.callLog) return;
  const now = deps.clock.now();
  for (const of of [...(await deps.ledger.editionsInSending()), ...(await lettersOfLate(deps))]) {
    const uncertain = await countUncertain(deps, of);
    if (uncertain === 0 || now - (lookedAt.get(of) ?? Number.NEGATIVE_INFINITY) < LOOK_AGAIN_MS) continue;
    lookedAt.set(of, now);
    const {isForbidden} = await settleDoubts(deps, of);
    if (isForbidden) lookedAt.set(of, Number.POSITIVE_INFINITY);
  }
};

const lettersOfLate = async ({letterDoubts, clock}: SettleAllDeps): Promise<'letters'[]> => {
  const newest = await letterDoubts.newestAt();
  return newest !== null && clock.now() - newest < LETTERS_LOOKED_UP_MS ? ['letters'] : [];
};
