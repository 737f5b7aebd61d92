import {mkdtemp, readFile, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {setTimeout} from 'node:timers/promises';
import {pathToFileURL} from 'node:url';
import {projectFolder} from '../../scripts/set-up.mjs';

/** The bundled day of the demo: its papers' sentences were written for this project. */
export const DAY = '2025-03-12';
export const WEEK = '2025-W11';
export const SITE = 'https://paperboy.example.org';

const MORNING_AFTER = Date.parse('2025-03-13T08:00:00Z');
const AFTER_THE_WEEK = Date.parse('2025-03-17T08:00:00Z');

/** The days over which the bundled papers are spread for the picture of a week. */
const WEEK_DAYS = ['2025-03-10', '2025-03-11', '2025-03-12', '2025-03-13', '2025-03-14'];
const HALF_PAST_MIDNIGHT_AFTER = 86_400_000 + 1_800_000;

/** Who the mail in the pictures is for. */
export const READER = 'chiyo@example.org';

/** Who the mail is for that is compared with the one of before. */
export const THREE_TOPICS = 'three-topics@example.org';

const READERS = [
  {
    address: READER,
    topics: 'reinforcement learning; reasoning',
    papers: '8',
    hour: '18',
    timezone: 'Asia/Tokyo',
  },
  {address: THREE_TOPICS, topics: 'reasoning; reinforcement learning; video generation', papers: '15'},
  {address: 'weekly@example.org', frequency: 'weekly', weekday: '1', timezone: 'Europe/London'},
  {address: 'short@example.org', topics: 'reasoning', form: 'short', timezone: 'Europe/London'},
  {address: 'leaving@example.org', timezone: 'Europe/London'},
];

/** @param {string} source a file of the sources, of which the compiled one is imported */
const compiled = source =>
  import(pathToFileURL(join(projectFolder, 'dist', source.replace(/\.ts$/, '.js'))).href);

/**
 * An instance of its own in a temporary folder, on the demo's papers, with a clock that stands still and
 * links that are the same each time: the same templates make the same pictures.
 */
export const openExampleInstance = (/** @type {Record<string, string>} */ settings = {}) =>
  openExample(withTheDay, settings);

/** The same with its papers spread over a week, of which some got more votes after their day. */
export const openExampleWeek = () => openExample(withTheWeek);

/**
 * @typedef {import('../../src/app.ts').Paperboy} Paperboy
 * @typedef {{paperboy: Paperboy, clock: {at: number}, folder: string}} Filled
 */

/**
 * @param {(filled: Filled) => Promise<void>} fillWith what brings its papers and builds its editions
 * @param {Record<string, string>} [settings] beside those that all of them have
 */
const openExample = async (fillWith, settings = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'paperboy-pictures-'));
  const {openLocalRedis} = await compiled('local-redis/local-redis.ts');
  const say = (/** @type {string} */ line) => process.stderr.write(`${line}\n`);
  const redis = await openLocalRedis({folder: join(folder, '.paperboy'), allowInMemory: true, say});
  if (redis.kind === 'none') throw new Error(redis.message);
  const clock = stillClock(MORNING_AFTER);
  const paperboy = await openInstance({folder, redisUrl: redis.url, clock, settings});
  await fillWith({paperboy, clock, folder});
  await addReaders(paperboy);
  const pages = await openPages(paperboy);
  return {
    ...pages,
    paperboy,
    reader: (/** @type {string} */ address) => paperboy.subscribers.find(address),
    /** @param {{id: string, address: string}} wanted the mail of an edition as a reader gets it */
    mail: async ({id, address}) => {
      const preview = await paperboy.editions.preview({edition: id, reader: address});
      if (preview.kind !== 'mail') throw new Error(`no mail of ${id}: ${preview.kind}`);
      return preview.mail;
    },
    /** What a letter that asks for a confirmation shows of the day. */
    firstPapers: async () => {
      const [{firstPapers}, {englishSpeech}] = await Promise.all(
        ['src/mail/words/first-papers.ts', 'templates/languages/speech.ts'].map(compiled),
      );
      const found = await paperboy.editions.find(DAY);
      return firstPapers(found.content, ['reasoning', 'video generation'], englishSpeech()).papers;
    },
    /** @param {object} request a letter with its links */
    letter: async request => {
      const {renderLetter} = await compiled('src/mail/letters.ts');
      return renderLetter({letterhead: paperboy.letterhead, ...request});
    },
    close: async () => {
      await paperboy.close();
      await redis.close();
      await rm(folder, {recursive: true, force: true});
    },
  };
};

/** @param {number} at */
const stillClock = at => {
  const clock = {at, now: () => clock.at, sleep: (/** @type {number} */ ms) => setTimeout(ms)};
  return clock;
};

/** @param {{folder: string, redisUrl: string, clock: object, settings: Record<string, string>}} place */
const openInstance = async ({folder, redisUrl, clock, settings}) => {
  const [{openPaperboy}, {parseConfig}, {silentLog}] = await Promise.all(
    ['src/app.ts', 'src/config.ts', 'src/log.ts'].map(compiled),
  );
  const {config} = parseConfig({
    PUBLIC_URL: SITE,
    DIGEST_FROM: 'Paperboy <digest@example.org>',
    LETTERS_FROM: 'Paperboy <letters@example.org>',
    POSTAL_ADDRESS: '1 Example Street, 12345 Exampletown',
    TOKEN_SECRETS: 'a secret that signs the links in the pictures',
    OUTBOX_DIR: join(folder, 'outbox'),
    ...settings,
  });
  const paperboy = await openPaperboy({config, redisUrl, clock, log: silentLog});
  return paperboy;
};

const SAMPLE = join(projectFolder, 'src', 'cli', 'demo', `${DAY}.json`);

/** @param {Filled} filled */
const withTheDay = async ({paperboy}) => {
  await paperboy.papers.import({paths: [SAMPLE], date: DAY});
  await built(paperboy, DAY);
};

/** @param {Filled} filled */
const withTheWeek = async ({paperboy, clock, folder}) => {
  const items = JSON.parse(await readFile(SAMPLE, 'utf8'));
  /**
   * @param {string} day
   * @param {number} place of the day in the week
   * @param {(votes: number, at: number) => number} votesOf what became of the votes of its paper at a place
   */
  const collect = async (day, place, votesOf) => {
    const file = join(folder, `${day}.json`);
    const ofDay = items.filter((/** @type {unknown} */ _, /** @type {number} */ at) => at % 5 === place);
    for (const [at, {paper}] of ofDay.entries()) paper.upvotes = votesOf(paper.upvotes, at);
    await writeFile(file, JSON.stringify(ofDay));
    await paperboy.papers.import({paths: [file], date: day});
  };
  for (const [place, day] of WEEK_DAYS.entries()) {
    clock.at = Date.parse(day) + HALF_PAST_MIDNIGHT_AFTER;
    await collect(day, place, votes => votes);
    await built(paperboy, day);
  }
  clock.at = AFTER_THE_WEEK;
  for (const [place, day] of WEEK_DAYS.entries())
    await collect(day, place, (votes, at) => (at === 1 ? votes + 12 + 4 * place : votes + place));
  await built(paperboy, WEEK);
};

/** @param {Paperboy} paperboy */
const addReaders = async paperboy => {
  for (const {address, ...preferences} of READERS)
    await paperboy.subscribers.add({
      ...{address, preferences},
      confirmed: true,
      consentText: 'a reader in the pictures',
    });
  await paperboy.subscribers.subscribe({
    ...{address: 'asking@example.org', consentText: 'Yes.', via: 'form', visitor: null},
  });
};

/**
 * @param {{editions: {build(id: string): Promise<{kind: string, reason?: string}>}}} paperboy
 * @param {string} id
 */
const built = async ({editions}, id) => {
  const outcome = await editions.build(id);
  if (outcome.kind === 'skipped') throw new Error(`${id}: ${outcome.reason}`);
};

/** @param {object} paperboy */
const openPages = async paperboy => {
  const [{webApp}, {webDepsOf}, {mintToken}] = await Promise.all(
    ['src/web/app.ts', 'src/web/deps.ts', 'src/subscribers/tokens.ts'].map(compiled),
  );
  const deps = webDepsOf(paperboy);
  const app = webApp(deps);
  /**
   * @param {string} path
   * @param {Record<string, string>} [form] what is posted; without it the page is looked at
   * @returns {Promise<string>}
   */
  const page = async (path, form) => {
    const answer = await app.request(path, form && {method: 'POST', body: new URLSearchParams(form)});
    if (!answer.ok) throw new Error(`${path.split('/')[1]} answers ${answer.status}`);
    return answer.text();
  };
  /**
   * @param {string} scope
   * @param {{number: number, epoch: number}} reader
   * @returns {string}
   */
  const token = (scope, reader) =>
    mintToken({
      keys: deps.linkKeys,
      scope,
      reader,
      epoch: scope === 'unsubscribe' ? 0 : reader.epoch,
      expiresAt: null,
    });
  /**
   * @param {string} path of a picture
   * @returns {Promise<Buffer>}
   */
  const picture = async path => Buffer.from(await (await app.request(path)).arrayBuffer());
  return {page, picture, token};
};
