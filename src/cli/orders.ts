import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import type {EditionId} from '../editions/edition.ts';
import {parseEditionId} from '../editions/edition-id.ts';
import {operatorName} from './frame/operator-name.ts';
import {notBuilt} from './frame/refusals.ts';
import {type CommandResult, EXIT, stop} from './frame/result.ts';
import type {Run} from './frame/run.ts';

type Verb = 'pause' | 'resume' | 'cancel';

type Options = {reason?: string};

/** `paperboy editions pause | resume | cancel` */
export const addOrderCommands = (editions: Command, run: Run): void => {
  const command = (verb: Verb, argument: string, description: string) =>
    editions
      .command(verb)
      .description(description)
      .argument(argument)
      .option('--reason <text>', 'for the status and the audit')
      .action((id: string, options: Options) => run(paperboy => give(paperboy, {verb, id, options})));
  command('pause', '<id|all>', 'stop an edition, or with "all" every mail, before the next call');
  command('resume', '<id|all>', 'let a paused edition go on, or with "all" lift the stop of everything');
  command('cancel', '<id>', 'end an edition for good: what was not handed over stays unsent');
};

const SAID_NOTHING: Record<Verb, string> = {
  pause: 'paused by the operator',
  resume: 'resumed by the operator',
  cancel: 'cancelled by the operator',
};

const give = async (
  paperboy: Paperboy,
  {verb, id, options}: {verb: Verb; id: string; options: Options},
): Promise<CommandResult> => {
  const order = {who: operatorName(), why: options.reason ?? SAID_NOTHING[verb]};
  if (id === 'all' && verb !== 'cancel') return giveToAll(paperboy, verb, order);
  const reading = parseEditionId(id);
  if (reading.kind === 'refused') return stop(EXIT.usage, reading.reason);
  const edition = reading.id;
  const outcome = await paperboy.orders[verb]({edition, ...order});
  if (outcome.kind === 'no-edition') return stop(EXIT.failed, notBuilt(edition));
  if (outcome.kind === 'refused') return stop(EXIT.refused, outcome.reason);
  return reportEdition(paperboy, {edition, verb, isNew: outcome.isNew});
};

const reportEdition = async (
  paperboy: Paperboy,
  {edition, verb, isNew}: {edition: EditionId; verb: Verb; isNew: boolean},
): Promise<CommandResult> => {
  const standing = await paperboy.sending.status(edition);
  if (!standing) return stop(EXIT.failed, notBuilt(edition));
  const {state, reason, counts} = standing;
  const needsWorker = verb !== 'pause' && counts.pending > 0 && !(await paperboy.sending.hasDeliveryWorker());
  return {
    exit: EXIT.done,
    json: standing,
    lines: [
      `${edition}  ${state}${reason ? `: ${reason}` : ''}${isNew ? '' : ' (nothing was changed)'}`,
      `${counts.pending} mails pending`,
    ],
    ...(needsWorker ? {notes: ['No worker is alive: start one with "paperboy worker".']} : {}),
  };
};

const giveToAll = async (
  paperboy: Paperboy,
  verb: 'pause' | 'resume',
  order: {who: string; why: string},
): Promise<CommandResult> => {
  const isNew =
    verb === 'pause'
      ? await paperboy.orders.stopEverything(order)
      : await paperboy.orders.resumeEverything(order);
  const standing = await paperboy.orders.globalStop();
  const now = standing ? `all sending is stopped: ${standing.reason}` : 'nothing is stopped';
  return {
    exit: EXIT.done,
    json: {
      stopped: standing !== null,
      reason: standing?.reason ?? null,
      who: standing?.who ?? null,
      at: standing ? new Date(standing.at).toISOString() : null,
    },
    lines: [isNew ? now : `${now} (nothing was changed)`],
  };
};
