import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Command} from 'commander';
import type {Paperboy} from '../../app.ts';
import type {Config} from '../../config.ts';
import {dailyEdition} from '../../editions/edition-id.ts';
import {countOf} from '../../papers/text.ts';
import {openRedis} from '../../redis/redis.ts';
import {scanKeys} from '../../redis/scan-keys.ts';
import {packageRoot} from '../../settings/package-root.ts';
import type {RawPreferences} from '../../subscribers/preferences.ts';
import type {ImportOutcome} from '../../use-cases/papers/import-papers.ts';
import {refusedDay} from '../frame/arguments.ts';
import {type CommandResult, EXIT, shorten, stop, table} from '../frame/result.ts';
import type {Run} from '../frame/run.ts';
import {waitUntilSent} from '../frame/wait-until-sent.ts';

/**
 * One real day: its ids, titles, names, votes and links are facts, its sentences were written for this
 * file.
 */
const SAMPLE_DAY = '2025-03-12';

const DEMO_PREFIX = 'paperboy-demo';

const READERS: {address: string; interests: string; preferences: RawPreferences}[] = [
  {address: 'ada@example.org', interests: 'everything, 15 papers', preferences: {timezone: 'Europe/London'}},
  {
    address: 'ben@example.net',
    interests: 'follows video generation; 5 papers',
    preferences: {
      timezone: 'America/New_York',
      hour: '7',
      frequency: 'weekdays',
      topics: 'video generation',
      papers: '5',
    },
  },
  {
    address: 'chiyo@example.com',
    interests: 'follows reinforcement learning and reasoning; 8 papers',
    preferences: {
      timezone: 'Asia/Tokyo',
      hour: '18',
      topics: 'reinforcement learning; reasoning',
      papers: '8',
    },
  },
];

type DemoOptions = {date?: string; topics?: string};

/** `paperboy demo`: the whole way, on bundled papers or on files, into the outbox; no key, no network. */
export const addDemoCommand = (program: Command, run: Run): void => {
  program
    .command('demo')
    .description('send a sample edition to the outbox; no key, no network')
    .argument('[file...]', 'papers of your own, as for `papers import`; then one reader gets them')
    .option('--date <day>', 'with files: the day of the edition (example: 2026-03-12)')
    .option('--topics <topics>', 'with files: what that reader follows, separated by ;')
    .action((files: string[], options: DemoOptions) =>
      run(refusedOptions(files, options) ?? (paperboy => demo(paperboy, demoOf(files, options))), {
        adjust: toDemo,
        allowInMemory: true,
      }),
    );
};

const refusedOptions = (files: string[], {date, topics}: DemoOptions): CommandResult | null => {
  if (files.length === 0 && (date !== undefined || topics !== undefined))
    return stop(EXIT.usage, '--date and --topics need a file of papers');
  return refusedDay(date);
};

type Imported = Extract<ImportOutcome, {kind: 'imported'}>;

/** What a demo plays: whose papers, of which day, for whom. */
type Demo = {paths: string[]; date: string | null; readers: typeof READERS};

const demoOf = (files: string[], {date, topics}: DemoOptions): Demo => {
  if (files.length === 0)
    return {
      paths: [join(packageRoot, 'src', 'cli', 'demo', `${SAMPLE_DAY}.json`)],
      ...{date: SAMPLE_DAY, readers: READERS},
    };
  const interests = topics === undefined ? 'everything, 15 papers' : `follows ${topics}; 15 papers`;
  const preferences = topics === undefined ? {} : {topics};
  return {paths: files, date: date ?? null, readers: [{address: 'you@example.org', interests, preferences}]};
};

/** Keys and mails of its own, so that it never meets a real subscriber. */
const toDemo = (config: Config): Config => ({
  ...config,
  QUEUE_PREFIX: DEMO_PREFIX,
  MAIL_TRANSPORT: 'outbox',
  OUTBOX_DIR: join(config.OUTBOX_DIR, 'demo'),
});

const demo = async (paperboy: Paperboy, {paths, date, readers}: Demo): Promise<CommandResult> => {
  const {config} = paperboy;
  await forgetLastDemo(paperboy.redisUrl);
  await rm(config.OUTBOX_DIR, {recursive: true, force: true});
  const papers = await paperboy.papers.import({paths, date});
  if (papers.kind === 'refused') return stop(EXIT.failed, papers.reason);
  const day = date ?? papers.date;
  if (day === null) return stop(EXIT.usage, whyNoDay(papers));
  const edition = dailyEdition(day);
  const built = await paperboy.editions.build(edition);
  if (built.kind !== 'ready') return stop(EXIT.failed, built.reason);
  const unknown = await addReaders(paperboy, readers);
  if (unknown !== null) return stop(EXIT.usage, unknown);
  const sent = await paperboy.sending.send(edition);
  if (sent.kind === 'refused') return stop(EXIT.failed, sent.reason);
  await waitUntilSent(paperboy, edition);
  return report(paperboy, {edition, papers: built.papers, readers});
};

const whyNoDay = ({imported, rejected: [first]}: Pick<Imported, 'imported' | 'rejected'>): string =>
  imported === 0 && first !== undefined
    ? `no paper was read: rejected at ${first.line}: ${first.reason}`
    : 'the papers name no day, or several: say which with --date (example: 2026-03-12)';

/** Null, or why a reader could not be added. */
const addReaders = async ({subscribers}: Paperboy, readers: Demo['readers']): Promise<string | null> => {
  for (const {address, preferences} of readers) {
    const consentText = 'a reader of the demo';
    const added = await subscribers.add({address, preferences, confirmed: true, consentText});
    if (added.kind === 'refused') return added.reason;
  }
  return null;
};

type Played = {edition: ReturnType<typeof dailyEdition>; papers: number; readers: Demo['readers']};

const report = async (paperboy: Paperboy, {edition, papers, readers}: Played): Promise<CommandResult> => {
  const {subscribers, editions, config} = paperboy;
  const standing = await paperboy.sending.status(edition);
  const content = (await editions.find(edition))?.content;
  const got = await Promise.all(
    readers.map(async ({address, interests}) => {
      const number = (await subscribers.find(address))?.number ?? 0;
      const [mail] = await subscribers.deliveries({number, limit: 1});
      const first = mail?.selection?.[0];
      const title = first === undefined ? '' : (content?.papers[first.index]?.title ?? '');
      return {
        to: address,
        interests,
        outcome: mail?.state ?? 'none',
        papers: mail?.selection?.length ?? 0,
        first: title,
      };
    }),
  );
  const file = join(config.OUTBOX_DIR, 'index.html');
  const allAccepted = got.every(({outcome}) => outcome === 'accepted');
  return {
    exit: allAccepted ? EXIT.done : EXIT.failed,
    json: {edition, papers, mails: got, open: file},
    lines: [
      `Edition ${edition}: ${countOf(papers, 'paper')}, ${countOf(got.length, 'reader')}.`,
      '',
      ...table([
        ['TO', 'INTERESTS', 'STATUS', 'PAPERS', 'FIRST PAPER'],
        ...got.map(mail => [
          mail.to,
          mail.interests,
          mail.outcome,
          String(mail.papers),
          shorten(mail.first, 44),
        ]),
      ]),
      '',
      ...(allAccepted ? [`Open ${file} in a browser.`] : []),
    ],
    ...(!allAccepted && standing?.reason ? {notes: [standing.reason]} : {}),
  };
};

const forgetLastDemo = async (redisUrl: string): Promise<void> => {
  const redis = openRedis(redisUrl);
  for (const pattern of [`${DEMO_PREFIX}:`, `{${DEMO_PREFIX}}:`])
    for await (const keys of scanKeys(redis, pattern)) await Promise.all(keys.map(key => redis.unlink(key)));
  await redis.quit();
};
