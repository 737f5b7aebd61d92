import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {acronymOf, findAcronyms} from '../../../src/ranking/topics/acronyms.ts';
import {knownAcronyms} from '../../../src/ranking/topics/known-acronyms.ts';
import {taughtAcronymsIn} from '../../../src/ranking/topics/taught-acronyms.ts';
import type {TopicMatch} from '../../../src/ranking/topics/topic-matches.ts';
import {topicIndex} from '../../../src/ranking/topics/topics.ts';
import {wordsOf} from '../../../src/ranking/words.ts';
import {anyText} from '../../support/texts/any-text.ts';

/** How the first paper speaks of the topic, in an edition of papers with these abstracts. */
const matchIn = (topic: string, ...abstracts: string[]): TopicMatch | undefined =>
  topicIndex(abstracts.map(abstract => ({title: 'A study', abstract, keywords: []})))
    .matchesOf(topic)
    .find(({place}) => place === 0);

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

describe('a follower of the long form finds a paper that only has the acronym', () => {
  test.each([
    ['We ask two LLMs, and each LLM answers.', 'large language models', 'LLMs', 2],
    ['Every GoT is drawn.', 'graph of thoughts', 'GoT', 1],
    ['A GNN-based judge.', 'graph-neural networks', 'GNN', 1],
    ['We use RL.', 'reinforcement learning', 'RL', 1],
    ['3DGS is fast.', '3D Gaussian splatting', '3DGS', 1],
    ['We pull with VLAs.', 'vision-language-action models', 'VLAs', 1],
    ['A T2I model.', 'text to image', 'T2I', 1],
    ['TTS with a speech decoder for text.', 'text to speech', 'TTS', 1],
  ])('%s', (abstract, topic, written, mentions) => {
    expect(matchIn(topic, abstract)).toEqual({kind: 'acronym', place: 0, mentions, written});
  });

  test.each([
    ['in small letters, which are a word', 'What can a robot do?', 'contrastive audio network'],
    ['of two words, where nobody knows it', 'We use CA.', 'contrastive audio'],
    ['inside a longer name', 'We train MLLMs and LLM2Vec.', 'large language models'],
    [
      'that stands for another thing in this paper',
      'Roof lines (RL) are drawn. RL is new.',
      'reinforcement learning',
    ],
    ['that everybody knows for another thing', 'We write LLM.', 'little loud machines'],
    ['of several meanings, where nothing tells which', 'TTS by a larger budget.', 'text to speech'],
  ])('but not one that has it %s', (_, abstract, topic) => {
    expect(matchIn(topic, abstract)).toBeUndefined();
  });

  test('since another paper of the edition teaches it', () => {
    const teaching = 'We study contrastive audio (CA).';
    expect(matchIn('contrastive audio', 'We use CA.', teaching)?.kind).toBe('acronym');
    expect(matchIn('contrastive audio', 'We use CA.', teaching, 'Cold apples (CA) fall.')).toBeUndefined();
  });
});

describe('a follower of an acronym finds a paper that only has the long form', () => {
  test.each([
    ['RL', 'Dogs learn by reinforcement learning.'],
    ['rag', 'Retrieval augmented generation is slow.'],
    ['CoT', 'A chain-of-thought is long.'],
    ['VLMs', 'A vision–language model sees.'],
    ['MoE', 'Mixtures of experts; a mixture of experts.'],
    ['T2I', 'Text-to-image at scale.'],
    ['LLM agents', 'Large language model agents are many.'],
    ['reinforcement learning agents', 'RL agents are many.'],
  ])('%s: %s', (topic, abstract) => {
    expect(matchIn(topic, abstract)?.kind).toBe('about');
  });

  test('since another paper of the edition teaches it', () => {
    expect(matchIn('ca', 'Contrastive audio is loud.', 'We study contrastive audio (CA).')?.kind).toBe(
      'about',
    );
    expect(matchIn('ca', 'Contrastive audio is loud.')).toBeUndefined();
  });

  test('and not one that means another thing by it', () => {
    expect(matchIn('rl', 'Roof lines (RL) are drawn.')).toBeUndefined();
  });
});

test('a paper that writes a topic out speaks of it as often as it writes its words or its acronym', () => {
  const abstract = 'Large language models (LLMs) are tested. LLMs answer.';
  expect(matchIn('large language model', abstract)).toEqual({kind: 'about', place: 0, mentions: 3});
});

describe('what a text teaches', () => {
  test.each([
    ['We use reinforcement learning (RL).', 'rl', 'reinforcement learning'],
    ['All large language models (LLMs) err.', 'llm', 'large language model'],
    ['the Mixture-of-Experts (MoE) layer', 'moe', 'mixture of expert'],
    ['text-to-image (T2I) generation', 't2i', 'text to image'],
    ['by 3D Gaussian Splatting (3DGS)', '3dg', '3d gaussian splatting'],
    ['Neural Radiance Fields (NeRF)', 'nerf', 'neural radiance field'],
    ['Low-Rank Adaptation (LoRA)', 'lora', 'low rank adaptation'],
    ['with Retrieval-Augmented Generation (RAG)', 'rag', 'retrieval augmented generation'],
  ])('%s', (text, short, long) => {
    expect(taughtAcronymsIn(text)).toEqual([{short, long: long.split(' ')}]);
  });

  test.each([
    'It is red (RL).',
    'Learning. Now (RL)',
    'in (2026)',
    '(a)',
    'We (RL',
    'the long form (see Fig. 2)',
  ])('is nothing in %j', text => {
    expect(taughtAcronymsIn(text)).toEqual([]);
  });

  test('spells the acronym with the first letters of its words, whatever the text', () => {
    const words = fc.array(fc.constantFrom('red', 'Lamp', 'of', 'two', '3D', 'ox'), {
      minLength: 1,
      maxLength: 9,
    });
    const acronym = fc.stringMatching(/^[RLTO3D2]{2,6}s?$/);
    fc.assert(
      fc.property(words, acronym, (before, written) => {
        for (const {short, long} of taughtAcronymsIn(`${before.join(' ')} (${written})`)) {
          expect(before.join(' ').toLowerCase().endsWith(long.join(' '))).toBe(true);
          expect(short[0]).toBe(long[0]?.[0]);
        }
      }),
    );
  });
});

test('the known acronyms are sorted, each once, and each has other words for its meanings', () => {
  const shorts = knownAcronyms.map(({short}) => wordsOf(short).join(''));
  expect(new Set(shorts).size).toBe(shorts.length);
  const isDigit = (short: string) => /^\d/.test(short);
  expect(shorts.filter(short => !isDigit(short))).toEqual(shorts.filter(short => !isDigit(short)).sort());
  for (const {short, meanings} of knownAcronyms)
    for (const way of meanings.flat()) {
      expect(wordsOf(way).length, short).toBeGreaterThan(1);
      expect(wordsOf(way)[0]?.[0], short).toBe(short.toLowerCase()[0]);
    }
});

test('what is found is written in the text as it is told, short, and of letters and digits alone', () => {
  fc.assert(
    fc.property(anyText({maxLength: 60}), text => {
      for (const {written} of findAcronyms(text)) {
        expect(text).toContain(written);
        expect(written).toMatch(/^[\p{L}\p{N}]{2,8}$/u);
      }
    }),
  );
});
