import {refuseResend} from '../../delivery/resend/check-resend.ts';
import {findInterrupted, isSameScope, refuseInterrupted} from '../../delivery/resend/interrupted-resend.ts';
import type {Refusal, Resend, ResendDeps} from '../../delivery/resend/plan-resend.ts';
import {type DryRun, surveyResend} from '../../delivery/resend/resend-survey.ts';
import {resolveScopes, withUnknown} from '../../delivery/resend/resolve-scopes.ts';
import {frequenciesOf} from '../../delivery/runs/scheduled-run.ts';

type DryRunDeps = Pick<ResendDeps, 'ledger' | 'editions' | 'subscribers' | 'clock' | 'log'>;

/** Counts the subscribers that a re-send would reach; changes nothing. */
export const dryRunResend = async (
  deps: DryRunDeps,
  resend: Pick<Resend, 'edition' | 'to'>,
): Promise<DryRun | Refusal> => {
  const result = await count(deps, resend);
  const eligible = result.kind === 'dry-run' ? result.eligible : undefined;
  deps.log.info(
    {event: `resend.${result.kind === 'dry-run' ? 'counted' : 'refused'}`, edition: resend.edition, eligible},
    `re-send ${result.kind}`,
  );
  return result;
};

const count = async (
  deps: DryRunDeps,
  {edition, to}: Pick<Resend, 'edition' | 'to'>,
): Promise<DryRun | Refusal> => {
  const refusal = await refuseResend(deps, edition);
  if (refusal) return refusal;
  const wanted = await resolveScopes(deps, to);
  const interrupted = findInterrupted(await deps.ledger.runs(edition));
  if (interrupted) {
    if (!isSameScope(interrupted, wanted.scopes)) return refuseInterrupted(edition, interrupted);
    const {confirmed, leftOut} = interrupted.resend;
    return {
      kind: 'dry-run',
      ...{eligible: confirmed, leftOut, samples: [], hadIt: 0},
      unfinished: interrupted.run,
    };
  }
  const survey = await surveyResend({
    ...deps,
    now: deps.clock.now(),
    edition,
    scopes: wanted.scopes,
    frequencies: frequenciesOf(edition),
  });
  if (!survey) throw new Error('a survey without an end of its own was ended');
  return {kind: 'dry-run', ...withUnknown(survey, wanted), unfinished: null};
};
