import {afterEach, beforeEach, expect, test} from 'vitest';
import {dailyEdition, daysOf, weeklyEdition} from '../../../src/editions/edition-id.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';
import {dailyItem, type FakePaperSource, openPaperSource} from '../../support/paper-source.ts';
import {inEnglish} from '../../support/texts/reasons.ts';

let source: FakePaperSource;
let newsletter: Newsletter;
/** What the source lists; a test changes its votes. */
let daily: Record<string, unknown[]>;

/** Above the papers that the tests are about: what everybody has seen does not come again. */
const TEN = Array.from({length: 10}, (_, place) =>
  dailyItem({id: `2603.0010${place}`, votes: 900, title: `On knot ${place}`}),
);

beforeEach(async () => {
  daily = {
    '2026-03-10': [
      dailyItem({id: '2603.00001', votes: 50, title: 'On folding'}),
      dailyItem({id: '2603.00002', votes: 40, title: 'On tearing'}),
    ],
    '2026-03-12': [dailyItem({id: '2603.00003', votes: 9, title: 'On gluing'})],
  };
  source = await openPaperSource({daily});
  newsletter = await openNewsletter({environment: {HUGGING_FACE_URL: source.url}});
});

afterEach(async () => {
  await newsletter.close();
  await source.close();
});

const buildAt = async (edition: ReturnType<typeof dailyEdition>, instant: string) => {
  newsletter.clock.set(Date.parse(instant));
  await newsletter.paperboy.editions.collectAndBuild(edition);
  const built = await newsletter.paperboy.stores.editions.find(edition);
  return built?.content.papers.map(({title, reasons}) => `${title}: ${inEnglish(reasons).join(', ')}`);
};

/** The days that were asked for, in order and once each. */
const askedFor = () => [...new Set(source.requests.map(({query}) => query.get('date')))];

test('a day’s edition knows the votes of the week before as they are now, and late papers', async () => {
  daily['2026-03-10']?.unshift(...TEN);
  await buildAt(dailyEdition('2026-03-10'), '2026-03-11T00:10Z');
  daily['2026-03-10'] = [
    ...TEN,
    dailyItem({id: '2603.00001', votes: 91, title: 'On folding'}),
    dailyItem({id: '2603.00002', votes: 41, title: 'On tearing'}),
    dailyItem({id: '2603.00004', votes: 2, title: 'On ironing'}),
  ];
  expect(await buildAt(dailyEdition('2026-03-12'), '2026-03-13T00:10Z')).toEqual([
    'On gluing: 9 upvotes',
    'On ironing: 2 upvotes, listed 10 March, after that edition closed',
    'On folding: 91 upvotes, rising: 41 more upvotes since 10 March',
  ]);
});

test('its own day is asked for first, then the seven before', async () => {
  await buildAt(dailyEdition('2026-03-12'), '2026-03-13T00:10Z');
  expect(askedFor()).toEqual([
    '2026-03-12',
    ...daysOf(weeklyEdition('2026-03-05')).slice(3),
    ...daysOf(weeklyEdition('2026-03-12')).slice(0, 3),
  ]);
});

test('a source that gives no answer for the edition’s own day is not asked for others', async () => {
  source.misbehave(...Array.from({length: 4}, () => ({kind: 'status' as const, status: 503})));
  expect(await buildAt(dailyEdition('2026-03-12'), '2026-03-13T00:10Z')).toBeUndefined();
  expect(askedFor()).toEqual(['2026-03-12']);
});

test('a source that is down when the edition is due delays it: an alarm, and the next try', async () => {
  const edition = dailyEdition('2026-03-12');
  const {sending} = newsletter.paperboy;
  source.misbehave(...Array.from({length: 4}, () => ({kind: 'status' as const, status: 503})));
  await buildAt(edition, '2026-03-13T00:10Z');
  expect(await sending.status(edition)).toMatchObject({
    state: 'building',
    reason: expect.stringMatching(/^sources-unreachable: .*503/),
  });
  newsletter.clock.set(Date.parse('2026-03-13T00:40Z'));
  expect(await sending.findOverdue()).toMatchObject([
    {what: 'edition', edition, reason: expect.stringContaining('503')},
  ]);
  expect(await buildAt(edition, '2026-03-13T00:40Z')).toEqual(['On gluing: 9 upvotes']);
  expect((await sending.findOverdue()).filter(({what}) => what === 'edition')).toEqual([]);
});

test('arXiv, which counts no votes, is asked for the edition’s own day alone', async () => {
  const both = await openNewsletter({
    environment: {HUGGING_FACE_URL: source.url, ARXIV_URL: source.url, SOURCES: 'hugging-face,arxiv'},
    now: Date.parse('2026-03-13T00:10Z'),
  });
  await both.paperboy.editions.collectAndBuild(dailyEdition('2026-03-12'));
  await both.close();
  const arxiv = source.requests.filter(({path}) => path === '/api/query');
  expect(arxiv.map(({query}) => /submittedDate:(\[.*\])/.exec(query.get('search_query') ?? '')?.[1])).toEqual(
    ['[202603101800 TO 202603111759]'],
  );
  expect(source.requests.length).toBeGreaterThan(8);
});

test('a week’s edition has the votes that its papers have at its end', async () => {
  await buildAt(dailyEdition('2026-03-10'), '2026-03-11T00:10Z');
  daily['2026-03-10'] = [
    dailyItem({id: '2603.00001', votes: 51, title: 'On folding'}),
    dailyItem({id: '2603.00002', votes: 340, title: 'On tearing'}),
  ];
  expect(await buildAt(weeklyEdition('2026-03-12'), '2026-03-16T00:10Z')).toEqual([
    'On tearing: 340 upvotes, most upvoted of the week, rising: 300 more upvotes since 10 March',
    'On folding: 51 upvotes, 2nd most upvoted of the week',
    'On gluing: 9 upvotes, 3rd most upvoted of the week',
  ]);
});
