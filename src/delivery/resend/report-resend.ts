import type {EditionId} from '../../editions/edition.ts';
import {maskAddress} from '../../subscribers/mask-address.ts';
import type {Ledger} from '../ledger/ledger.ts';
import type {Run} from '../ledger/runs.ts';
import type {Rate} from '../rate/rate.ts';
import type {Refusal, Resend, ResendResult} from './plan-resend.ts';
import {parseScope, type ScopeInput} from './resend-scope.ts';
import {type DryRun, secondsFor} from './resend-survey.ts';

/** What an operator asks for, on the command line or over HTTP. */
export type WantedResend = {
  edition: EditionId;
  to: ScopeInput[];
  /** The same as text, for screens and answers: an address is masked. */
  scope: string[];
};

export type ReportDeps = {
  dryRunResend(wanted: Pick<Resend, 'edition' | 'to'>): Promise<DryRun | Refusal>;
  resend(wanted: Omit<Resend, 'token'>): Promise<ResendResult>;
  rate: Pick<Rate, 'perSecond'>;
  /** `batchSize`: how many mails one call carries. */
  transport: {batchSize: number};
  ledger: Pick<Ledger, 'findRun'>;
};

export type ParsedScopes = ({kind: 'scopes'} & Pick<WantedResend, 'to' | 'scope'>) | Refusal;

/**
 * Reads the scopes of a re-send, all or none; at least one must be there, since a re-send to nobody in
 * particular is a slip. `place` is what the operator calls them (`--to`), and begins the line of a refusal.
 */
export const parseScopes = (texts: string[], place: string): ParsedScopes => {
  const to: ScopeInput[] = [];
  for (const text of texts) {
    const reading = parseScope(text);
    if (reading.kind === 'refused') return {kind: 'refused', reason: `${place}: ${reading.reason}`};
    to.push(reading.scope);
  }
  return to.length === 0
    ? {kind: 'refused', reason: `${place} is missing: failed, unsent, uncertain, all, topic:T, or an address`}
    : {kind: 'scopes', to, scope: to.map(toText)};
};

const toText = (input: ScopeInput): string => {
  if (input.kind === 'address') return maskAddress(input.address);
  return input.kind === 'topic' ? `topic:${input.topic}` : input.kind;
};

/**
 * What `editions resend --json` and the same verb over HTTP answer; other programs rely on it (the README
 * lists it).
 */
export type ResendJson = {
  edition: EditionId;
  scope: string[];
  eligible: number;
  left_out: Record<string, number>;
  dry_run: boolean;
  run: number | null;
  counts?: Run['counts'];
  have_it_already?: number;
  samples?: string[];
  estimated_seconds?: number | null;
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

export type ResendReport =
  | {kind: 'planned'; run: Run; json: ResendJson}
  | {kind: 'nobody'; json: ResendJson}
  | Refusal;

export type ConfirmedResend = Pick<Resend, 'confirm' | 'who' | 'why'> & {
  /** What is waited for between the plan and the count of what became of it; nothing where it is left out. */
  beforeCounting?: () => Promise<void>;
};

/** Re-sends to the number that was confirmed, and counts how its run stands. */
export const reportResend = async (
  {resend, ledger}: ReportDeps,
  {edition, to, scope}: WantedResend,
  {confirm, who, why, beforeCounting}: ConfirmedResend,
): Promise<ResendReport> => {
  const outcome = await resend({edition, to, confirm, who, why});
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
