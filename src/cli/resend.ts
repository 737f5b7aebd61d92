import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import type {Run} from '../delivery/ledger/runs.ts';
import type {DryRun} from '../delivery/resend/resend-survey.ts';
import {parseScopes, type WantedResend} from '../delivery/resend/wanted-resend.ts';
import type {EditionId} from '../editions/edition.ts';
import {operatorName} from './frame/operator-name.ts';
import {sendingRefused} from './frame/refusals.ts';
import {type CommandResult, EXIT, stop, table} from './frame/result.ts';
import {waitUntilSent} from './frame/wait-until-sent.ts';

type Options = {to?: string[]; confirm?: string; reason?: string; wait?: boolean; callOff?: boolean};

/** Reads the edition's id, opens everything and does the work. */
export type OnEdition = (
  work: (paperboy: Paperboy, edition: EditionId) => Promise<CommandResult>,
  id: string,
) => Promise<void>;

/** `paperboy editions resend` */
export const addResendCommand = (editions: Command, onEdition: OnEdition): void => {
  editions
    .command('resend')
    .description('re-send an edition to some subscribers; dry run unless --confirm repeats the printed count')
    .argument('<id>')
    .option('--to <scope...>', 'failed, unsent, uncertain, all, topic:T, or an address; several are a union')
    .option('--confirm <n>', 'expected number of emails; refused if the count has changed')
    .option('--reason <text>', 'shown in the status and the audit')
    .option('--wait', 'wait until nothing is pending; process the queue here if no worker is running')
    .option('--call-off', 'call off a re-send interrupted during planning')
    .action((id: string, options: Options) =>
      onEdition((paperboy, edition) => resend(paperboy, edition, options), id),
    );
};

const resend = async (paperboy: Paperboy, edition: EditionId, options: Options): Promise<CommandResult> => {
  if (options.callOff) return callOff(paperboy, edition, options);
  const reading = parseScopes(options.to ?? [], '--to');
  if (reading.kind === 'refused') return stop(EXIT.usage, reading.reason);
  const wanted = {edition, to: reading.to, scope: reading.scope};
  if (options.confirm === undefined) return dryRun(paperboy, wanted);
  if (!/^\d{1,9}$/.test(options.confirm))
    return stop(
      EXIT.usage,
      `--confirm "${options.confirm.slice(0, 20)}" must be the number that the dry run printed`,
    );
  return send(paperboy, wanted, {...options, confirm: Number(options.confirm)});
};

const dryRun = async (paperboy: Paperboy, wanted: WantedResend): Promise<CommandResult> => {
  const outcome = await paperboy.sending.reportDryRun(wanted);
  if (outcome.kind === 'refused') return stop(EXIT.refused, outcome.reason);
  return {
    exit: EXIT.done,
    json: outcome.json,
    lines: [
      `${wanted.edition}: dry run, re-send to ${wanted.scope.join(', ')}:`,
      ...table(describe(outcome.dryRun, outcome.seconds)),
      ...whatNext(outcome.dryRun),
    ],
  };
};

const describe = ({eligible, hadIt, leftOut, samples}: DryRun, seconds: number | null): string[][] => [
  ['  eligible', String(eligible)],
  ...(hadIt > 0 ? [['  already have it', `${hadIt} of them`]] : []),
  ...Object.entries(leftOut).map(([reason, count]) => ['  excluded', `${count} ${reason}`]),
  ...(samples.length > 0 ? [['  for example', samples.join(', ')]] : []),
  ...(seconds === null || eligible === 0 ? [] : [['  estimated time', `${seconds} s`]]),
];

const whatNext = ({eligible, unfinished}: DryRun): string[] => {
  if (eligible === 0) return ['No one is left to send to.'];
  const again = `repeat with --confirm ${eligible}`;
  return unfinished === null
    ? [`Nothing was sent. To send, ${again}`]
    : [
        `Run ${unfinished} to exactly these was interrupted.`,
        `To finish it, ${again}; to end it, use --call-off`,
      ];
};

const send = async (
  paperboy: Paperboy,
  wanted: WantedResend,
  {confirm, reason, wait = false}: {confirm: number; reason?: string; wait?: boolean},
): Promise<CommandResult> => {
  const refusal = await sendingRefused(paperboy);
  if (refusal) return refusal;
  const {edition} = wanted;
  const outcome = await paperboy.sending.reportResend({
    wanted,
    confirmed: {
      confirm,
      who: operatorName(),
      why: reason ?? null,
      ...(wait ? {beforeCounting: () => waitUntilSent(paperboy, edition)} : {}),
    },
  });
  switch (outcome.kind) {
    case 'refused':
      return stop(EXIT.refused, outcome.reason);
    case 'nobody':
      return {exit: EXIT.done, json: outcome.json, lines: [`${edition}: no one is left to send to`]};
    case 'planned':
      return tellRun(paperboy, {edition, wait, ...outcome});
  }
};

const tellRun = async (
  paperboy: Paperboy,
  {
    edition,
    run: {run, reason, counts},
    wait,
    json,
  }: {edition: EditionId; run: Run; wait: boolean; json: object},
): Promise<CommandResult> => {
  const isPartly = wait && counts.failed + counts.uncertain + counts.pending > 0;
  const noWorker = !wait && !(await paperboy.sending.hasDeliveryWorker());
  return {
    exit: isPartly ? EXIT.partly : EXIT.done,
    json,
    lines: [
      `${edition}: run ${run}, ${reason}`,
      ...table(Object.entries(counts).map(([name, count]) => [`  ${name}`, String(count)])),
    ],
    ...(noWorker
      ? {notes: ['No worker is running. Start one: paperboy worker, or re-send with --wait.']}
      : {}),
  };
};

const callOff = async (paperboy: Paperboy, edition: EditionId, {reason}: Options): Promise<CommandResult> => {
  const outcome = await paperboy.orders.callOffResend({edition, who: operatorName(), why: reason ?? null});
  if (outcome.kind === 'refused') return stop(EXIT.refused, outcome.reason);
  const {run, planned} = outcome;
  return {
    exit: EXIT.done,
    json: {edition, run, called_off: planned},
    lines: [`${edition}: run ${run} is called off; ${planned} had been planned, and none of them is sent`],
  };
};
