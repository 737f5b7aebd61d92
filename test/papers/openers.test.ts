import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {standAlone} from '../../src/papers/openers.ts';

describe('an opener that ties a sentence to the one before is dropped', () => {
  test.each([
    ['To this end, we propose Carbon Copy.', 'We propose Carbon Copy.'],
    ['To this end we propose Carbon Copy.', 'We propose Carbon Copy.'],
    ['Therefore, in this paper, we propose Carbon Copy.', 'We propose Carbon Copy.'],
    ['In response to this, we present a new benchmark.', 'We present a new benchmark.'],
    ['However, iGPT models forget what they learned.', 'iGPT models forget what they learned.'],
    ['To bridge the gap, we introduce Carbon Copy.', 'We introduce Carbon Copy.'],
    ['Motivated by this observation we fold all boats again.', 'We fold all boats again.'],
    ['In response to the first issue, we fold all boats again.', 'We fold all boats again.'],
    ['Despite their success, language models fail at sums.', 'Language models fail at sums.'],
    ['We therefore propose a new benchmark.', 'We propose a new benchmark.'],
    ['Our method thus reaches all four lakes.', 'Our method reaches all four lakes.'],
    ['FoldNet further improves on paper boats.', 'FoldNet improves on paper boats.'],
    ['This paper also presents a theory of boats.', 'This paper presents a theory of boats.'],
    ['While boats fold, we cut sheets of paper.', 'While boats fold, we cut sheets of paper.'],
    ['Then we build a second one from paper.', 'We build a second one from paper.'],
  ])('%s', (sentence, text) => {
    expect(standAlone(sentence)).toEqual({text, hangs: false});
  });
});

describe('whatever ties a long sentence is dropped', () => {
  const openers = [
    ...['To this end', 'In light of this', 'With this in mind', 'With that in mind', 'As a result', 'Here'],
    ...[
      'Building on this',
      'Motivated by these findings',
      'Specifically',
      'Based on this insight',
      'Given this',
    ],
    ...[
      'Against this backdrop',
      'In doing so',
      'In so doing',
      'In this context',
      'In this regard',
      'In this vein',
    ],
    ...[
      'In a similar vein',
      'Along these lines',
      'On this basis',
      'From this perspective',
      'To fill this gap',
    ],
    ...['To close the gap', 'To remedy this', 'To overcome the above limitations', 'For these reasons'],
    ...[
      'Leveraging this insight',
      'Armed with this',
      'Under this setting',
      'Through this lens',
      'Besides this',
    ],
    ...['In parallel', 'More specifically', 'In other words', 'That said', 'In contrast to these methods'],
    ...[
      'Having established this',
      'After that',
      'After doing so',
      'In the process',
      'Key to this',
      'From there',
    ],
    ...['Central to this', 'Notwithstanding this', 'Put simply', 'Said differently', 'Even so', 'And yet'],
    ...['Thereby', 'Thereafter', 'Herein', 'To begin with', 'Last but not least', 'First and foremost'],
    ...['As noted above', 'As mentioned', 'All told', 'In sum', 'To conclude', 'Altogether', 'Collectively'],
    ...[
      'Regardless',
      'Plus',
      'Now',
      'Interestingly',
      'Remarkably',
      'What is more',
      'Below',
      'Compared with this',
    ],
  ];
  test.each(openers)('%s', opener => {
    const rest = 'propose a method that folds large boats of paper from single sheets without any glue.';
    expect(standAlone(`${opener}, we ${rest}`)).toEqual({text: `We ${rest}`, hangs: false});
  });
});

describe('a sentence that stands alone stays as it is', () => {
  test.each([
    'We propose Carbon Copy, which keeps what it learned.',
    'This paper presents Carbon Copy.',
    'This technical report presents Carbon Copy.',
    'To reduce the cost of training, we introduce Carbon Copy.',
    'However large a model is, it forgets.',
    'Instead of folding paper, we cut it.',
    'Unlike earlier boats, ours float for hours.',
    'Both theory and practice show that paper floats.',
    'We show that it is possible to fold boats.',
    'We show that this paper is thin.',
    'Extensive experiments demonstrate the effectiveness of FoldNet.',
    'To the best of our knowledge, we fold the first boats.',
    'FoldNet closes the gap between boats and ships.',
    'Experiments on four lakes show that paper floats.',
    'So-called agents fold And-or trees.',
    'Here.',
  ])('%s', sentence => {
    expect(standAlone(sentence)).toEqual({text: sentence, hangs: false});
  });
});

describe('a sentence that leans on another says so', () => {
  test.each([
    'These results show that paper floats.',
    'This improves on all earlier boats.',
    'It also floats for hours.',
    'While this approach yields strong boats, they sink.',
    'We address this gap by folding paper.',
    'Our work aims to close these gaps.',
    'Across all lakes, it floats for hours.',
    'The resulting boat floats for hours.',
    '(2) We fold a second boat.',
    'Otherwise, we fold a second boat.',
    'While effective, these boats need glue.',
    'We do so by folding the sheets twice.',
    'We address the above challenges with FoldNet.',
    'FoldNet addresses these limitations by folding twice.',
    'Our framework, called FoldNet, mitigates this by folding.',
    'FoldNet solves both problems by folding twice.',
    'We show that this approach yields boats.',
    'Our results suggest that this is due to the glue.',
    'Extensive experiments demonstrate its effectiveness.',
    'Experiments on these lakes show that paper floats.',
    'There we show that boats of paper float.',
    'Therefore, these boats float for hours.',
  ])('%s', sentence => {
    expect(standAlone(sentence).hangs).toBe(true);
  });
});

test('what is read alone once is read so twice, and is the end of the sentence', () => {
  const part = fc.constantFrom(
    'Therefore, ',
    'to this end, ',
    'in this paper ',
    'we ',
    'We ',
    'also ',
    'fold a boat of paper ',
    'it ',
  );
  fc.assert(
    fc.property(fc.array(part, {minLength: 1, maxLength: 8}), parts => {
      const sentence = `${parts.join('')}that floats for hours.`;
      const {text} = standAlone(sentence);
      expect(sentence.toLowerCase().endsWith(text.toLowerCase().slice(-20))).toBe(true);
      expect(text.length).toBeGreaterThanOrEqual(Math.min(20, sentence.length));
    }),
  );
});

test('hostile sentences are read to their end', () => {
  for (const sentence of ['To '.repeat(30_000), 'Therefore, '.repeat(10_000), `While ${'a '.repeat(50_000)}`])
    expect(standAlone(sentence).text.length).toBeLessThanOrEqual(sentence.length);
});
