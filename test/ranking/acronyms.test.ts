import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {acronymOf, findAcronyms} from '../../src/ranking/acronyms.ts';
import {type TopicMatch, topicIndex} from '../../src/ranking/topics.ts';
import {wordsOf} from '../../src/ranking/words.ts';

/** How a paper with this abstract speaks of the topic. */
const matchIn = (abstract: string, topic: string): TopicMatch | undefined =>
  topicIndex([{title: 'A study', abstract, keywords: []}]).matchesOf(topic)[0];

describe('the acronym of a topic', () => {
  test.each([
    ['large language models', 'llm'],
    ['Mixture-of-Experts', 'moe'],
    ['3D Gaussian splatting', '3dgs'],
    ['Fréchet inception distance', 'fid'],
  ])('of “%s” is “%s”', (topic, acronym) => {
    expect(acronymOf(wordsOf(topic))).toBe(acronym);
  });

  test.each(['reinforcement learning', 'agents', ''])('of “%s” are too few to tell', topic => {
    expect(acronymOf(wordsOf(topic))).toBeNull();
  });
});

describe('a paper that only has the acronym', () => {
  test.each([
    ['We ask two LLMs, and each LLM answers.', 'large language models', 'LLMs', 2],
    ['Every GoT is drawn.', 'graph of thoughts', 'GoT', 1],
    ['A GNN-based judge.', 'graph-neural networks', 'GNN', 1],
  ])('%s', (abstract, topic, written, mentions) => {
    expect(matchIn(abstract, topic)).toEqual({kind: 'acronym', place: 0, mentions, written});
  });

  test.each([
    ['in small letters, which are a word', 'What can a robot do?', 'contrastive audio network'],
    ['of two words, which stand for too much', 'We use RL.', 'reinforcement learning'],
    ['inside a longer name', 'We train MLLMs and LLM2Vec.', 'large language models'],
  ])('is not found by them %s', (_, abstract, topic) => {
    expect(matchIn(abstract, topic)).toBeUndefined();
  });
});

test('a paper that writes a topic out speaks of it as often as it writes its words or its acronym', () => {
  const abstract = 'Large language models (LLMs) are tested. LLMs answer.';
  expect(matchIn(abstract, 'large language model')).toEqual({kind: 'about', place: 0, mentions: 3});
});

test('what is found is written in the text as it is told, short, and of letters and digits alone', () => {
  fc.assert(
    fc.property(fc.string({unit: 'binary', maxLength: 60}), text => {
      for (const {written} of findAcronyms(text)) {
        expect(text).toContain(written);
        expect(written).toMatch(/^[\p{L}\p{N}]{2,8}$/u);
      }
    }),
  );
});

test('a hundred thousand letters without a blank are no trouble', () => {
  for (const letter of ['a', 'A', '3', 'aA', 'a3'])
    expect(findAcronyms(letter.repeat(100_000 / letter.length))).toEqual([]);
});
