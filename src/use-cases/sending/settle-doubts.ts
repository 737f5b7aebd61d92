import {type Clock, HOUR} from '../../clock.ts';
import {type Decision, decideDoubt, type Evidence, NO_CALL_OF_OURS} from '../../delivery/doubt/evidence.ts';
import {type CallLog, type ReadEvidenceResult, readEvidence} from '../../delivery/doubt/read-call-log.ts';
import type {LedgerDoubts} from '../../delivery/ledger/history.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Log} from '../../log.ts';

export type SettleDoubtsDeps = {
  ledger: Pick<Ledger, 'counts' | 'doubts' | 'settleDoubt' | 'editionsInSending'>;
  /** The other side's log of calls; null for a transport without one. */
  callLog: CallLog | null;
  /** Its list of emails, asked where the log alone proves nothing; null as above. */
  emailList: CallLog | null;
  instanceId: string;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

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
 * Looks up the uncertain mails of an edition in the other side's log of calls, and where that proves nothing
 * in its list of emails. What is found is accepted with its message ids, what is proved never to have been
 * taken is free for `--to unsent`, anything less stays uncertain.
 */
export const settleDoubts = async (
  deps: SettleDoubtsDeps,
  edition: EditionId,
): Promise<SettleDoubtsResult> => {
  const {ledger, log} = deps;
  const settled = await lookUp(deps, edition);
  const {uncertain} = await ledger.counts(edition);
  const result = {...settled, uncertain};
  const line = {event: 'doubt.looked-up', edition, ...result};
  if (uncertain > 0) log.warn(line, `${uncertain} mails are uncertain still`);
  else if (settled.accepted + settled.unsent > 0) log.info(line, 'no mail is uncertain any more');
  else log.debug(line, 'no mail was uncertain');
  return result;
};

const lookUp = async (
  deps: SettleDoubtsDeps,
  edition: EditionId,
): Promise<Omit<SettleDoubtsResult, 'uncertain'>> => {
  const {ledger, callLog, emailList, instanceId, clock} = deps;
  const nothing = (...reasons: string[]) => ({accepted: 0, unsent: 0, reasons, isForbidden: false});
  if ((await ledger.counts(edition)).uncertain === 0) return nothing();
  if (!callLog) return nothing('this transport keeps no log of calls');
  const {doubts, known} = await ledger.doubts(edition);
  if (doubts.length === 0) return nothing('nothing is known of the calls');
  const read = await readEvidence(callLog, {doubts, edition, instanceId});
  if (read.kind === 'forbidden')
    return {...nothing(`the log of calls may not be read: ${read.reason}`), isForbidden: true};
  const decideBy = decidingBy({known, now: clock.now()});
  const decided = doubts.map(decideBy(read.evidence));
  const open = decided.filter(({decision}) => decision.reason === NO_CALL_OF_OURS).map(({doubt}) => doubt);
  const listed =
    emailList && open.length > 0 ? await readEvidence(emailList, {doubts: open, edition, instanceId}) : null;
  const sum = {accepted: 0, unsent: 0};
  const reasons = new Set<string>();
  for (const {doubt, decision: first} of decided) {
    const {name} = doubt;
    const decision = listed && open.includes(doubt) ? decideByList(listed, {doubt, first, decideBy}) : first;
    const moved = await ledger.settleDoubt({name, decision, why: WHY_UNSENT});
    sum.accepted += moved?.accepted ?? 0;
    sum.unsent += moved?.unsent ?? 0;
    if (decision.reason !== null) reasons.add(decision.reason);
  }
  return {...sum, reasons: [...reasons], isForbidden: false};
};

type LedgerDoubt = LedgerDoubts['doubts'][number];

type DecideBy = (evidence: Evidence) => (doubt: LedgerDoubt) => {doubt: LedgerDoubt; decision: Decision};

const decidingBy =
  (facts: Pick<Parameters<typeof decideDoubt>[0], 'known' | 'now'>): DecideBy =>
  evidence =>
  doubt => ({doubt, decision: decideDoubt({...facts, doubt, evidence})});

/** What the log could not prove, the list of emails may. */
const decideByList = (
  listed: ReadEvidenceResult,
  {doubt, first, decideBy}: {doubt: LedgerDoubt; first: Decision; decideBy: DecideBy},
): Decision =>
  listed.kind === 'forbidden'
    ? {...first, reason: `${first.reason}; the list of emails may not be read: ${listed.reason}`}
    : decideBy(listed.evidence)(doubt).decision;

/** How long one look at an edition's doubts holds, found or not. */
const LOOK_AGAIN_MS = HOUR;

/**
 * The same for every edition that is being sent or was of late, each at most once an hour; `lookedAt` is the
 * caller's memory of that.
 */
export const settleAllDoubts = async (
  deps: SettleDoubtsDeps,
  lookedAt: Map<EditionId, number>,
): Promise<void> => {
  if (!deps.callLog) return;
  const now = deps.clock.now();
  for (const edition of await deps.ledger.editionsInSending()) {
    const {uncertain} = await deps.ledger.counts(edition);
    if (uncertain === 0 || now - (lookedAt.get(edition) ?? Number.NEGATIVE_INFINITY) < LOOK_AGAIN_MS)
      continue;
    lookedAt.set(edition, now);
    const {isForbidden} = await settleDoubts(deps, edition);
    if (isForbidden) lookedAt.set(edition, Number.POSITIVE_INFINITY);
  }
};
