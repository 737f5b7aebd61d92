import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import {SECOND} from '../clock.ts';
import type {EditionStatus} from '../delivery/runs/edition-status.ts';
import {describeOverdue} from '../delivery/runs/find-overdue.ts';
import type {EditionId} from '../editions/edition.ts';
import {parseEditionId} from '../editions/edition-id.ts';
import {countOf} from '../papers/text.ts';
import {addCurationCommands, curationAsJson, describeCuration} from './curation.ts';
import {instanceRefused, notBuilt, sendingRefused} from './frame/refusals.ts';
import {type CommandResult, EXIT, stop, table} from './frame/result.ts';
import type {Run} from './frame/run.ts';
import {waitUntilSent} from './frame/wait-until-sent.ts';
import {addOrderCommands} from './orders.ts';
import {addPreviewCommands} from './preview.ts';
import {addResendCommand} from './resend.ts';

/** `paperboy editions …` */
export const addEditionsCommands = (program: Command, run: Run): void => {
  const editions = program.command('editions').description('build, preview, send and control editions');
  const onEdition = (work: (paperboy: Paperboy, id: EditionId) => Promise<CommandResult>, text: string) => {
    const reading = parseEditionId(text);
    return run(
      reading.kind === 'refused' ? stop(EXIT.usage, reading.reason) : paperboy => work(paperboy, reading.id),
    );
  };
  editions
    .command('build')
    .description('build and freeze an edition')
    .argument('<id>')
    .action((id: string) => onEdition(build, id));
  addCurationCommands(editions, {run, onEdition});
  addPreviewCommands(editions, {run, onEdition});
  editions
    .command('send')
    .description('send an edition now, ignoring delivery hours')
    .argument('<id>')
    .option('--wait', 'wait until nothing is pending; process the queue here if no worker is running')
    .option('--timeout <seconds>', 'with --wait: wait for at most so long, then exit 4 with the counts')
    .action((id: string, options: SendOptions) => {
      const refusal = refusedTimeout(options);
      return refusal ? run(refusal) : onEdition((paperboy, edition) => send(paperboy, edition, options), id);
    });
  addOrderCommands(editions, run);
  editions
    .command('settle')
    .description("look up the uncertain emails of an edition, or uncertain letters, in Resend's log of calls")
    .argument('<id|letters>')
    .action((id: string) => (id === 'letters' ? run(settleLetters) : onEdition(settleEdition, id)));
  addResendCommand(editions, onEdition);
  editions
    .command('status')
    .description('show delivery status (default: the newest edition)')
    .argument('[id]')
    .action((id?: string) => (id === undefined ? run(statusOfNewest) : onEdition(status, id)));
  editions
    .command('list')
    .description('list editions, newest first')
    .action(() => run(list));
};

const ALREADY_BUILT = ' (already built; editions do not change)';

const build = async (paperboy: Paperboy, id: EditionId): Promise<CommandResult> => {
  const outcome = await paperboy.editions.build(id);
  if (outcome.kind !== 'ready')
    return {
      exit: EXIT.failed,
      json: {edition: id, state: outcome.kind, reason: outcome.reason, papers: 0, hash: null},
      lines: [],
      notes: [outcome.reason],
    };
  const {papers, hash, alreadyBuilt} = outcome;
  const state = (await paperboy.sending.status(id))?.state ?? 'ready';
  return {
    exit: EXIT.done,
    json: {edition: id, state, papers, hash},
    lines: [`${id}: ${countOf(papers, 'paper')}, ${hash.slice(0, 12)}${alreadyBuilt ? ALREADY_BUILT : ''}`],
  };
};

type SendOptions = {wait?: boolean; timeout?: string};

const refusedTimeout = ({wait = false, timeout}: SendOptions): CommandResult | null => {
  if (timeout === undefined) return null;
  if (!wait) return stop(EXIT.usage, '--timeout needs --wait');
  return /^[1-9]\d{0,5}$/.test(timeout)
    ? null
    : stop(EXIT.usage, `--timeout: "${timeout.slice(0, 60)}" is no whole number of seconds, 1 to 999999`);
};

const send = async (
  paperboy: Paperboy,
  id: EditionId,
  {wait = false, timeout}: SendOptions,
): Promise<CommandResult> => {
  const timeoutMs = timeout === undefined ? Number.POSITIVE_INFINITY : Number(timeout) * SECOND;
  const refusal = await sendingRefused(paperboy);
  if (refusal) return refusal;
  const outcome = await paperboy.sending.send(id);
  if (outcome.kind === 'refused') return stop(EXIT.refused, outcome.reason);
  if (wait) await waitUntilSent(paperboy, id, timeoutMs);
  const standing = await paperboy.sending.status(id);
  if (!standing) return stop(EXIT.failed, notBuilt(id));
  const planned = outcome.mails === 0 ? 'no new recipients' : `${outcome.mails} planned`;
  const noWorker = !wait && standing.counts.pending > 0 && !(await paperboy.sending.hasDeliveryWorker());
  return {
    exit: wait ? exitOfStanding(standing) : EXIT.done,
    json: standing,
    lines: [`${id}: ${planned}`, ...describe(standing)],
    notes: [
      ...(noWorker ? ['No worker is running. Start one: paperboy worker, or send with --wait.'] : []),
      ...(wait && standing.state === 'sending'
        ? [`Time is over: ${standing.counts.pending} pending; the queue goes on where a worker runs.`]
        : []),
    ],
  };
};

const settleEdition = async (paperboy: Paperboy, id: EditionId): Promise<CommandResult> =>
  (await paperboy.sending.status(id)) ? settle(paperboy, id) : stop(EXIT.failed, notBuilt(id));

const settleLetters = (paperboy: Paperboy): Promise<CommandResult> => settle(paperboy, 'letters');

const settle = async (paperboy: Paperboy, of: EditionId | 'letters'): Promise<CommandResult> => {
  const refusal = await instanceRefused(paperboy);
  if (refusal) return refusal;
  const {accepted, unsent, uncertain, reasons} = await paperboy.sending.settleDoubts(of);
  const next =
    of === 'letters'
      ? 'They can be asked for again.'
      : `Send them: paperboy editions resend ${of} --to unsent`;
  return {
    exit: uncertain > 0 ? EXIT.partly : EXIT.done,
    json: {accepted, unsent, uncertain, ...(uncertain > 0 ? {reasons} : {})},
    lines: [
      `${of}: ${accepted} found accepted, ${unsent} never sent, ${uncertain} still uncertain`,
      ...reasons,
    ],
    notes: unsent > 0 ? [next] : [],
  };
};

const exitOfStanding = ({counts, state}: EditionStatus) =>
  counts.failed + counts.uncertain + counts.pending > 0 || state === 'needs-attention'
    ? EXIT.partly
    : EXIT.done;

const status = async (paperboy: Paperboy, id: EditionId): Promise<CommandResult> => {
  const [standing, curation] = await Promise.all([
    paperboy.sending.status(id),
    paperboy.editions.curation(id),
  ]);
  const decided = {curation: curationAsJson(curation)};
  if (!standing) {
    const refusal = {error: notBuilt(id), ...decided};
    return {
      exit: EXIT.failed,
      json: refusal,
      lines: [],
      notes: [refusal.error, ...describeCuration(curation)],
    };
  }
  return {
    exit: EXIT.done,
    json: {...standing, ...decided},
    lines: [...describe(standing), ...describeCuration(curation)],
  };
};

const statusOfNewest = async (paperboy: Paperboy): Promise<CommandResult> => {
  const [newest] = await paperboy.editions.list(1);
  if (!newest) return stop(EXIT.failed, 'no editions yet; run: paperboy editions build DAY');
  const overdue = (await paperboy.sending.findOverdue()).map(describeOverdue);
  return {...(await status(paperboy, newest.id)), notes: overdue};
};

const describe = ({
  edition,
  state,
  reason,
  papers,
  counts,
  receipts,
  runs,
  stopped,
  ...pace
}: EditionStatus): string[] => [
  `${edition}  ${state}${reason ? `: ${reason}` : ''}`,
  ...(stopped !== null && stopped !== reason ? [stopped] : []),
  countOf(papers, 'paper'),
  ...table(Object.entries(counts).map(([name, count]) => [`  ${name}`, String(count)])),
  ...receiptsIn(receipts),
  ...paceIn({...pace, waits: reason !== null}),
  ...runs.map(
    ({run, startedAt, finishedAt, reason: why}) =>
      `run ${run}: ${why}, from ${startedAt} ${finishedAt ? `to ${finishedAt}` : '(not finished)'}`,
  ),
];

/** Nothing while nothing is to be sent, and without a limit; `waits`: something holds it up. */
const paceIn = ({
  callsPerSecond,
  secondsLeft,
  waits,
}: Pick<EditionStatus, 'callsPerSecond' | 'secondsLeft'> & {waits: boolean}): string[] =>
  secondsLeft
    ? [`${callsPerSecond} calls a second, about ${secondsLeft} s ${waits ? 'once it goes on' : 'left'}`]
    : [];

const receiptsIn = (receipts: EditionStatus['receipts']): string[] => {
  const told = Object.entries(receipts).flatMap(([name, count]) => (count > 0 ? [`${count} ${name}`] : []));
  return told.length === 0 ? [] : [`receipts: ${told.join(', ')}`];
};

const list = async ({editions, sending}: Paperboy): Promise<CommandResult> => {
  const entries = await editions.list(MAX_LISTED);
  const standings = new Map<EditionId, EditionStatus | null>();
  for (const {id} of entries) standings.set(id, await sending.status(id));
  return {
    exit: EXIT.done,
    json: entries.map(entry =>
      entry.kind === 'edition'
        ? {
            edition: entry.id,
            papers: entry.papers,
            hash: entry.hash,
            builtAt: new Date(entry.builtAt).toISOString(),
            state: standings.get(entry.id)?.state ?? 'ready',
            counts: standings.get(entry.id)?.counts ?? null,
          }
        : {edition: entry.id, papers: 0, [entry.kind]: entry.reason},
    ),
    lines:
      entries.length === 0
        ? ['no editions yet']
        : table(
            entries.map(entry =>
              entry.kind === 'edition'
                ? [
                    ...[entry.id, countOf(entry.papers, 'paper'), entry.hash.slice(0, 12)],
                    ...deliveryOf(standings.get(entry.id)),
                  ]
                : [entry.id, entry.kind, entry.reason],
            ),
          ),
  };
};

/** The state, and how many of the audience stand where; nothing where nothing was sent. */
const deliveryOf = (standing: EditionStatus | null | undefined): string[] => {
  if (!standing) return [];
  const {audience, ...states} = standing.counts;
  const told = Object.entries(states).flatMap(([state, count]) => (count > 0 ? [`${count} ${state}`] : []));
  return [standing.state, told.length === 0 ? '' : `${told.join(', ')} of ${audience}`];
};

const MAX_LISTED = 60;
