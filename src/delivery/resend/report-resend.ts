import type {Run} from '../ledger/runs.ts';
import type {Refusal, Resend} from './plan-resend.ts';
import type {ReportDeps} from './report-dry-run.ts';
import type {ResendJson} from './resend-json.ts';
import type {WantedResend} from './wanted-resend.ts';

export type ResendReport =
  | {kind: 'planned'; run: Run; json: ResendJson}
  | {kind: 'nobody'; json: ResendJson}
  | Refusal;

export type ConfirmedResend = Pick<Resend, 'confirm' | 'who' | 'why'> & {
  /** What is waited for between the plan and the count of what became of it; nothing where it is left out. */
  beforeCounting?: () => Promise<void>;
};

/** What an operator asks for, and the number that they confirmed. */
export type ResendToReport = {wanted: WantedResend; confirmed: ConfirmedResend};

/** Re-sends to the number that was confirmed, and counts how its run stands. */
export const reportResend = async (
  {resend, ledger}: ReportDeps,
  {wanted: {edition, to, scope}, confirmed: {beforeCounting, ...confirmed}}: ResendToReport,
): Promise<ResendReport> => {
  const outcome = await resend({edition, to, ...confirmed});
  if (outcome.kind === 'refused') return outcome;
  const asJson = {edition, scope, left_out: outcome.leftOut, dry_run: false};
  if (outcome.kind === 'nobody') return {kind: 'nobody', json: {...asJson, eligible: 0, run: null}};
  await beforeCounting?.();
  const run = await ledger.findRun(edition, outcome.run);
  if (!run) throw new Error(`run ${outcome.run} of edition ${edition} is gone from Redis`);
  return {
    kind: 'planned',
    run,
    json: {...asJson, eligible: outcome.eligible, run: run.run, counts: run.counts},
  };
};
