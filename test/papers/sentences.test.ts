import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {splitSentences} from '../../src/papers/sentences.ts';
import {cleanText} from '../../src/papers/text.ts';

describe('a sentence does not end', () => {
  test.each([
    [
      'at an abbreviation',
      'We use LLMs, e.g. GPT-4, i.e. large ones vs. small ones w.r.t. cost, cf. Table 1.',
    ],
    [
      'at an abbreviation before a name',
      'Models (e.g. Sora) and others, e.g. MNIST, win vs. NeRF in Fig. 3 and Sec. IV.',
    ],
    ['after et al.', 'The method of Smith et al. (2024) and Kim et al. Model wins.'],
    ['inside a number', 'It gains 3.5% at v1.5 over GPT-4.5 and Llama 3.1 70B, 0.5 more.'],
    ['at an initial', 'The work of J. R. Smith and D. Kahneman is used.'],
    ['inside brackets', 'We train it (on two sets. Both are small.) and test it.'],
    ['in a link', 'Code is at https://example.org/a.b/c?d. now free.'],
    ['in a formula', 'With $a = 1. B = 2$ and \\(x. Y\\) we win.'],
    ['at a name with an exclamation mark', 'The Yahoo! data and Presto! are used.'],
    ['at an ellipsis in the middle', 'So we wait ... and see.'],
    ['after No. before a number', 'It is No. 5 of the list.'],
    ['at a number that opens an entry', 'There are three: 1. First entry.'],
    ['between the entries of a list', 'There are three: 1. Boats. 2. Ships. 3. Planes.'],
    ['between entries in brackets', 'We show: (1) Boats float. (2) Ships sink.'],
    ['between entries in Roman numbers', 'We show: (i) Boats float. (ii) Ships sink. (iii) Planes fly.'],
    ['between entries without a space', 'It has 1)small size. 2) low cost.'],
    ['between letters with a space', 'Boats, e. g. FoldNet, and ships, i. e. Titanic, float.'],
    ['at a German abbreviation', 'Boote, z. B. Schiffe bzw. Kähne, d. h. alle, vgl. Abb. 3, schwimmen.'],
    ['at a German day', 'Am 3. Mai schwimmen Boote.'],
    ['at a French abbreviation', 'Mme. Dupont plie des bateaux, p. ex. FoldNet, c.-à-d. Tous.'],
    ['at a least number', 'Boats of min. 3 m and max. 5 m float.'],
  ])('%s', (_name, sentence) => {
    expect(splitSentences(sentence)).toEqual([sentence]);
  });
});

describe('a sentence ends', () => {
  test.each([
    ['at a full stop', ['We win.', 'You lose.']],
    ['at a question or exclamation mark', ['Can it?', 'It can!', 'Yes.']],
    ['after a closing quote or bracket', ['We call it “large.”', 'It wins (by far.)', 'Good.']],
    ['before a name in lower case', ['It is new.', 'iGPT wins.', 'τ²-Bench shows it.', 'any4 too.']],
    ['before a number or a bracket', ['It wins.', '90% agree.', '(Not all.)']],
    [
      'after etc. and et al. before a new one',
      ['Cats, dogs, etc.', 'We also follow Smith et al.', 'The rest is new.'],
    ],
    ['after a unit', ['The latency is 234 ms.', 'To go on, we stop.']],
    ['after a version', ['We use GPT-4.', 'Llama 3.1 is next.', 'We test v1.', 'Good.']],
    ['before a name with a hyphen or a Greek letter', ['It sinks.', 'k-means wins.', 'α-boats float.']],
    ['before a number that is no entry', ['We fold 12 boats.', '2) is no list.']],
    ['after a single small letter', ['It floats with probability p.', 'We sail in dimension d.', 'Good.']],
    ['after a single capital', ['We solve task A.', 'We also solve task B.']],
  ])('%s', (_name, sentences) => {
    expect(splitSentences(sentences.join(' '))).toEqual(sentences);
  });

  test('at a wide full stop, with or without a space', () => {
    expect(splitSentences('我们提出新方法。结果很好！“对吗？” 对。')).toEqual([
      '我们提出新方法。',
      '结果很好！',
      '“对吗？”',
      '对。',
    ]);
  });

  test('in spite of a bracket that nothing closes', () => {
    const filler = 'We write many words here. '.repeat(30).trim();
    expect(splitSentences(`An (open bracket. ${filler}`).length).toBeGreaterThan(5);
  });
});

test('nothing has no sentence', () => {
  expect(splitSentences('')).toEqual([]);
});
const page = fileURLToPath(new URL('../../../shared/data/papers-page-mar-12.txt', import.meta.url));
const dataTest = existsSync(page) ? test : test.skip;
if (!existsSync(page)) console.warn('SKIPPED: the real page of shared/data is not here');

dataTest('real abstracts fall into whole sentences', () => {
  const abstracts = readFileSync(page, 'utf8')
    .split('\n')
    .map(line => cleanText(line))
    .filter(line => line.length > 400);
  expect(abstracts.length).toBeGreaterThan(70);
  for (const abstract of abstracts) {
    const sentences = splitSentences(abstract);
    expect(sentences.join(' ')).toBe(abstract);
    expect(sentences.length).toBeGreaterThan(1);
    expect(sentences.filter(sentence => sentence.length < 15)).toEqual([]);
  }
});
