import type {EditionId} from '../../editions/edition.ts';
import type {Run} from '../ledger/runs.ts';
import type {Refusal} from './plan-resend.ts';
import {type Scope, scopeNames} from './resend-scope.ts';

type BrokenRun = Run & {resend: NonNullable<Run['resend']>};

/** The re-send whose planning has begun and not ended, or null. */
export const findInterrupted = (runs: Run[]): BrokenRun | null => {
  for (const run of runs) if (run.resend?.planning === 'open') return {...run, resend: run.resend};
  return null;
};

/** Whether a run is a re-send to the very same scopes. */
export const isSameScope = ({resend}: Run, scopes: Scope[]): boolean =>
  resend !== null && resend.scope.join('\n') === scopeNames(scopes).join('\n');

/** Nothing else is re-sent before it is finished or called off: nobody knows any more who is where. */
export const refuseInterrupted = (edition: EditionId, {run, counts, resend}: BrokenRun): Refusal => ({
  kind: 'refused',
  reason:
    `run ${run} of edition ${edition}, to ${resend.scope.join(', ')}, was interrupted during planning ` +
    `(${counts.audience} of ${resend.confirmed}): finish it with the same scope and --confirm ` +
    `${resend.confirmed}, ` +
    'or end it with --call-off',
});
