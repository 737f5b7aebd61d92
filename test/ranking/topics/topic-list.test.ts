import {expect, test} from 'vitest';
import {synonymsOf, topicList} from '../../../src/ranking/topics/topic-list.ts';
import {foldWords} from '../../../src/ranking/words.ts';

test('a topic of the list is known by its name, whatever its case, hyphens or plural', () => {
  expect(synonymsOf('Machine-Unlearning')).toContain('concept erasure');
  expect(synonymsOf('agent')).toEqual(synonymsOf('agents'));
  expect(synonymsOf('words of my own')).toEqual([]);
});

test('no name and no synonym stands twice in its place, and each has a word', () => {
  const names = topicList.map(({name}) => foldWords(name));
  expect(new Set(names).size).toBe(names.length);
  for (const {name, synonyms} of topicList) {
    const all = [name, ...synonyms].map(foldWords);
    expect(all).not.toContain(' ');
    expect(new Set(synonyms.map(foldWords)).size).toBe(synonyms.length);
  }
});

test('the list can be read by a person, in the order of the alphabet', () => {
  const names = topicList.map(({name}) => name.toLowerCase());
  expect(names.length).toBeLessThanOrEqual(50);
  expect(names).toEqual([...names].sort());
});
