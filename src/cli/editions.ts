import {writeFile} from 'node:fs/promises';
import {extname} from 'node:path';
import type {Command} from 'commander';
import type {Paperboy} from '../app.ts';
import {previewMail, testMail} from '../delivery/preview.ts';
import type {EditionStatus} from '../delivery/progress.ts';
import type {EditionId} from '../editions/edition.ts';
import {readEditionId} from '../editions/edition-id.ts';
import {toEml} from '../mail/eml.ts';
import {parseAddress} from '../subscribers/address.ts';
import {type CommandResult, EXIT, stop, table} from './result.ts';
import type {Run} from './run.ts';
import {waitUntilSent} from './wait-until-sent.ts';

/** `paperboy editions …` */
export const addEditionsCommands = (program: Command, run: Run): void => {
  const editions = program.command('editions').description('the frozen digests and their sending');
  const onEdition = (work: (paperboy: Paperboy, id: EditionId) => Promise<CommandResult>, text: string) => {
    const reading = readEditionId(text);
    return run(async paperboy =>
      reading.kind === 'refused' ? stop(EXIT.usage, reading.reason) : work(paperboy, reading.id),
    );
  };
  editions
    .command('build')
    .description('freeze the edition of a day from its last snapshots')
    .argument('<id>')
    .action((id: string) => onEdition(build, id));
  editions
    .command('preview')
    .description('the mail as a subscriber would get it')
    .argument('<id>')
    .option('--for <email>', 'this subscriber; without it, somebody with no wishes')
    .option('--out <file>', 'write it as .html, .eml or .txt')
    .action((id: string, options: {for?: string; out?: string}) =>
      onEdition((paperboy, edition) => preview(paperboy, edition, options), id),
    );
  editions
    .command('test')
    .description('send one mail of an edition to one address, outside of any run')
    .argument('<id>')
    .requiredOption('--to <email>')
    .action((id: string, options: {to: string}) =>
      onEdition((paperboy, edition) => test(paperboy, edition, options.to), id),
    );
  editions
    .command('send')
    .description('send an edition to its audience now, whatever their hour')
    .argument('<id>')
    .option('--wait', 'until nothing is pending; works the queue itself when no worker is alive')
    .action((id: string, options: {wait?: boolean}) =>
      onEdition((paperboy, edition) => send(paperboy, edition, options.wait ?? false), id),
    );
  editions
    .command('status')
    .description('how the sending of an edition stands; without an id, of the newest')
    .argument('[id]')
    .action((id?: string) => (id === undefined ? run(statusOfNewest) : onEdition(status, id)));
  editions
    .command('list')
    .description('the editions, newest first')
    .action(() => run(list));
};

const build = async (paperboy: Paperboy, id: EditionId): Promise<CommandResult> => {
  const outcome = await paperboy.build(id);
  if (outcome.kind === 'skipped')
    return {
      exit: EXIT.failed,
      json: {edition: id, state: 'skipped', reason: outcome.reason, papers: 0, hash: null},
      lines: [],
      notes: [outcome.reason],
    };
  const {papers, hash, alreadyBuilt} = outcome;
  const state = (await paperboy.status(id))?.state ?? 'ready';
  return {
    exit: EXIT.done,
    json: {edition: id, state, papers, hash},
    lines: [
      `${id}: ${papers} papers, ${hash.slice(0, 12)}${alreadyBuilt ? ' (it was built before and does not change)' : ''}`,
    ],
  };
};

const preview = async (
  paperboy: Paperboy,
  id: EditionId,
  options: {for?: string; out?: string},
): Promise<CommandResult> => {
  const reader = options.for === undefined ? null : await paperboy.subscribers.find(options.for);
  if (options.for !== undefined && !reader)
    return stop(EXIT.failed, 'no subscriber has the address given with --for');
  const edition = await paperboy.editions.find(id);
  if (!edition) return stop(EXIT.failed, notBuilt(id));
  const mail = await previewMail({
    edition,
    letterhead: paperboy.letterhead,
    reader,
    tokenSecrets: paperboy.tokenSecrets,
  });
  const {subject, html, text, headers} = mail;
  if (options.out === undefined)
    return {
      exit: EXIT.done,
      json: {edition: id, subject, html, text, headers},
      lines: [`Subject: ${subject}`, '', ...text.split('\n')],
    };
  const content = {
    '.html': html,
    '.txt': text,
    '.eml': await toEml({
      mail,
      messageId: `<preview.${id}@paperboy.invalid>`,
      date: new Date(paperboy.clock.now()),
    }),
  };
  const kind = extname(options.out).toLowerCase();
  if (kind !== '.html' && kind !== '.txt' && kind !== '.eml')
    return stop(EXIT.usage, `--out "${options.out}" ends with none of .html, .eml, .txt`);
  try {
    await writeFile(options.out, content[kind]);
  } catch (error) {
    return stop(
      EXIT.failed,
      `${options.out} cannot be written: ${error instanceof Error ? error.message : String(error)}`,
    );
  }
  return {exit: EXIT.done, json: {edition: id, subject, out: options.out}, lines: [options.out]};
};

const notBuilt = (id: EditionId): string => `edition ${id} is not built: paperboy editions build ${id}`;

const test = async (paperboy: Paperboy, id: EditionId, to: string): Promise<CommandResult> => {
  const address = parseAddress(to);
  if (address.kind === 'refused') return stop(EXIT.usage, `--to: ${address.reason}`);
  const refusal = sendingRefused(paperboy);
  if (refusal) return refusal;
  const edition = await paperboy.editions.find(id);
  if (!edition) return stop(EXIT.failed, notBuilt(id));
  const reader = await paperboy.subscribers.find(to);
  const {letterhead, tokenSecrets, transport, clock} = paperboy;
  const mail = testMail(await previewMail({edition, letterhead, reader, tokenSecrets}), address.address);
  const answer = await transport.send({key: `${id}/test/${clock.now()}`, mails: [mail]});
  if (answer.kind !== 'accepted') return stop(EXIT.failed, `not accepted (${answer.kind}): ${answer.reason}`);
  return {
    exit: EXIT.done,
    json: {edition: id, accepted: 1, messageId: answer.messageIds[0] ?? null},
    lines: [`accepted by ${transport.name}`],
  };
};

const sendingRefused = ({problems}: Paperboy): CommandResult | null =>
  problems.length === 0
    ? null
    : {
        exit: EXIT.refused,
        json: {error: 'the configuration does not allow a real send', problems},
        lines: [],
        notes: [
          'The configuration does not allow a real send:',
          ...problems.map(({setting, problem, fix}) => `  ${setting} ${problem}: ${fix}`),
        ],
      };

const send = async (paperboy: Paperboy, id: EditionId, wait: boolean): Promise<CommandResult> => {
  const refusal = sendingRefused(paperboy);
  if (refusal) return refusal;
  const outcome = await paperboy.send(id);
  if (outcome.kind === 'refused') return stop(EXIT.refused, outcome.reason);
  if (wait) await waitUntilSent(paperboy, id);
  const standing = await paperboy.status(id);
  if (!standing) return stop(EXIT.failed, notBuilt(id));
  const planned = outcome.mails === 0 ? 'nobody was new to it' : `${outcome.mails} planned`;
  const noWorker = !wait && standing.counts.pending > 0 && !(await paperboy.queues.hasDeliveryWorker());
  return {
    exit: wait ? exitOfStanding(standing) : EXIT.done,
    json: standing,
    lines: [`${id}: ${planned}`, ...describe(standing)],
    ...(noWorker
      ? {notes: ['No worker is alive: start one with "paperboy worker", or send with --wait.']}
      : {}),
  };
};

const exitOfStanding = ({counts, state}: EditionStatus) =>
  counts.failed + counts.uncertain + counts.pending > 0 || state === 'needs-attention'
    ? EXIT.partly
    : EXIT.done;

const status = async (paperboy: Paperboy, id: EditionId): Promise<CommandResult> => {
  const standing = await paperboy.status(id);
  if (!standing) return stop(EXIT.failed, notBuilt(id));
  return {exit: EXIT.done, json: standing, lines: describe(standing)};
};

const statusOfNewest = async (paperboy: Paperboy): Promise<CommandResult> => {
  const [newest] = await paperboy.editions.list(1);
  return newest
    ? status(paperboy, newest.id)
    : stop(EXIT.failed, 'there is no edition yet: paperboy editions build DAY');
};

const describe = ({edition, state, reason, papers, counts, runs}: EditionStatus): string[] => [
  `${edition}  ${state}${reason ? `: ${reason}` : ''}`,
  `${papers} papers`,
  ...table(Object.entries(counts).map(([name, count]) => [`  ${name}`, String(count)])),
  ...runs.map(
    ({run, startedAt, finishedAt, reason: why}) =>
      `run ${run}: ${why}, from ${startedAt} ${finishedAt ? `to ${finishedAt}` : '(not finished)'}`,
  ),
];

const list = async ({editions}: Paperboy): Promise<CommandResult> => {
  const entries = await editions.list(MOST_LISTED);
  return {
    exit: EXIT.done,
    json: entries.map(entry =>
      entry.kind === 'edition'
        ? {
            edition: entry.id,
            papers: entry.papers,
            hash: entry.hash,
            builtAt: new Date(entry.builtAt).toISOString(),
          }
        : {edition: entry.id, papers: 0, skipped: entry.reason},
    ),
    lines:
      entries.length === 0
        ? ['there is no edition yet']
        : table(
            entries.map(entry =>
              entry.kind === 'edition'
                ? [entry.id, `${entry.papers} papers`, entry.hash.slice(0, 12)]
                : [entry.id, 'skipped', entry.reason],
            ),
          ),
  };
};

const MOST_LISTED = 60;
