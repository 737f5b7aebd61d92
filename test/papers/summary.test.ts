import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {standAlone} from '../../src/papers/openings/stand-alone.ts';
import {splitSentences} from '../../src/papers/sentences.ts';
import {briefOf, MAX_SENTENCE_LENGTH, summarise, summaryOf} from '../../src/papers/summary.ts';

const background = 'Large models have changed how people work in many fields of science.';
const problem = 'However, they forget what they learned and this remains an open problem.';
const done = 'We propose Carbon Copy, a simple method that keeps old knowledge while it learns new tasks.';
const detail = 'Specifically, it stores a short note for each task in a small memory.';
const found =
  'Experiments on five benchmarks show that it outperforms the best baseline by 12% at half the cost.';
const code = 'Code is available at https://github.com/owner/carbon-copy.';
const abstract = [background, problem, done, detail, found, code].join(' ');

test("the source's own summary comes first, at most two sentences of it", () => {
  expect(summaryOf({summary: 'It keeps notes. It wins. It is small.', abstract})).toBe(
    'It keeps notes. It wins.',
  );
});

test('without one, the abstract says what was done and what was found', () => {
  expect(summaryOf({summary: null, abstract})).toBe(`${done} ${found}`);
  expect(summaryOf({summary: '  ', abstract})).toBe(`${done} ${found}`);
});

test('the two sentences stand in the order of the abstract', () => {
  expect(summaryOf({summary: null, abstract: [background, found, done].join(' ')})).toBe(`${found} ${done}`);
});

describe('the sentence for a paper in brief', () => {
  const brief = (sentences: string[], title = '') =>
    briefOf(summarise({title, summary: null, abstract: sentences.join(' ')}));

  test('says what was done, wherever it stands', () => {
    expect(brief([background, found, done])).toBe(done);
    expect(brief([background, problem, done, found])).toBe(done);
  });

  test("is never one about others' work", () => {
    const others = 'While this approach yields strong performance, the plants exhibit limited growth.';
    const own = 'We introduce GardenMind, a method that waters plants when they ask for it.';
    expect(brief(['Growing tomatoes has drawn much interest lately.', others, own])).toBe(own);
    expect(summaryOf({summary: null, abstract: [others, own].join(' ')})).toBe(own);
  });

  test('is about what the title says', () => {
    const [copy, clip] = [
      'We present Carbon Copy, which copies.',
      'We present Paper Clip, which holds paper.',
    ];
    expect(brief([copy, clip], 'Paper Clip: Holding Paper Together')).toBe(clip);
  });

  test("is the source's own sentence where there is one, and the one that says what was done", () => {
    const own = [
      'Experiments show gains of 12%.',
      'Carbon Copy keeps old knowledge while it learns new tasks.',
    ];
    const sentences = summarise({title: 'Carbon Copy', summary: own.join(' '), abstract});
    expect(sentences.map(({text}) => text)).toEqual(own);
    expect(briefOf(sentences)).toBe(own[1]);
  });

  test('has no opening that ties it to what is not there', () => {
    expect(brief([problem, `To this end, ${done.replace('We', 'we')}`])).toBe(done);
  });

  test('is nothing where there is nothing', () => {
    expect(briefOf([])).toBe('');
  });
});

test('what the paper is about comes before its parts', () => {
  const part = 'We also introduce Paper Clip, a new and simple tool for training it.';
  expect(summaryOf({summary: null, abstract: [background, done, part, found].join(' ')})).toBe(
    `${done} ${found}`,
  );
});

describe("what stands before the paper's own work is no finding of it", () => {
  test.each([
    'Deep networks have achieved remarkable results in folding boats, improving by 12%.',
    'Paper boats remain hard, as even the best methods often fail to reach the other side.',
    'Many methods have been proposed that fold sheets to achieve good boats.',
  ])('%s', others => {
    expect(summaryOf({summary: null, abstract: [others, done].join(' ')})).toBe(done);
  });
});

test('an offer to the reader is no finding', () => {
  const offer = 'For commercial use, please reach out to boats@example.org for a price.';
  expect(summaryOf({summary: null, abstract: [done, offer].join(' ')})).toBe(done);
});

test('a list is taken whole or not at all', () => {
  const list = 'We propose Carbon Copy, which offers: 1) small notes. 2) low costs.';
  expect(summaryOf({summary: null, abstract: [list, found].join(' ')})).toBe(`${list} ${found}`);
});

test('an offer of code is no result', () => {
  expect(summaryOf({summary: null, abstract: [background, done, code].join(' ')})).not.toContain('github');
  expect(summaryOf({summary: null, abstract: [done, code].join(' ')})).toBe(done);
});

test('a sentence that hangs on the one before it is left out where another serves', () => {
  const hanging = 'This improves on earlier results in all of them by a wide margin.';
  expect(summaryOf({summary: null, abstract: [done, detail, hanging, found].join(' ')})).toBe(
    `${done} ${found}`,
  );
});

test('a shorter sentence is taken rather than a long one cut', () => {
  const long = `We propose a method ${'that does one thing and another thing '.repeat(20)}well.`;
  const summary = summaryOf({summary: null, abstract: [long, done, found].join(' ')});
  expect(summary).toBe(`${done} ${found}`);
});

describe('when the only sentence is far too long', () => {
  test('it is cut at a clause', () => {
    const clause = `We propose a method that keeps ${'old and new '.repeat(22)}knowledge`;
    const summary = summaryOf({summary: null, abstract: `${clause}, ${'and more of it '.repeat(40)}.`});
    expect(summary).toBe(`${clause}…`);
  });

  test('it is cut at a word where it has no clause', () => {
    const summary = summaryOf({summary: null, abstract: `We propose ${'words '.repeat(200)}`});
    expect(summary).toMatch(/^We propose (words )+words…$/);
    expect(summary.length).toBeLessThanOrEqual(MAX_SENTENCE_LENGTH);
  });

  test('it is not cut inside brackets or a formula', () => {
    const lead = `We propose ${'some words and '.repeat(12)}more, `;
    const summary = summaryOf({
      summary: null,
      abstract: `${lead}with (${'a, b and '.repeat(40)}c) at the end.`,
    });
    expect(summary).toBe(`${lead.slice(0, -2)}…`);
  });

  test('it is cut between characters where a script has no spaces', () => {
    const summary = summaryOf({summary: null, abstract: '模'.repeat(2000)});
    expect(summary).toMatch(/^模+…$/u);
    expect(summary.length).toBeLessThanOrEqual(MAX_SENTENCE_LENGTH);
  });
});

test('one sentence is its own summary, and nothing has none', () => {
  expect(summaryOf({summary: null, abstract: background})).toBe(background);
  expect(summaryOf({summary: null, abstract: ''})).toBe('');
  expect(summaryOf({summary: '', abstract: ' '})).toBe('');
});

test('the same abstract always gives the same summary, word for word but for openings', () => {
  const sentence = fc.constantFrom(
    background,
    problem,
    done,
    detail,
    found,
    code,
    'Why?',
    'It wins, e.g. by 3.5%.',
  );
  fc.assert(
    fc.property(fc.array(sentence, {minLength: 1, maxLength: 12}), sentences => {
      const text = sentences.join(' ');
      const summary = summaryOf({summary: null, abstract: text});
      expect(summaryOf({summary: null, abstract: text})).toBe(summary);
      const parts = splitSentences(summary);
      expect(parts.length).toBeLessThanOrEqual(2);
      const standing = sentences.map(one => standAlone(one).text);
      for (const part of parts) expect(standing).toContain(part);
    }),
  );
});
