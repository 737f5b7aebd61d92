import {expect, test} from 'vitest';
import {parseEditionId} from '../../../src/editions/edition-id.ts';
import {parsePaperId} from '../../../src/papers/paper-id.ts';
import {defaultPreferences, noOpinions, type Opinions} from '../../../src/subscribers/subscriber.ts';
import {whyThese} from '../../../src/web/subscription/why-these.ts';
import {speechIn} from '../../../templates/languages/speech.ts';
import {editionPaper} from '../../support/test-site.ts';

const said = (changes: Partial<typeof defaultPreferences>, opinions: Opinions = noOpinions) =>
  whyThese({preferences: {...defaultPreferences, ...changes}, opinions}, null, speechIn('en')).join('\n');

const date = parseEditionId('2026-03-12');
const day = date.kind === 'edition-id' ? date.id : expect.fail('no day');
const paper = parsePaperId('2603.10001') ?? expect.fail('no id');
const other = parsePaperId('2603.10002') ?? expect.fail('no id');

test('subscribers without preferences are told that the order is the same for everyone', () => {
  expect(said({})).toBe(
    [
      'You follow no topics, so your papers are in the same order as everyone’s: most votes first.',
      'Your emails have at most 15 papers. Each says how many people voted for it, or that it is new.',
      'Nothing else affects your selection. Opens and clicks are not tracked.',
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
  expect(all).toContain('no email before Wednesday 1 April 2026');
  expect(all).toContain('You follow “agents” and “video”. Papers about them come first');
  expect(all).toContain('Papers that mention “blockchain” are left out.');
  expect(all).toContain('Your emails have at most 5 papers.');
});

test('of the latest edition it tells what a word to avoid left out, and by which word', () => {
  const titles = [
    'Art of folding',
    'A state-of-the-art fold',
    'Chains of blocks',
    'Art and blocks',
    'Art three',
    'Art four',
  ];
  const content = {
    id: day,
    papers: titles.map((title, place) => editionPaper(place + 1, {title, summary: ''})),
  };
  const told = whyThese(
    {preferences: {...defaultPreferences, avoid: ['art', 'blocks', 'quinces']}, opinions: noOpinions},
    content,
    speechIn('en'),
  );
  expect(told).toContain(
    '4 papers of Thursday 12 March 2026 left out: you avoid “art”. ' +
      '“Art of folding”, “Art and blocks”, “Art three” and 1 more',
  );
  expect(told).toContain(
    '1 paper of Thursday 12 March 2026 left out: you avoid “blocks”. “Chains of blocks”',
  );
  expect(told.join()).not.toContain('quinces”. ');
});

test.each([
  ['A. Example', '“A. Example” matches everyone with this family name and initial. Each paper says who.'],
  ['Example', '“Example” matches only authors printed with this one word. Use the full name.'],
])('of the author %s it tells what the name matches', (author, sentence) => {
  expect(said({authors: [author]})).toContain(sentence);
  expect(said({authors: ['Ada Example']})).not.toContain('matches');
});

test.each([
  [0, 'Papers that are only new on arXiv are left out.'],
  [50, '50% of your papers are new on arXiv, if there are enough.'],
  [100, 'All of your papers are new on arXiv.'],
])('a share of %d %% for what is new on arXiv is told', (arxivShare, sentence) => {
  expect(said({arxivShare})).toContain(sentence);
});

test('what comes after one’s own topics is told', () => {
  expect(said({topics: ['agents'], frequency: 'weekly'})).toContain('then the most upvoted, whose');
});

test('whom somebody follows comes first, topics after them', () => {
  const all = said({
    topics: ['agents'],
    authors: ['Ada Example'],
    labs: ['Orchard Lab'],
    codeHosts: ['github.com/orchard'],
  });
  expect(all).toContain(
    'You follow Ada Example, Orchard Lab and code at github.com/orchard. Their papers come first, ' +
      'each marked as such.',
  );
  expect(all).toContain('You follow “agents”. Papers about it come next');
});

test('opinions are counted with what they do, and the rest is in the same order for everyone', () => {
  expect(
    said({}, {more: [paper, other], less: []})
      .split('\n')
      .slice(0, 2),
  ).toEqual([
    'You asked for more like 2 papers. Papers like them move up, each marked as such.',
    'The rest is in the same order for everyone: most votes first.',
  ]);
  expect(said({topics: ['agents']}, {more: [], less: [paper]})).toContain(
    'You asked for less like 1 paper. Papers like it come last, unless they match something else you ' +
      'asked for.',
  );
  expect(said({}, {more: [], less: [paper]})).not.toContain('You follow no topics');
});

test('of many topics five are named', () => {
  expect(said({topics: ['a', 'b', 'c', 'd', 'e', 'f', 'g']})).toContain(
    '“a”, “b”, “c”, “d”, “e” and 2 more.',
  );
  expect(said({topics: ['a']})).toContain('You follow “a”. Papers about it come first');
});
