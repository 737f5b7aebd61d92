import type {Ledger} from '../ledger/ledger.ts';
import type {Rate} from '../rate/rate.ts';
import type {Refusal, Resend, ResendResult} from './plan-resend.ts';
import type {ResendJson} from './resend-json.ts';
import {type DryRun, secondsFor} from './resend-survey.ts';
import type {WantedResend} from './wanted-resend.ts';

export type ReportDeps = {
  dryRunResend(wanted: Pick<Resend, 'edition' | 'to'>): Promise<DryRun | Refusal>;
  resend(wanted: Omit<Resend, 'token'>): Promise<ResendResult>;
  rate: Pick<Rate, 'perSecond'>;
  /** `batchSize`: how many mails one call carries. */
  transport: {batchSize: number};
  ledger: Pick<Ledger, 'findRun'>;
};

export type DryRunReport = {kind: 'dry-run'; dryRun: DryRun; seconds: number | null; json: ResendJson};

/** Counts who a re-send would reach and how long it would take; changes nothing. */
export const reportDryRun = async (
  {dryRunResend, rate, transport}: ReportDeps,
  {edition, to, scope}: WantedResend,
): Promise<DryRunReport | Refusal> => {
  const dryRun = await dryRunResend({edition, to});
  if (dryRun.kind === 'refused') return dryRun;
  const {eligible, leftOut, hadIt, samples} = dryRun;
  const perSecond = await rate.perSecond();
  const seconds = secondsFor({mails: eligible, chunkSize: transport.batchSize, perSecond});
  const asJson = {edition, scope, eligible, left_out: leftOut, dry_run: true, run: null};
  return {
    kind: 'dry-run',
    dryRun,
    seconds,
    json: {...asJson, have_it_already: hadIt, samples, estimated_seconds: seconds},
  };
};
