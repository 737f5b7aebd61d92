import {existsSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {SourceItem} from '../../../../src/papers/paper.ts';
import {listedOn, parseDailyPaper} from '../../../../src/papers/sources/hugging-face/daily-paper.ts';
import {dailyItem} from '../../../support/paper-source.ts';
import {anyText} from '../../../support/texts/any-text.ts';

const context = {day: '2026-03-12', at: Date.parse('2026-03-13T00:10:00Z')};

const read = (paper: Record<string, unknown>, outer: Record<string, unknown> = {}): SourceItem => {
  const reading = parseDailyPaper({paper: {id: '2503.08120', title: 'A title', ...paper}, ...outer}, context);
  if (reading.kind === 'rejected') throw new Error(reading.reason);
  return reading.item;
};

const reasonOf = (item: unknown): string => {
  const reading = parseDailyPaper(item, context);
  return reading.kind === 'rejected' ? reading.reason : 'it was read';
};

describe('an item of the daily papers', () => {
  test('becomes a paper with its snapshot under the day of the list', () => {
    const item = read(
      {id: '2503.08120v3', upvotes: 34, githubStars: 16, summary: 'We study.\n  It works.'},
      {numComments: 2},
    );
    expect(item.paper.id).toBe('2503.08120');
    expect(item.paper.abstract).toBe('We study. It works.');
    expect(item.snapshot).toEqual({at: context.at, votes: 34, comments: 2, stars: 16});
    expect(item.day).toBe('2026-03-12');
    expect(item.paper.links.page).toBe('https://arxiv.org/abs/2503.08120');
  });

  test('has null for what the year left out, not 0', () => {
    expect(read({}).snapshot).toEqual({at: context.at, votes: null, comments: null, stars: null});
  });

  test('keeps its own time of publication, not the outer one, which is hours off', () => {
    const item = read({publishedAt: '2026-05-11T00:00:00.000Z'}, {publishedAt: '2026-05-10T20:00:00.000Z'});
    expect(item.paper.publishedAt).toBe(Date.parse('2026-05-11T00:00:00Z'));
  });

  test('prints no hidden author and none twice', () => {
    const authors = [
      {name: 'Ada Example', hidden: false},
      {name: 'Hidden One', hidden: true},
      {name: 'Ada  Example'},
      {name: 'Bob Example'},
    ];
    expect(read({authors}).paper.authors).toEqual(['Ada Example', 'Bob Example']);
  });

  test('has the full name of its organisation, or the short one, or the plain text', () => {
    expect(read({organization: {name: 'lab', fullname: 'The Lab'}}).paper.organisation).toBe('The Lab');
    expect(read({organization: {name: 'lab'}}).paper.organisation).toBe('lab');
    expect(read({}, {organization: 'Lab of Examples'}).paper.organisation).toBe('Lab of Examples');
  });

  test('has its keywords in lower case, each once', () => {
    const ai_keywords = ['LLMs', 'llms', 3, ' Diffusion  models '];
    expect(read({ai_keywords}).paper.keywords).toEqual(['llms', 'diffusion models']);
  });

  test("believes the source's own links before those in the abstract, and takes only safe ones", () => {
    const summary = 'Code is at https://github.com/example/found.';
    expect(read({summary}).paper.links.code).toBe('https://github.com/example/found');
    expect(read({summary, githubRepo: 'https://github.com/example/own'}).paper.links.code).toBe(
      'https://github.com/example/own',
    );
    expect(read({projectPage: 'javascript:alert(1)'}).paper.links.project).toBe(null);
  });

  test.each([
    ['no object', 'x', '"x" is not a paper: it has no "paper" object'],
    ['another object', {status: 'no_data'}, 'an object is not a paper: it has no "paper" object'],
    ['no id', {paper: {title: 'T'}}, 'paper.id undefined is not an arXiv ID'],
    ['a foreign id', {paper: {id: 'abc', title: 'T'}}, 'paper.id "abc" is not an arXiv ID'],
    ['a number as id', {paper: {id: 2503.0812, title: 'T'}}, 'paper.id 2503.0812 is not an arXiv ID'],
    ['no title', {paper: {id: '2503.08120', title: ' \n'}}, 'paper 2503.08120 has no title'],
    [
      'negative votes',
      {paper: {id: '2503.08120', title: 'T', upvotes: -1}},
      'paper 2503.08120 has upvotes -1, which is no whole number from 0',
    ],
  ])('with %s is rejected with the value and the rule', (_, item, reason) => {
    expect(reasonOf(item)).toBe(reason);
  });

  test('says itself on which day it was listed, or nothing', () => {
    expect(listedOn(dailyItem({id: '2503.08120', listedOn: '2026-03-06'}))).toBe('2026-03-06');
    expect(listedOn(dailyItem({id: '2503.08120'}))).toBe(null);
    expect(listedOn({paper: {submittedOnDailyAt: '2026-02-30T00:00:00Z'}})).toBe(null);
  });

  test('is never a reason to throw, whatever it holds', () => {
    const hostile = fc.oneof(
      fc.anything(),
      fc.record({
        paper: fc.record({
          id: fc.oneof(fc.constant('2503.08120'), fc.string(), fc.anything()),
          title: fc.oneof(fc.string(), fc.anything()),
          summary: fc.oneof(anyText(), fc.anything()),
          authors: fc.anything(),
          upvotes: fc.anything(),
          ai_keywords: fc.anything(),
          organization: fc.anything(),
          githubRepo: fc.anything(),
        }),
      }),
    );
    fc.assert(
      fc.property(hostile, item => {
        const reading = parseDailyPaper(item, context);
        if (reading.kind === 'rejected') expect(reading.reason.length).toBeLessThan(300);
        else expect(reading.item.paper.id).toMatch(/^\d{4}\.\d{4,5}$/);
      }),
      {numRuns: 200},
    );
  });

  test('of a megabyte is cut', () => {
    const long = 'word '.repeat(200_000);
    const item = read({
      title: long,
      summary: long,
      authors: Array(20_000).fill({name: long.slice(0, 40)}),
    });
    expect(item.paper.title.length).toBeLessThanOrEqual(500);
    expect(item.paper.abstract.length).toBeLessThanOrEqual(20_000);
  });
});

const folder = '../shared/data/hf_raw';

describe.skipIf(!existsSync(folder))('the real answers (skipped without ../shared/data)', () => {
  test.each([
    ['2024-05-29', 8],
    ['2025-03-12', 23],
    ['2025-05-20', 26],
    ['2025-10-07', 26],
    ['2026-03-12', 19],
    ['2026-03-13', 36],
  ])('of %s give all of their %i papers', (day, papers) => {
    const list: unknown = JSON.parse(readFileSync(`${folder}/${day}.json`, 'utf8'));
    if (!Array.isArray(list)) throw new Error(`${day} is no list`);
    const readings = list.map(item => parseDailyPaper(item, {day, at: context.at}));
    const items = readings.flatMap(reading => (reading.kind === 'item' ? reading.item : []));
    expect(items).toHaveLength(papers);
    for (const {paper, snapshot} of items) {
      expect(paper.title).not.toMatch(/\s{2}|\n/);
      expect(paper.abstract.length).toBeGreaterThan(200);
      expect(paper.authors.length).toBeGreaterThan(0);
      expect(snapshot.votes).toBeGreaterThanOrEqual(0);
      expect(paper.publishedAt).not.toBe(null);
    }
  });
});
