import {rm} from 'node:fs/promises';
import {join} from 'node:path';
import type {Command} from 'commander';
import type {Paperboy} from '../../app.ts';
import type {Config} from '../../config.ts';
import {dailyEdition} from '../../editions/edition-id.ts';
import {openRedis} from '../../redis/redis.ts';
import {scanKeys} from '../../redis/scan-keys.ts';
import {packageRoot} from '../../settings/package-root.ts';
import type {RawPreferences} from '../../subscribers/preferences.ts';
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

/** `paperboy demo`: the whole way on bundled papers, into the outbox; no key, no network. */
export const addDemoCommand = (program: Command, run: Run): void => {
  program
    .command('demo')
    .description('send a sample edition to the outbox; no key, no network')
    .action(() => run(demo, {adjust: toDemo, allowInMemory: true}));
};

/** Keys and mails of its own, so that it never meets a real subscriber. */
const toDemo = (config: Config): Config => ({
  ...config,
  QUEUE_PREFIX: DEMO_PREFIX,
  MAIL_TRANSPORT: 'outbox',
  OUTBOX_DIR: join(config.OUTBOX_DIR, 'demo'),
});

const demo = async (paperboy: Paperboy): Promise<CommandResult> => {
  const {config} = paperboy;
  await forgetLastDemo(paperboy.redisUrl);
  await rm(config.OUTBOX_DIR, {recursive: true, force: true});
  const sample = join(packageRoot, 'src', 'cli', 'demo', `${SAMPLE_DAY}.json`);
  const papers = await paperboy.papers.import({paths: [sample], date: SAMPLE_DAY});
  if (papers.kind === 'refused') return stop(EXIT.failed, papers.reason);
  const edition = dailyEdition(SAMPLE_DAY);
  const built = await paperboy.editions.build(edition);
  if (built.kind !== 'ready') return stop(EXIT.failed, built.reason);
  for (const {address, preferences} of READERS)
    await paperboy.subscribers.add({
      ...{address, preferences},
      confirmed: true,
      consentText: 'a reader of the demo',
    });
  const sent = await paperboy.sending.send(edition);
  if (sent.kind === 'refused') return stop(EXIT.failed, sent.reason);
  await waitUntilSent(paperboy, edition);
  return report(paperboy, edition, built.papers);
};

const report = async (
  paperboy: Paperboy,
  edition: ReturnType<typeof dailyEdition>,
  papers: number,
): Promise<CommandResult> => {
  const {subscribers, editions, config} = paperboy;
  const standing = await paperboy.sending.status(edition);
  const content = (await editions.find(edition))?.content;
  const got = await Promise.all(
    READERS.map(async ({address, interests}) => {
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
      `Edition ${edition}: ${papers} papers, ${got.length} readers.`,
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
