import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {type TopicText, topicIndex} from '../../../src/ranking/topics/topics.ts';

const textOf = (title: string, more: Partial<TopicText> = {}): TopicText => ({
  title,
  abstract: '',
  keywords: [],
  ...more,
});

/** Whether a paper of this title is about the topic. */
const isAbout = (title: string, topic: string) => topicIndex([textOf(title)]).placesOf(topic).length === 1;

describe('a paper is about a topic', () => {
  test('when title, keywords or abstract hold its words', () => {
    const index = topicIndex([
      textOf('On diffusion models'),
      textOf('Nothing'),
      textOf('', {keywords: ['diffusion models']}),
      textOf('', {abstract: 'We train diffusion models.'}),
    ]);
    expect(index.placesOf('diffusion models')).toEqual([0, 2, 3]);
  });

  test.each([
    ['case', 'DIFFUSION models', 'Diffusion Models'],
    ['a plural in the paper', 'Large language models', 'language model'],
    ['a plural in the topic', 'A language model', 'language models'],
    ['hyphens', 'Text-to-image at scale', 'text to image'],
    ['dashes of any length', 'Vision–language', 'vision-language'],
    ['accents', 'Schrödinger bridges', 'schrodinger bridge'],
    ['accents that the topic has', 'Frechet distance', 'Fréchet'],
    ['how the letters are composed', 'Fre\u0301chet', 'Fr\u00e9chet'],
    ['wide letters', 'ＬＬＭ agents', 'llm'],
    ['punctuation', 'Agents: a survey', 'agents a survey'],
  ])('whatever %s', (_, title, topic) => {
    expect(isAbout(title, topic)).toBe(true);
  });

  test.each([
    ['Cyrillic', 'Обучение больших языковых моделей', 'языковых моделей'],
    ['Greek', 'Μεγάλα γλωσσικά μοντέλα', 'γλωσσικα'],
    ['Arabic', 'نموذج لغوي كبير', 'لغوي كبير'],
    ['Hebrew', 'מודל שפה גדול', 'שפה'],
    ['Hangul', '대규모 언어 모델', '언어 모델'],
    ['Hindi', 'बड़े भाषा मॉडल', 'भाषा मॉडल'],
    ['Chinese, which has no blanks', '基于大模型的研究', '大模型'],
    ['Japanese, which has none either', '大規模言語モデルによる要約', '言語モデル'],
    ['Thai, which has few', 'แบบจำลองภาษาขนาดใหญ่', 'ภาษา'],
  ])('in %s', (_, title, topic) => {
    expect(isAbout(title, topic)).toBe(true);
  });
});

describe('a paper is not about a topic', () => {
  test.each([
    ['a part of a longer word', 'Transparency', 'rag'],
    ['words that stand apart', 'Models of heat diffusion', 'diffusion models'],
    ['the words in another order', 'Models diffusion', 'diffusion models'],
    ['another vowel of Hindi', 'भाषा', 'भाषी'],
    ['other letters of Chinese', '大规模模型', '大模型'],
  ])('for %s', (_, title, topic) => {
    expect(isAbout(title, topic)).toBe(false);
  });

  test('for words of which one ends the title and the next begins the abstract', () => {
    const text = textOf('A language', {keywords: ['folding', 'paper'], abstract: 'model is trained.'});
    const index = topicIndex([text]);
    for (const topic of ['language model', 'language folding', 'folding paper', 'paper model'])
      expect(index.placesOf(topic)).toEqual([]);
  });

  test.each(['', ' ', '🙂', '🎉🎉', '|', ' | ', '---', '“”', '\u200b', '\u0000', '́'])(
    'when the topic %j has no word',
    topic => {
      expect(isAbout('A | title — with “signs” 🙂 and the like', topic)).toBe(false);
    },
  );
});

test('a topic with an emoji is found by its words', () => {
  expect(isAbout('Robots that fold paper', '🤖 robot')).toBe(true);
});

test('every run of whole words of a title is a topic of it', () => {
  const word = fc.stringMatching(/^[a-zA-Zà-öø-ÿА-я0-9]{1,8}$/);
  const someWords = fc.array(word, {minLength: 1, maxLength: 8});
  fc.assert(
    fc.property(someWords, fc.nat(), fc.nat(), (words, from, length) => {
      const start = from % words.length;
      const run = words.slice(start, start + 1 + (length % (words.length - start)));
      fc.pre(!/^[cr]$/i.test(run.join()));
      expect(isAbout(words.join(' '), run.join('-'))).toBe(true);
    }),
  );
});

test('no text breaks it, neither as a paper nor as a topic', () => {
  const anyText = fc.string({unit: 'binary', maxLength: 40});
  fc.assert(
    fc.property(anyText, anyText, anyText, (title, abstract, topic) => {
      const index = topicIndex([textOf(title, {abstract, keywords: [topic]})]);
      expect([[], [0]]).toContainEqual(index.placesOf(topic));
      expect(index.placesOf(topic)).toEqual(index.placesOf(topic));
    }),
  );
});

test('ten thousand topics are each answered as one alone would be, and so are more than it remembers', () => {
  const index = topicIndex(Array.from({length: 20}, (_, place) => textOf(`Topic${place} of the day`)));
  for (let topic = 0; topic < 30_000; topic++)
    expect(index.placesOf(`topic${topic}`)).toEqual(topic < 20 ? [topic] : []);
  expect(index.placesOf('topic7')).toEqual([7]);
  expect(index.placesOf('of the day')).toHaveLength(20);
});
