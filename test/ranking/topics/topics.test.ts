import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {topicIndex} from '../../../src/ranking/topics/topics.ts';
import {isAbout, textOf} from './topic-texts.ts';

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
    ['hyphens, of which the topic has one more', 'Multimodal maps', 'multi-modal'],
    ['hyphens, of which the topic has one fewer', 'Zero-shot maps', 'zeroshot'],
    ['signs that are a part of a name', 'From C/C++ to Rust', 'c++'],
    ['what else stands beside a name with signs', 'C++17 compilers', 'C++'],
    ['a 2 that is to', 'From text to image', 'text2image'],
    ['a 2 that is to, in the paper', 'Fast Text2Image models', 'text to image'],
    ['a word in short before a 2', 'An image-to-image map', 'img2img'],
    ['a plural of its own', 'Biases of folded maps', 'bias'],
    ['a plural of its own in the topic', 'A sparse matrix', 'matrices'],
    ['a plural that ends as singulars do', 'Two analyses', 'analysis'],
    ['full stops', 'Lakes of the U.S. and the U.K.', 'u.s.'],
    ['full stops that the topic has not', 'Lakes of the U.K.', 'uk'],
    ['full stops that the paper has not', 'Lakes of the US', 'U.S.'],
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
    ['the state of the art', 'A state-of-the-art sorter', 'art'],
    ['the state of the art without hyphens', 'Beyond the state of the art', 'art'],
    ['any word of a fixed expression', 'A robot at hand', 'hand'],
    ['what stands after a function word in a compound', 'An out-of-distribution test', 'distribution'],
    ['another language with the same letter', 'C# and Java', 'C++'],
    ['a letter without its sign', 'Programs in C', 'c#'],
    ['what is new', 'A new map', 'news'],
    ['the pronoun', 'It lets us fold', 'u.s.'],
    ['a word with the letters of an acronym', 'A video clip', 'clip'],
    ['a verb that looks like it', 'Models face significant challenges', 'face'],
    ['a verb with an article', 'Models that pose a threat', 'pose'],
    ['a verb behind one that helps it', 'Lakes may surface early', 'surface'],
    ['a host', 'Hugging Face models', 'face'],
    ['a link', 'See https://github.com/nlp/speech-maps', 'speech'],
    ['an offer of code', 'Our code, data and models will be made publicly available', 'code'],
    ['an offer of what is released', 'We release all code and data at example.org', 'code'],
    ['a lens that is none', 'Maps through the lens of folding', 'lens'],
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

describe('a word of a compound is meant as it stands', () => {
  test.each([
    ['text-to-image generation', 'image generation'],
    ['A vision-and-language task', 'language task'],
    ['LLM-as-a-judge', 'llm'],
    ['Human-in-the-loop control', 'human'],
    ['On-device inference', 'device'],
    ['Art of the state', 'art'],
    ['State-of-the-art', 'state of the art'],
    ['Generating faces with a CLIP encoder', 'face'],
    ['Generating faces with a CLIP encoder', 'clip'],
    ['Human pose estimation', 'pose'],
    ['Code generation', 'code'],
    ['We release a dataset of folded maps', 'dataset'],
    ['A model that writes code is available', 'model'],
    ['A lens of glass', 'lenses'],
    ['News of the day', 'news'],
  ])('%s: %s', (title, topic) => {
    expect(isAbout(title, topic)).toBe(true);
  });
});

describe('a topic of the letter R or C is the programming language', () => {
  test.each(['An R package', 'R and Python code', 'Python, R', 'Written in R', 'The language R', 'R/C++'])(
    '%s',
    title => {
      expect(isAbout(title, 'r')).toBe(true);
    },
  );

  test.each([
    'Faster R-CNN',
    'A map to $R^n$',
    'Let r be a letter',
    'R. Example',
    'DeepSeek-R1',
    'Plan R',
    'R > 0',
  ])('not %s', title => {
    expect(isAbout(title, 'R')).toBe(false);
  });

  test('and so is one that is a keyword', () => {
    expect(topicIndex([textOf('A study', {keywords: ['R']})]).placesOf('r')).toEqual([0]);
    expect(isAbout('C code', 'C')).toBe(true);
  });
});

describe('a topic “go” is the programming language or the game', () => {
  test.each(['Python, Rust and Go', 'Go code', 'A game of Go', 'Chess and Go', 'Go players'])('%s', title => {
    expect(isAbout(title, 'go')).toBe(true);
  });

  test.each(['When Actions Go Off-Task', 'Boats go far', 'Go Outside'])('not %s', title => {
    expect(isAbout(title, 'Go')).toBe(false);
  });
});

test('“image to image” is not met by what makes images of nothing', () => {
  expect(topicIndex([textOf('Image generation')]).matchesOf('image to image')).toEqual([]);
  expect(topicIndex([textOf('Image generation')]).matchesOf('text2image')).toMatchObject([{kind: 'close'}]);
});

test('single letters are never joined to a word', () => {
  expect(isAbout('It lets us fold', 'u s')).toBe(false);
});

describe('a topic of several words is met by a paper that has all of them that say something', () => {
  const kindOf = (title: string, topic: string) => topicIndex([textOf(title)]).matchesOf(topic)[0]?.kind;

  test.each([
    ['Splatting of 3D and gaussian noise', '3d gaussian splatting', 'apart'],
    ['Audio for speech', 'speech and audio signals', undefined],
    ['Audio signals for speech', 'speech and audio signals', 'apart'],
    ['Segmenting after detection of objects and a segment', 'detection and segment', 'apart'],
    ['Speech synthesis for whales', 'text to speech', 'close'],
    ['Video generation for whales', 'text-to-video', 'close'],
    ['Text generation for whales', 'speech to text', undefined],
    ['Text on walls, to paint', 'text to speech', undefined],
    ['Splatting of gaussian noise', '3d gaussian splatting', undefined],
    ['Experts of mixture', 'mixture of experts', undefined],
    ['Learning of a reinforcement', 'reinforcement learning', undefined],
  ])('%s: %s', (title, topic, kind) => {
    expect(kindOf(title, topic)).toBe(kind);
  });

  test('and by none where a word that says something is missing, whatever the function words', () => {
    const content = fc.uniqueArray(fc.stringMatching(/^[bdfg][aeiou][klmn]{2}$/), {
      minLength: 2,
      maxLength: 5,
    });
    const glue = fc.constantFrom('of', 'to', 'the', 'and', 'in', 'with', 'for');
    fc.assert(
      fc.property(content, glue, glue, (words, one, other) => {
        const topic = words.join(` ${one} `);
        const without = `${other} ${one} ${words.slice(1).join(` ${other} ${one} `)}`;
        expect(kindOf(without, topic)).toBeUndefined();
      }),
    );
  });
});

describe('the papers that hold a word to avoid', () => {
  const index = topicIndex(
    [
      'Art by robots',
      'A state-of-the-art robot',
      'Embodied imitation learning',
      'We train by RL',
      'Audio',
      'A GoT',
    ].map(title => textOf(title)),
  );

  test.each([
    ['art', [0]],
    ['robotics', []],
    ['robots', [0, 1]],
    ['reinforcement learning', [3]],
    ['speech and audio', [4]],
    ['text to audio', []],
    ['graph of thoughts', []],
  ])('%s', (word, places) => {
    expect(index.holdersOf(word)).toEqual(places);
  });
});

test('a topic with an emoji is found by its words', () => {
  expect(isAbout('Robots that fold paper', '🤖 robot')).toBe(true);
});
