import {describe, expect, test} from 'vitest';
import {type IndexedText, openWordIndex} from '../../src/search/word-index.ts';
import {DAY, find, indexOf, others} from './finding.ts';
import {paperId, textOf} from './texts.ts';

const found = (papers: IndexedText[], typed: string): number[] => find(indexOf(papers), typed).papers;

describe('a search', () => {
  test('finds the papers that have all words, wherever they have them', () => {
    const papers = [
      textOf(1, {title: 'Folding maps', abstract: 'Of paper.'}),
      textOf(2, {title: 'Folding maps', keywords: ['paper']}),
      textOf(3, {title: 'Folding maps', authors: ['Paula Paper']}),
      textOf(4, {title: 'Folding maps'}),
    ];
    expect(found(papers, 'paper maps').sort()).toEqual([1, 2, 3]);
  });

  test('puts a word of the title before one of the keywords, and that before one of the abstract', () => {
    const papers = [
      textOf(1, {title: 'On sheets', abstract: 'They are folded by origami once and then left alone.'}),
      textOf(2, {
        title: 'On sheets',
        keywords: ['origami'],
        abstract: 'They are folded once and left alone.',
      }),
      textOf(3, {title: 'On origami', abstract: 'They are folded once and then left alone again.'}),
    ];
    expect(found([...papers, ...others], 'origami')).toEqual([3, 2, 1]);
  });

  test('takes no notice of case, accents, plural and order', () => {
    const papers = [textOf(1, {title: 'Kernels', authors: ['Bernhard Schölkopf']}), ...others];
    for (const typed of ['SCHOLKOPF kernel', 'kernels schölkopf', 'Scho\u0308lkopf'])
      expect(found(papers, typed)).toEqual([1]);
  });

  test.each([
    ['大規模', '大規模言語モデルの評価'],
    ['모델', '언어 모델을 위한 종이'],
    ['бумаги', 'О складывании бумаги'],
    ['نموذج', 'نموذج لغوي كبير'],
    ['χαρτί', 'Διπλώνοντας χαρτί'],
  ])('finds %s in %s', (typed, title) => {
    expect(found([textOf(1, {title}), ...others], typed)).toEqual([1]);
  });

  test('finds longer words by their beginning, after the word itself', () => {
    const papers = [
      textOf(1, {title: 'Tokenization of notes'}),
      textOf(2, {title: 'The token of notes'}),
      textOf(3, {title: 'Betoken of notes'}),
    ];
    expect(found([...papers, ...others], 'token')).toEqual([2, 1]);
    expect(found([...papers, ...others], 'to')).toEqual([]);
  });

  test('gives a rare longer word no more weight than the common one that was typed', () => {
    const common = Array.from({length: 30}, (_, at) => textOf(at + 1, {title: 'The token'}));
    const rare = textOf(50, {title: 'The tokenx'});
    expect(found([rare, ...common, ...others], 'token').at(-1)).toBe(50);
  });

  test('looks for the fifty longer words that most papers have', () => {
    const many = Array.from({length: 200}, (_, at) =>
      textOf(at + 1, {title: `begin${'abcdefghij'.charAt(at % 10)}${'klmnopqrst'.charAt((at / 10) % 10)}`}),
    );
    const papers = [...many, ...[300, 301, 302].map(nth => textOf(nth, {title: 'beginzz'}))];
    const {papers: numbers, total} = find(indexOf(papers), 'begin');
    expect(numbers).toEqual(expect.arrayContaining([300, 301, 302]));
    // Three have `beginzz`, and two each of the 49 others.
    expect(total).toBe(101);
  });

  test('forgives a slip of the pen where the word is in hardly any paper', () => {
    const papers = [
      textOf(1, {title: 'Diffusion of ink'}),
      textOf(2, {title: 'The language of flowers'}),
      textOf(3, {title: 'Year 2024 in review'}),
    ];
    expect(found([...papers, ...others], 'difusion')).toEqual([1]);
    expect(found([...papers, ...others], 'langauge')).toEqual([2]);
    expect(found([...papers, ...others], 'diffusions')).toEqual([1]);
    expect(found([...papers, ...others], '2025')).toEqual([]);
    expect(found([...papers, ...others], 'inn')).toEqual([]);
  });

  test('takes a word that some papers have as it is written', () => {
    const papers = [1, 2, 3].map(nth => textOf(nth, {title: `Grapes, part ${nth}`}));
    expect(found([...papers, textOf(4, {title: 'Graphs'})], 'grape').sort()).toEqual([1, 2, 3]);
  });

  test('where no paper has all words, gives those that have the most, if that is more than half', () => {
    const index = indexOf([
      textOf(1, {title: 'Weather by agents'}),
      textOf(2, {title: 'Agents that fold'}),
      ...others,
    ]);
    expect(find(index, 'agents weather africa')).toEqual({papers: [1], total: 1, isPartial: true});
    expect(find(index, 'agents africa')).toEqual({papers: [], total: 0, isPartial: false});
    expect(find(index, 'agents weather')).toEqual({papers: [1], total: 1, isPartial: false});
  });

  test('gives equal papers newest first, by day and then by number', () => {
    const index = openWordIndex();
    for (const [nth, day] of [
      [2, '2026-03-12'],
      [5, '2026-03-11'],
      [3, '2026-03-12'],
      [1, '2026-03-13'],
    ] as const)
      index.put(textOf(nth, {title: 'On paper'}), day);
    expect(find(index, 'paper').papers).toEqual([1, 3, 2, 5]);
  });
});

describe('a paper in the index', () => {
  test('that comes again with other words is found by these alone', () => {
    const index = indexOf([textOf(1, {title: 'On cats'}), ...others]);
    index.put(textOf(1, {title: 'On dogs'}), DAY);
    expect([find(index, 'cats').total, find(index, 'dogs').total, index.size()]).toEqual([0, 1, 31]);
  });

  test('that comes again unchanged takes no room, and has the newer of its days', () => {
    const index = openWordIndex();
    for (const day of ['2026-03-12', '2026-03-14', '2026-03-13']) index.put(textOf(1), day);
    expect([index.places(), index.at(0)?.day]).toEqual([1, '2026-03-14']);
  });

  test('that was taken out is not found', () => {
    const index = indexOf([textOf(1, {title: 'On cats'}), textOf(2, {title: 'On cats'})]);
    index.remove(paperId('2603.10001'));
    index.remove(paperId('2603.19999'));
    expect(find(index, 'cats')).toEqual({papers: [2], total: 1, isPartial: false});
  });

  test('of 600 authors is found as well as one of two', () => {
    const authors = Array.from({length: 600}, (_, at) => `Author the ${at}th`);
    const papers = [
      textOf(1, {title: 'Origami', abstract: 'Sheets.', authors}),
      textOf(2, {title: 'Origami', abstract: 'Sheets and more of them.', authors: authors.slice(0, 2)}),
    ];
    expect(found([...papers, ...others], 'origami')).toEqual([1, 2]);
  });

  test('may have a word without end, half a letter, or every word a thousand times', () => {
    const index = indexOf([
      textOf(1, {title: 'a'.repeat(20_000)}),
      textOf(2, {title: `${'𐐷'.repeat(19)}\ud835`}),
      textOf(3, {abstract: 'paper '.repeat(3000)}),
    ]);
    expect(find(index, 'a'.repeat(150)).papers).toEqual([1]);
    expect(find(index, 'paper').papers).toEqual([3]);
  });
});
