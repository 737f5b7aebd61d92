import {expect, test} from 'vitest';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import {defaultPreferences, noOpinions, type Opinions} from '../../../src/subscribers/subscriber.ts';
import {whyThese} from '../../../src/web/subscription/why-these.ts';

const said = (changes: Partial<typeof defaultPreferences>, opinions: Opinions = noOpinions) =>
  whyThese({preferences: {...defaultPreferences, ...changes}, opinions}).join('\n');

const paper = parsePaperId('2603.10001') ?? expect.fail('no id');
const other = parsePaperId('2603.10002') ?? expect.fail('no id');

test('who chose nothing is told that everybody’s order decides', () => {
  expect(said({})).toBe(
    [
      'You follow no topics, so the papers come in everybody’s order: most votes first.',
      'Your mail has at most 15 papers. Each says how many people voted for it, or that it is new.',
      'Nothing else decides. What you open or click is not watched, so it cannot.',
    ].join('\n'),
  );
});

test('topics, words to avoid and a pause are named with what they do', () => {
  const all = said({
    topics: ['agents', 'video'],
    avoid: ['blockchain'],
    papers: 5,
    pausedUntil: '2026-04-01',
  });
  expect(all).toContain('no mail comes before 2026-04-01');
  expect(all).toContain('You follow “agents” and “video”. Papers about them come first');
  expect(all).toContain('Papers that speak of “blockchain” stay out.');
  expect(all).toContain('Your mail has at most 5 papers.');
});

test.each([
  [0, 'Papers that are new on arXiv alone stay out.'],
  [50, '50 % of your papers are new on arXiv, as far as there are so many.'],
  [100, 'All of your papers are new on arXiv.'],
])('a share of %d %% for what is new on arXiv is told', (arxivShare, sentence) => {
  expect(said({arxivShare})).toContain(sentence);
});

test('who reads once a week is told of the week’s most voted', () => {
  expect(said({topics: ['agents'], frequency: 'weekly'})).toContain('then the most voted of the week, whose');
  expect(said({topics: ['agents'], frequency: 'weekdays'})).toContain(
    'then the most voted of the day, whose',
  );
});

test('whom somebody follows comes first, topics after them', () => {
  const all = said({
    topics: ['agents'],
    authors: ['Ada Example'],
    labs: ['Orchard Lab'],
    codeHosts: ['github.com/orchard'],
  });
  expect(all).toContain(
    'You follow Ada Example, Orchard Lab and code at github.com/orchard. Their papers come first, and each says so.',
  );
  expect(all).toContain('You follow “agents”. Papers about it come next');
});

test('opinions are counted with what they do, and what is left comes in everybody’s order', () => {
  expect(
    said({}, {more: [paper, other], less: []})
      .split('\n')
      .slice(0, 2),
  ).toEqual([
    'You want more like 2 papers. Those that are like them move up, and each says so.',
    'The rest comes in everybody’s order: most votes first.',
  ]);
  expect(said({topics: ['agents']}, {more: [], less: [paper]})).toContain(
    'You want less like 1 paper. Those that are like it come last, unless something else that you wanted speaks for them.',
  );
  expect(said({}, {more: [], less: [paper]})).not.toContain('You follow no topics');
});

test('of many topics five are named', () => {
  expect(said({topics: ['a', 'b', 'c', 'd', 'e', 'f', 'g']})).toContain(
    '“a”, “b”, “c”, “d”, “e” and 2 more.',
  );
  expect(said({topics: ['a']})).toContain('You follow “a”. Papers about it come first');
});
