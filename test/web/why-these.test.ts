import {expect, test} from 'vitest';
import {defaultPreferences} from '../../src/subscribers/subscriber.ts';
import {whyThese} from '../../src/web/why-these.ts';

const said = (changes: Partial<typeof defaultPreferences>) =>
  whyThese({...defaultPreferences, ...changes}).join('\n');

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

test('of many topics five are named', () => {
  expect(said({topics: ['a', 'b', 'c', 'd', 'e', 'f', 'g']})).toContain(
    '“a”, “b”, “c”, “d”, “e” and 2 more.',
  );
  expect(said({topics: ['a']})).toContain('You follow “a”. Papers about it come first');
});
