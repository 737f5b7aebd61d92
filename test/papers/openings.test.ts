import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {standAlone} from '../../src/papers/openings/stand-alone.ts';

describe('an opening that ties a sentence to the one before is dropped', () => {
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
    ['There we show that boats of paper float.', 'We show that boats of paper float.'],
    ['Contrary to this belief, we show that paper floats.', 'We show that paper floats.'],
    ['Unfortunately, we found that paper sinks when wet.', 'We found that paper sinks when wet.'],
    ['Even worse, boats of paper sink when wet.', 'Boats of paper sink when wet.'],
    ['Not surprisingly, wet boats sink faster.', 'Wet boats sink faster.'],
    ['Of these, three boats float for over an hour.', 'Three boats float for over an hour.'],
    ['In both cases, our boats float for hours.', 'Our boats float for hours.'],
    ['Either way, our boats float for many hours.', 'Our boats float for many hours.'],
    ['To see why, we fold 400 boats of paper.', 'We fold 400 boats of paper.'],
    ['As shown in Fig. 3, boats float for hours.', 'Boats float for hours.'],
    ['Using his framework, we fold paper boats.', 'We fold paper boats.'],
    ['• We fold boats from one sheet.', 'We fold boats from one sheet.'],
    ['… and we fold boats from one sheet.', 'We fold boats from one sheet.'],
    ['I.e., we fold boats from one sheet.', 'We fold boats from one sheet.'],
    ['Note that boats of paper float for hours.', 'Boats of paper float for hours.'],
    ['We, however, fold ships from one sheet.', 'We fold ships from one sheet.'],
    ['FoldNet, in contrast, floats for hours.', 'FoldNet floats for hours.'],
    ['There is, however, no boat that floats.', 'There is no boat that floats.'],
  ])('%s', (sentence, text) => {
    expect(standAlone(sentence)).toEqual({text, hangs: false});
  });
});

describe('whatever ties a long sentence is dropped', () => {
  const openings = [
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
  test.each(openings)('%s', opening => {
    const rest = 'propose a method that folds large boats of paper from single sheets without any glue.';
    expect(standAlone(`${opening}, we ${rest}`)).toEqual({text: `We ${rest}`, hangs: false});
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
    'No further training of boats is needed.',
    'A further boat floats for hours.',
    'So far, no boat of paper has crossed the lake.',
    'Contrary to popular belief, we show that paper floats.',
    'Without any glue, boats of paper float.',
    'At the core of FoldNet is a sheet that is folded twice.',
    'FoldNet is good at instruction following.',
    'Once trained, FoldNet folds a boat a second.',
    'Neither glue nor wax helps boats of paper.',
    'Yet another boat floats for hours.',
    'When it comes to boats, paper is cheap.',
    'Of the 40 boats, 12 float for over an hour.',
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
    'Therefore, these boats float for hours.',
    'However, boats sink.',
    'Without it, boats of paper sink within minutes.',
    'In the absence of such wax, boats of paper sink.',
    'That is why we fold boats from one sheet.',
    'Nor do the boats need any glue.',
    'Not only does it float, it also sails.',
    'Many of them float for hours on four lakes.',
    'One such boat floats for many hours.',
    'Both float for many hours on four lakes.',
    'Yet little is known about paper boats.',
    'Instead FoldNet folds ships.',
    'The reason is that paper is thin.',
    'A second challenge is that paper is thin.',
    'The boats above float for hours.',
    'Crucial to this is that paper is thin.',
    '1. We fold boats from one sheet.',
    'Figure 3 shows a boat that floats.',
    'Please see our project page for videos.',
    'We refer to this as FoldNet.',
    'We build on these by folding twice.',
    'We show how this can be used to fold ships.',
    'We conjecture this is due to the wax.',
    'Through extensive tests, we demonstrate its effectiveness.',
    'Finetuning sheets on FoldSet effectively addresses this issue.',
    'Collectively these results show that paper floats.',
    'Our contributions are as follows.',
    'We make three contributions.',
    'Our main findings are the following:',
    'Boats suffer from the following two main issues.',
    'Even without real lakes, its boats float for hours.',
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
