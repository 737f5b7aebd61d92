import fc from 'fast-check';
import {afterAll, beforeEach, describe, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {DAY} from '../../../src/clock.ts';
import {readAudit} from '../../../src/delivery/ledger/audit.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {openEditions} from '../../../src/editions/edition-store.ts';
import {
  type Decision,
  MAX_SUGGESTED,
  MAX_WAITING,
  openSuggestions,
} from '../../../src/editions/suggestions/suggestion-store.ts';
import {silentLog} from '../../../src/log.ts';
import {openCatalogue} from '../../../src/papers/catalogue/catalogue.ts';
import type {PaperId} from '../../../src/papers/paper.ts';
import {paperIdOfTitle, parsePaperId} from '../../../src/papers/paper-id.ts';
import type {PaperAskedFor} from '../../../src/papers/sources/ask-for-paper.ts';
import {decideSuggestion} from '../../../src/use-cases/editions/decide-suggestion.ts';
import {listSuggestions} from '../../../src/use-cases/editions/list-suggestions.ts';
import {suggestPaper} from '../../../src/use-cases/editions/suggest-paper.ts';
import {eraseSubscriber} from '../../../src/use-cases/subscribers/erase-subscriber.ts';
import {unsubscribe} from '../../../src/use-cases/subscribers/unsubscribe.ts';
import {samplePaper} from '../../mail/sample-edition.ts';
import {anyText, draftOf, noon, openTestStore} from '../../support/open-store.ts';
import {depsAt} from '../../support/subscription-deps.ts';

const store = await openTestStore();
const {subscribers, redis, prefix} = store;
const suggestions = openSuggestions(store);
const editions = openEditions(store);
const catalogue = openCatalogue(store);

beforeEach(async () => {
  await store.empty();
  await subscribers.addMany([1, 2, 3].map(number => draftOf(`reader-${number}@example.org`)));
});
afterAll(store.close);

const paperId = (text: string): PaperId => parsePaperId(text) ?? expect.fail(`no id: ${text}`);
const [one, two] = [paperId('2603.10000'), paperId('2603.10001')];

const suggest = (text: string, number = 1, now = noon) =>
  suggestPaper(
    {subscribers, suggestions, editions, catalogue, clock: {now: () => now}, log: silentLog},
    {link: {number, epoch: 0}, text},
  );

/** A source that has these papers of a day, and counts how often it is asked. */
const sourceWith = (answer: PaperAskedFor) => {
  const asked: PaperId[] = [];
  return {
    asked,
    askFor: async (paper: PaperId) => {
      asked.push(paper);
      return answer;
    },
  };
};

const found: PaperAskedFor = {kind: 'found', item: madeUpPaper('2026-03-12', 0)};

const decide = (decision: Decision, paper = one, source = sourceWith(found)) =>
  decideSuggestion(
    {
      suggestions,
      editions,
      catalogue,
      askFor: source.askFor,
      clock: {now: () => noon + 1000},
      log: silentLog,
    },
    {paper, decision, who: 'ada'},
  );

/** An edition that carries this paper. */
const freeze = (paper: PaperId) =>
  editions.freeze({
    edition: {
      content: {id: dailyEdition('2026-03-10'), papers: [samplePaper(1, {id: paper})]},
      hash: 'a',
      builtAt: noon,
    },
    compiled: {hash: 'b', json: '{}'},
    curationRevision: 0,
    considered: [],
  });

const waiting = async () =>
  (await suggestions.waiting()).map(({paper, numbers}) => [paper, numbers] as const);

describe('a suggestion', () => {
  test.each([
    '2603.10000',
    ' 2603.10000v4 ',
    'arXiv:2603.10000',
    'https://arxiv.org/abs/2603.10000',
    'http://www.arxiv.org/pdf/2603.10000v2.pdf',
    'https://arxiv.org/html/2603.10000v1#S3',
    'https://huggingface.co/papers/2603.10000?utm=x',
    'huggingface.co/papers/2603.10000/',
  ])('is taken by any id or link of a paper: %s', async text => {
    expect(await suggest(text)).toEqual({kind: 'taken', paper: one});
    expect(await waiting()).toEqual([[one, [1]]]);
  });

  test.each([
    '',
    'folding',
    'javascript:alert(2603.10000)',
    'https://example.org/abs/2603.10000',
    'https://arxiv.org.example.org/abs/2603.10000',
    'https://reader@arxiv.org/abs/2603.10000',
    'https://arxiv.org/abs/2603.99999999',
    'https://arxiv.org/list/cs.AI/new',
    'file:///etc/passwd',
    'title-0123456789abcdef',
    '2603.10000\n2603.10001',
    '2603.10000'.repeat(100_000),
  ])('is no other text: %j', async text => {
    expect(await suggest(text)).toEqual({kind: 'no-paper'});
    expect(await redis.keys(`${prefix}:{suggestions}*`)).toEqual([]);
  });

  test('is taken or refused, whatever is typed, and never throws', async () => {
    await fc.assert(
      fc.asyncProperty(anyText(60), async text => {
        expect(['no-paper', 'taken', 'again', 'over']).toContain((await suggest(text)).kind);
      }),
      {numRuns: 300},
    );
  });

  test('of a second reader counts as one more, of the same one not', async () => {
    expect((await suggest(one, 1)).kind).toBe('taken');
    expect((await suggest(one, 2, noon + 5)).kind).toBe('joined');
    expect((await suggest(`https://arxiv.org/abs/${one}v9`, 1)).kind).toBe('again');
    expect(await suggestions.waiting()).toEqual([{paper: one, numbers: [1, 2], since: noon}]);
  });

  test('is for those who get papers, by a link that holds', async () => {
    await unsubscribe(depsAt(subscribers, noon), {number: 2, via: 'link'});
    await subscribers.update(3, current => ({...current, epoch: 1}));
    expect(await suggest(one, 2)).toEqual({kind: 'not-active'});
    expect(await suggest(one, 3)).toEqual({kind: 'void'});
    expect(await suggest(one, 77)).toEqual({kind: 'void'});
    expect(await waiting()).toEqual([]);
  });

  test('of a paper in an edition is answered with that one, also from before the index', async () => {
    await freeze(one);
    const expected = {kind: 'carried', paper: one, edition: '2026-03-10'};
    expect(await suggest(one)).toEqual(expected);
    await redis.del(`${prefix}:{editions}:carrying`);
    expect(await suggest(one)).toEqual(expected);
    expect((await suggest(two)).kind).toBe('taken');
    expect(await waiting()).toEqual([[two, [1]]]);
  });

  test('of a paper that an edition carried when only its title was known is answered so too', async () => {
    const item = madeUpPaper('2026-03-12', 0);
    await freeze(paperIdOfTitle(item.paper.title));
    await catalogue.store(item);
    expect(await suggest(one)).toMatchObject({kind: 'carried', edition: '2026-03-10'});
  });

  test('is not refused for an edition that was made and never frozen', async () => {
    await redis.hset(`${prefix}:{editions}:carrying`, one, '2026-03-10', 'complete', 1);
    expect((await suggest(one)).kind).toBe('taken');
  });
});

describe('the bounds', () => {
  test('are a few papers a week for one subscriber, also when a hundred come at once', async () => {
    const all = await Promise.all(
      Array.from({length: 100}, (_, at) => suggest(`2603.${String(20_000 + at)}`)),
    );
    expect(all.filter(({kind}) => kind === 'taken')).toHaveLength(MAX_SUGGESTED);
    expect(all.filter(({kind}) => kind === 'over')).toHaveLength(100 - MAX_SUGGESTED);
    expect(await waiting()).toHaveLength(MAX_SUGGESTED);
    const life = await redis.pttl(`${prefix}:{suggestions}:count:1`);
    expect(life).toBeGreaterThan(7 * DAY - 60_000);
    expect(life).toBeLessThanOrEqual(7 * DAY);
    expect((await suggest('2603.30000', 2)).kind).toBe('taken');
  });

  test('are so many papers that wait; one more voice for one of them is heard', async () => {
    for (let at = 0; at < MAX_WAITING; at += 1)
      await suggestions.suggest({paper: paperId(`2603.${String(20_000 + at)}`), number: 100 + at}, noon);
    expect(await suggest(one)).toEqual({kind: 'full'});
    expect((await suggest('2603.20000')).kind).toBe('joined');
    expect(await waiting()).toHaveLength(MAX_WAITING);
  });
});

describe('erasing a subscriber', () => {
  test('forgets what they suggested; what nobody else did waits no more', async () => {
    await suggest(one, 1);
    await suggest(two, 1);
    await suggest(two, 2);
    await suggestions.forget(1);
    expect(await waiting()).toEqual([[two, [2]]]);
    expect(await redis.keys(`${prefix}:{suggestions}:*:1`)).toEqual([]);
  });

  test('at the moment of a suggestion leaves nothing of it', async () => {
    const erasing = {
      read: async (numbers: number[]) => subscribers.read(numbers),
    };
    const late = {
      ...suggestions,
      suggest: async (suggested: {paper: PaperId; number: number}, now: number) => {
        await suggestions.forget(suggested.number);
        await eraseSubscriber(depsAt(subscribers, 0), suggested.number);
        return suggestions.suggest(suggested, now);
      },
    };
    const outcome = await suggestPaper(
      {
        subscribers: erasing,
        suggestions: late,
        editions,
        catalogue,
        clock: {now: () => noon},
        log: silentLog,
      },
      {link: {number: 1, epoch: 0}, text: one},
    );
    expect(outcome).toEqual({kind: 'void'});
    expect(await waiting()).toEqual([]);
  });
});

describe('accepting', () => {
  test('brings an unknown paper into the catalogue, tells the audit, forgets who suggested it', async () => {
    await suggest(one, 1);
    await suggest(one, 2);
    const source = sourceWith(found);
    expect(await decide('accepted', one, source)).toEqual({kind: 'decided', isNew: true});
    expect(source.asked).toEqual([one]);
    expect((await catalogue.find(one))?.paper.title).toBe('On the 1th way of folding paper');
    expect(await suggestions.decided()).toEqual([
      {paper: one, decision: 'accepted', at: noon + 1000, who: 'ada'},
    ]);
    expect(await redis.keys(`${prefix}:{suggestions}:by:*`)).toEqual([]);
    expect(await readAudit(redis, `${prefix}:{suggestions}:audit`)).toMatchObject([
      {what: `accepted: ${one}`, who: 'ada', at: noon + 1000, why: 'suggested by a reader'},
    ]);
    expect((await suggest(one, 3)).kind).toBe('accepted');
  });

  test('asks nobody about a paper that is known, and again changes nothing', async () => {
    await catalogue.store(madeUpPaper('2026-03-12', 0));
    await suggest(one);
    const source = sourceWith({kind: 'unknown'});
    expect(await decide('accepted', one, source)).toEqual({kind: 'decided', isNew: true});
    expect(await decide('accepted', one, source)).toEqual({kind: 'decided', isNew: false});
    expect(source.asked).toEqual([]);
    expect(await readAudit(redis, `${prefix}:{suggestions}:audit`)).toHaveLength(1);
  });

  test.each<[PaperAskedFor, string, string]>([
    [{kind: 'failed', reason: 'arXiv is down'}, 'failed', `${one} is not accepted: arXiv is down`],
    [{kind: 'unknown'}, 'refused', `no source has a paper ${one}`],
  ])('changes nothing where the sources say %j', async (answer, kind, reason) => {
    await suggest(one);
    expect(await decide('accepted', one, sourceWith(answer))).toEqual({kind, reason});
    expect(await waiting()).toEqual([[one, [1]]]);
    expect(await catalogue.find(one)).toBeNull();
    expect(await suggestions.decided()).toEqual([]);
  });

  test('is refused for a paper that nobody suggested, and nobody is asked', async () => {
    const source = sourceWith(found);
    expect(await decide('accepted', one, source)).toMatchObject({kind: 'refused'});
    expect(source.asked).toEqual([]);
  });
});

describe('declining', () => {
  test('ends it: it is not suggested again, until the operator thinks otherwise', async () => {
    await suggest(one);
    expect(await decide('declined')).toEqual({kind: 'decided', isNew: true});
    expect((await suggest(one, 2)).kind).toBe('declined');
    expect(await waiting()).toEqual([]);
    expect(await decide('accepted')).toEqual({kind: 'decided', isNew: true});
    expect((await suggest(one, 2)).kind).toBe('accepted');
  });
});

test('the list tells title, number of active readers and since when, the longest first', async () => {
  await catalogue.store(madeUpPaper('2026-03-12', 1));
  await suggest(two, 1, noon + 5);
  await suggest(two, 2, noon + 6);
  await suggest(one, 3, noon);
  await unsubscribe(depsAt(subscribers, noon), {number: 2, via: 'link'});
  expect(await listSuggestions({suggestions, subscribers, catalogue, log: silentLog})).toEqual({
    waiting: [
      {paper: one, title: null, readers: 1, since: noon},
      {paper: two, title: 'On the 2th way of folding paper', readers: 1, since: noon + 5},
    ],
    decided: [],
  });
});
