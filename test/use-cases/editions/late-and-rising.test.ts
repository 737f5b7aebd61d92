import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {DAY, HOUR} from '../../../src/clock.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import type {SourceItem} from '../../../src/papers/paper.ts';
import {paperIdOfTitle} from '../../../src/papers/paper-id.ts';
import {draftContent} from '../../support/draft-content.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';
import {inEnglish} from '../../support/texts/reasons.ts';

let newsletter: Newsletter;
beforeEach(async () => {
  newsletter = await openNewsletter();
});
afterEach(() => newsletter.close());

/** Papers of a day, as a source told them some hours after noon of that day. */
const papersOf = (
  day: string,
  places: number[],
  told: {votes?: number; hoursLater?: number} = {},
): SourceItem[] =>
  places.map(place => {
    const item = madeUpPaper(day, place);
    const at = item.snapshot.at + (told.hoursLater ?? 0) * HOUR;
    return {...item, snapshot: {...item.snapshot, at, votes: told.votes ?? item.snapshot.votes}};
  });

/** What everybody has seen of a day's edition, above the papers that a test is about. */
const tenOf = (day: string): SourceItem[] =>
  papersOf(
    day,
    Array.from({length: 10}, (_, place) => 100 + place),
    {votes: 900},
  );

const store = (items: SourceItem[]) => newsletter.paperboy.stores.catalogue.storeAll(items);

const build = (day: string) => newsletter.paperboy.editions.build(dailyEdition(day));

/** What an edition that stands says of each paper. */
const told = async (day: string) => {
  const edition = await newsletter.paperboy.stores.editions.find(dailyEdition(day));
  return edition?.content.papers.map(({title, reasons}) => `${title}: ${inEnglish(reasons).join(', ')}`);
};

const title = (place: number) => `On the ${place + 1}th way of folding paper`;

test('what came after a day’s edition was frozen is in the next one, once, with the reason', async () => {
  await store(papersOf('2026-03-10', [0, 1]));
  await build('2026-03-10');
  await store([...papersOf('2026-03-10', [2]), ...papersOf('2026-03-11', [3])]);
  expect(await build('2026-03-11')).toMatchObject({kind: 'ready', papers: 2});
  expect(await told('2026-03-11')).toEqual([
    `${title(2)}: 98 upvotes, listed 10 March, after that edition closed`,
    `${title(3)}: 97 upvotes`,
  ]);
  await store(papersOf('2026-03-12', [4]));
  await build('2026-03-12');
  expect(await told('2026-03-12')).toEqual([`${title(4)}: 96 upvotes`]);
});

test('a paper that rose after its edition is in the next one, and again if it rises again', async () => {
  await store([...tenOf('2026-03-10'), ...papersOf('2026-03-10', [0, 1], {votes: 50})]);
  await build('2026-03-10');
  const risen = papersOf('2026-03-10', [0], {votes: 91, hoursLater: 24});
  const fallen = papersOf('2026-03-10', [1], {votes: 3, hoursLater: 24});
  await store([...risen, ...fallen, ...papersOf('2026-03-11', [3])]);
  await build('2026-03-11');
  expect(await told('2026-03-11')).toEqual([
    `${title(3)}: 97 upvotes`,
    `${title(0)}: 91 upvotes, rising: 41 more upvotes since 10 March`,
  ]);
  await store([...papersOf('2026-03-10', [0], {votes: 95, hoursLater: 48}), ...papersOf('2026-03-12', [4])]);
  await build('2026-03-12');
  expect(await told('2026-03-12')).toEqual([`${title(4)}: 96 upvotes`]);
});

describe('a weekend on which the source repeats Friday’s list', () => {
  const repeated = (day: string, votes = 300) =>
    papersOf('2026-03-13', [0, 1, 2], {votes, hoursLater: 24}).map(item => ({...item, day}));

  test('has no edition, with the reason, however the votes grew, and Monday has its own papers', async () => {
    await store([...tenOf('2026-03-13'), ...papersOf('2026-03-13', [0, 1, 2], {votes: 100})]);
    await build('2026-03-13');
    for (const day of ['2026-03-14', '2026-03-15']) {
      await store(repeated(day));
      const reason = `all 3 papers of ${day} stood in other editions`;
      expect(await build(day)).toEqual({kind: 'skipped', reason});
      expect(await build(day)).toEqual({kind: 'skipped', reason});
    }
    await store(papersOf('2026-03-16', [5, 6]));
    await build('2026-03-16');
    expect(await told('2026-03-16')).toEqual([
      `${title(5)}: 95 upvotes, most upvoted of the day`,
      `${title(6)}: 94 upvotes, 2nd most upvoted of the day`,
      `${title(0)}: 300 upvotes, rising: 200 more upvotes since 13 March`,
      `${title(1)}: 300 upvotes, rising: 200 more upvotes since 13 March`,
      `${title(2)}: 300 upvotes, rising: 200 more upvotes since 13 March`,
    ]);
  });

  test('says of the one that came late that it waits', async () => {
    await store(papersOf('2026-03-13', [0, 1, 2]));
    await build('2026-03-13');
    await store([...repeated('2026-03-14', 101), ...papersOf('2026-03-13', [7])]);
    expect(await build('2026-03-14')).toEqual({
      kind: 'skipped',
      reason:
        'all 3 papers of 2026-03-14 stood in other editions; 1 paper that came late to the days ' +
        'before waits for the next edition',
    });
    await store(papersOf('2026-03-16', [8]));
    await build('2026-03-16');
    expect(await told('2026-03-16')).toEqual([
      `${title(7)}: 93 upvotes, listed 13 March, after that edition closed`,
      `${title(8)}: 92 upvotes`,
    ]);
  });
});

test('a paper that the operator dropped does not come back as one that came late', async () => {
  await store(papersOf('2026-03-10', [0, 1]));
  const [dropped] = papersOf('2026-03-10', [1]);
  if (!dropped) throw new Error('a paper');
  const edition = dailyEdition('2026-03-10');
  await newsletter.paperboy.editions.curatePaper({
    edition,
    paper: dropped.paper.id,
    verdict: 'drop',
    who: 'ada',
  });
  await build('2026-03-10');
  await store(papersOf('2026-03-11', [3]));
  expect(await build('2026-03-11')).toMatchObject({papers: 1});
});

test('an operator may drop a paper that rose; one that others had is none of the edition’s', async () => {
  await store([...tenOf('2026-03-10'), ...papersOf('2026-03-10', [0, 1], {votes: 50})]);
  await build('2026-03-10');
  const [risen, still] = papersOf('2026-03-10', [0, 1], {votes: 91, hoursLater: 24});
  if (!risen || !still) throw new Error('two papers');
  await store([risen, ...papersOf('2026-03-11', [3])]);
  const judge = (item: SourceItem) =>
    newsletter.paperboy.editions.curatePaper({
      edition: dailyEdition('2026-03-11'),
      paper: item.paper.id,
      verdict: 'drop',
      who: 'ada',
    });
  expect(await judge(risen)).toEqual({kind: 'curated', isNew: true});
  expect(await judge(still)).toMatchObject({kind: 'refused'});
  expect(await build('2026-03-11')).toMatchObject({papers: 1});
});

test('a paper that was known by its title alone is not told again under its arXiv id', async () => {
  const [item] = papersOf('2026-03-10', [0]);
  if (!item) throw new Error('a paper');
  const titleOnlyId = paperIdOfTitle(item.paper.title);
  await store([{...item, paper: {...item.paper, id: titleOnlyId, source: 'page'}}]);
  await build('2026-03-10');
  await store([{...item, day: '2026-03-11'}, ...papersOf('2026-03-11', [3])]);
  await build('2026-03-11');
  expect(await told('2026-03-11')).toEqual([`${title(3)}: 97 upvotes`]);
});

test('nothing came late to an edition that did not keep what it was made from', async () => {
  await store(papersOf('2026-03-10', [0]));
  await build('2026-03-10');
  await newsletter.redis.hdel('test:{e:2026-03-10}:edition', 'considered');
  await store([...papersOf('2026-03-10', [2]), ...papersOf('2026-03-11', [3])]);
  await build('2026-03-11');
  expect(await told('2026-03-11')).toEqual([`${title(3)}: 97 upvotes`]);
});

test('an edition that is built only after later ones carries nothing that they had', async () => {
  await store([...papersOf('2026-03-10', [0, 1]), ...papersOf('2026-03-11', [3])]);
  await newsletter.paperboy.stores.editions.skip(dailyEdition('2026-03-10'), {
    reason: 'the source was down',
    at: 0,
    considered: [],
  });
  expect(await build('2026-03-11')).toMatchObject({papers: 3});
  expect(await build('2026-03-10')).toEqual({
    kind: 'skipped',
    reason: 'all 2 papers of 2026-03-10 stood in other editions',
  });
});

test('several processes that build the same papers at once come to the hash of a draft', async () => {
  await store([...tenOf('2026-03-10'), ...papersOf('2026-03-10', [0, 1], {votes: 50})]);
  await build('2026-03-10');
  await store([
    ...papersOf('2026-03-10', [0], {votes: 91, hoursLater: 24}),
    ...papersOf('2026-03-10', [2]),
    ...papersOf('2026-03-11', [3]),
  ]);
  const draft = await draftContent(newsletter.paperboy, dailyEdition('2026-03-11'));
  newsletter.clock.advance(DAY);
  const other = await newsletter.open();
  const outcomes = await Promise.all([
    build('2026-03-11'),
    other.editions.build(dailyEdition('2026-03-11')),
    build('2026-03-11'),
  ]);
  await other.close();
  expect(new Set(outcomes.map(outcome => outcome.kind === 'ready' && outcome.hash)).size).toBe(1);
  expect((await newsletter.paperboy.stores.editions.find(dailyEdition('2026-03-11')))?.content).toEqual(
    draft,
  );
});
