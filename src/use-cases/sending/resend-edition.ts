import {MINUTE} from '../../clock.ts';
import type {Run} from '../../delivery/ledger/runs.ts';
import {refuseResend, underWay} from '../../delivery/resend/check-resend.ts';
import {findInterrupted, isSameScope, refuseInterrupted} from '../../delivery/resend/interrupted-resend.ts';
import {
  lostLock,
  openAndPlan,
  planResend,
  type Refusal,
  type Resend,
  type ResendDeps,
  type ResendResult,
} from '../../delivery/resend/plan-resend.ts';
import {type Survey, surveyResend} from '../../delivery/resend/resend-survey.ts';
import {type ResolvedScopes, resolveScopes, withUnknown} from '../../delivery/resend/resolve-scopes.ts';
import {openRun} from '../../delivery/runs/open-run.ts';
import {FIRST_RUN, frequenciesOf, SCHEDULED} from '../../delivery/runs/scheduled-run.ts';
import type {EditionId} from '../../editions/edition.ts';

/**
 * Within this time the same re-send to people who have the mail already is taken for a second click on the
 * same button.
 */
const COOL_DOWN_MS = 10 * MINUTE;

/**
 * Sends an edition again to whom the scopes name: a run of its own, with keys of its own. The eligible are
 * noted under the edition's lock and counted. Only if the count is the one that was confirmed is the run
 * opened, with those noted and nobody else. A run that was interrupted during planning is finished by the
 * same call, or refuses any other.
 */
export const resendEdition = async (deps: ResendDeps, resend: Resend): Promise<ResendResult> => {
  const result = await resendUnlessRefused(deps, resend);
  const {edition} = resend;
  deps.log.info({event: `resend.${result.kind}`, edition, outcome: result}, `re-send ${result.kind}`);
  return result;
};

const resendUnlessRefused = async (deps: ResendDeps, resend: Resend): Promise<ResendResult> => {
  const {ledger} = deps;
  const refusal = await refuseResend(deps, resend.edition);
  if (refusal) return refusal;
  if (!(await ledger.lockResend(resend))) return underWay(resend.edition);
  try {
    return await resendUnderLock(deps, resend);
  } finally {
    await ledger.unlockResend(resend);
  }
};

const resendUnderLock = async (deps: ResendDeps, resend: Resend): Promise<ResendResult> => {
  const {edition, confirm} = resend;
  const wanted = await resolveScopes(deps, resend.to);
  const {scopes} = wanted;
  const opened = await openFirstRun(deps, edition);
  if (opened.kind === 'refused') return opened;
  const runs = await deps.ledger.runs(edition);
  const interrupted = findInterrupted(runs);
  if (interrupted) {
    if (!isSameScope(interrupted, scopes) || interrupted.resend.confirmed !== confirm)
      return refuseInterrupted(edition, interrupted);
    return planResend(deps, {...resend, run: interrupted});
  }
  const survey = await noteEligible(deps, resend, wanted);
  if (!survey) return lostLock(edition);
  const {eligible, leftOut} = withUnknown(survey, wanted);
  if (eligible !== confirm) return refused(wrongCount(confirm, eligible));
  if (eligible === 0) return {kind: 'nobody', leftOut};
  const last = runs.at(-1);
  const sinceLastMs = deps.clock.now() - (last?.startedAt ?? 0);
  if (last && survey.hadIt > 0 && isSameScope(last, scopes) && sinceLastMs < COOL_DOWN_MS)
    return refused(tooSoon(last, survey));
  return openAndPlan(deps, {...resend, scopes, eligible, leftOut, number: runs.length + 1});
};

/** One that is held since a restore may have had no run: its first one is for nobody. */
const openFirstRun = async (deps: ResendDeps, edition: EditionId): Promise<{kind: 'open'} | Refusal> => {
  const opened = await openRun(deps, {edition, run: FIRST_RUN, reason: SCHEDULED});
  return opened.kind === 'not-built' ? refused(`edition ${edition} is not built`) : opened;
};

/** Surveys the ledger and notes the eligible under the lock. Null when the lock was lost meanwhile. */
const noteEligible = (
  deps: ResendDeps,
  {edition, token}: Resend,
  {scopes}: ResolvedScopes,
): Promise<Survey | null> =>
  surveyResend({
    ...deps,
    now: deps.clock.now(),
    edition,
    scopes,
    frequencies: frequenciesOf(edition),
    onSlice: async (from, eligible) => {
      await deps.ledger.noteMembers({edition, token}, from, eligible);
      return deps.ledger.renewResendLock({edition, token});
    },
  });

const refused = (reason: string): Refusal => ({kind: 'refused', reason});

const wrongCount = (confirmed: number, eligible: number): string =>
  `${confirmed} were confirmed, but ${eligible} are eligible now: nothing was sent`;

const tooSoon = ({run}: Run, {hadIt}: Survey): string =>
  `run ${run} was the same re-send, less than ${COOL_DOWN_MS / MINUTE} minutes ago, and ${hadIt} have ` +
  'the mail already';
