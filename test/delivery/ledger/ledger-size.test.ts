import {afterEach, beforeEach, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import type {Subscriber} from '../../../src/subscribers/subscriber.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

/** DESIGN: what Redis may cost, in bytes a subscriber and edition. */
const BUDGET = 40;

const READERS = 2000;

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

/** What the edition's sending takes, without what the edition itself says. */
const bytesAReader = async (id: EditionId): Promise<number> => {
  const {redis} = newsletter;
  const keys = (await redis.keys(`test:{e:${id}}:*`)).filter(key => !key.endsWith(':edition'));
  const sizes = await Promise.all(keys.map(key => redis.memory('USAGE', key, 'SAMPLES', 0)));
  return sizes.reduce<number>((sum, size) => sum + Number(size), 0) / READERS;
};

const TOPICS = Array.from({length: 60}, (_, at) => `topic ${at}`);

/** Three topics that hardly anybody else follows together. */
const topicsOf = (number: number): string[] =>
  [3, 7, 11].map(stride => TOPICS[(number * stride + Math.floor(number / 60)) % TOPICS.length] ?? '');

const withTopics = (current: Subscriber): Subscriber => ({
  ...current,
  preferences: {...current.preferences, topics: topicsOf(current.number)},
});

/** Thirty papers of five topics each. */
const papers = () =>
  Array.from({length: 30}, (_, at) => {
    const item = madeUpPaper('2026-03-12', at);
    const keywords = [0, 1, 2, 3, 4].map(place => TOPICS[(at * 2 + place * 11) % TOPICS.length] ?? '');
    return {...item, paper: {...item.paper, keywords}};
  });

test.each([
  ['readers without preferences', 0],
  ['readers of whom every third has preferences of their own', 3],
])('an accepted edition costs at most 40 bytes of Redis for each of 2,000 %s', async (_, every) => {
  await newsletter.subscribe(READERS);
  const numbers = Array.from({length: READERS}, (_, at) => at + 1).filter(number => number % every === 0);
  const {paperboy} = newsletter;
  const {subscribers, catalogue, ledger} = paperboy.stores;
  await subscribers.updateMany(numbers.map(number => ({number, change: withTopics})));
  await catalogue.storeAll(papers());
  const id = dailyEdition('2026-03-12');
  await paperboy.editions.build(id);
  await paperboy.sending.send(id);
  await newsletter.work(id);
  expect(await ledger.counts(id)).toMatchObject({accepted: READERS});
  const selection = (await ledger.mailOf(id, 1998)).selection ?? [];
  expect(selection.some(({because}) => because.length > 0)).toBe(every > 0);

  expect(await bytesAReader(id)).toBeLessThanOrEqual(BUDGET);
});
