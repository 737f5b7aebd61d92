import type {Clock} from '../../clock.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import {underWay} from '../../delivery/resend/check-resend.ts';
import {findInterrupted} from '../../delivery/resend/interrupted-resend.ts';
import {type Refusal, type Resend, waveOfResend} from '../../delivery/resend/plan-resend.ts';
import type {Log} from '../../log.ts';

export type CallOffDeps = {
  ledger: Ledger;
  reconcile: () => Promise<unknown>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type CallOffResend = Pick<Resend, 'edition' | 'who' | 'why' | 'token'>;

export type CallOffResult = {kind: 'called-off'; run: number; planned: number} | Refusal;

/**
 * Ends a re-send that was interrupted during planning: none of its mails had been called, and none will be.
 */
export const callOffResend = async (deps: CallOffDeps, wanted: CallOffResend): Promise<CallOffResult> => {
  const {edition} = wanted;
  const result = await callOff(deps, wanted);
  deps.log.info({event: `resend.${result.kind}`, edition, outcome: result}, `re-send ${result.kind}`);
  return result;
};

const callOff = async (deps: CallOffDeps, wanted: CallOffResend): Promise<CallOffResult> => {
  const {ledger} = deps;
  if (!(await ledger.lockResend(wanted))) return underWay(wanted.edition);
  try {
    return await callOffUnderLock(deps, wanted);
  } finally {
    await ledger.unlockResend(wanted);
  }
};

const callOffUnderLock = async (
  {ledger, reconcile, clock}: CallOffDeps,
  {edition, who, why}: CallOffResend,
): Promise<CallOffResult> => {
  const interrupted = findInterrupted(await ledger.runs(edition));
  if (!interrupted)
    return {kind: 'refused', reason: `no re-send of edition ${edition} was interrupted during planning`};
  const {run, counts, reason} = interrupted;
  const ending = {edition, run, outcome: 'called-off' as const, now: clock.now(), who, why: why ?? reason};
  await ledger.endPlanning({...ending, wave: waveOfResend(interrupted), planned: 0});
  await reconcile();
  return {kind: 'called-off', run, planned: counts.audience};
};
