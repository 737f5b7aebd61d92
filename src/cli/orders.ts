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
      .option('--reason <text>', 'shown in the status and the audit')
      .action((id: string, options: Options) => run(paperboy => give(paperboy, {verb, id, options})));
  command(
    'pause',
    '<id|all>',
    'pause an edition, or all sending with "all"; takes effect before the next API call',
  );
  command('resume', '<id|all>', 'resume an edition, or all sending with "all"');
  command('cancel', '<id>', 'cancel an edition for good; emails not yet handed over are never sent');
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
      `${edition}  ${state}${reason ? `: ${reason}` : ''}${isNew ? '' : ' (no change)'}`,
      `${counts.pending} emails pending`,
    ],
    ...(needsWorker ? {notes: ['No worker is running. Start one: paperboy worker']} : {}),
  };
};

/** Older stops of everything are history. */
const MAX_AUDIT_SHOWN = 10;

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
  const audit = (await paperboy.orders.globalStopAudit()).slice(-MAX_AUDIT_SHOWN);
  const still = isNew ? 'mail leaves again' : 'sending is not stopped';
  const now = standing ? `all sending is stopped: ${standing.reason}` : still;
  return {
    exit: EXIT.done,
    json: {
      stopped: standing !== null,
      reason: standing?.reason ?? null,
      who: standing?.who ?? null,
      at: standing ? new Date(standing.at).toISOString() : null,
      audit: audit.map(({at, who, what, why}) => ({at: new Date(at).toISOString(), who, what, why})),
    },
    lines: [isNew ? now : `${now} (no change)`],
  };
};
