import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {findSimilar} from '../../src/search/similarity.ts';
import {type IndexedText, openWordIndex} from '../../src/search/word-index.ts';
import {textOf} from './texts.ts';

const folding = [
  textOf(1, {title: 'Origami by robots', abstract: 'A robot folds sheets into cranes with two hands.'}),
  textOf(2, {title: 'Robots that fold', abstract: 'Hands of a robot learn to fold sheets of cloth.'}),
  textOf(3, {title: 'Cranes of paper', abstract: 'We fold cranes and measure their wings.'}),
];
const weather = Array.from({length: 20}, (_, at) =>
  textOf(50 + at, {title: `Rain in month ${at}`, abstract: 'It rains, and then the sun dries the streets.'}),
);

const granite = Array.from({length: 40}, (_, at) =>
  textOf(100 + at, {title: `Granite ${at}`, abstract: 'Stones lie on the ground and are hard.'}),
);

const similar = (papers: IndexedText[], to: IndexedText, most = 5): string[] => {
  const index = openWordIndex();
  for (const paper of papers) index.put(paper, '2026-03-12');
  return findSimilar(index, to, most).map(({place}) => index.at(place)?.id ?? 'none');
};

const [robots, more, cranes] = folding.map(({id}) => id);

describe('the papers like one', () => {
  test('are those with the most telling words in common, the most alike first', () => {
    for (const paper of folding) {
      const found = similar([...folding, ...weather], paper);
      expect(found.sort()).toEqual([robots, more, cranes].filter(id => id !== paper.id).sort());
    }
    expect(similar([...folding, ...weather], textOf(1, folding[0]))[0]).toBe(more);
  });

  test('are none where nothing is alike', () => {
    const lonely = textOf(9, {title: 'Quartz', abstract: 'Clocks have a crystal.'});
    expect(similar([lonely, ...weather], lonely)).toEqual([]);
  });

  test('are none of a paper that has no words or is not there', () => {
    expect(similar([textOf(9, {title: '…'}), ...weather], textOf(9, {title: '…'}))).toEqual([]);
    expect(similar(weather, textOf(9, {title: 'Rain'}))).toEqual([]);
    expect(similar([], textOf(9))).toEqual([]);
  });

  test('of equal ones are the newest', () => {
    expect(similar([...weather, ...granite], weather[0] ?? textOf(0), 3)).toEqual([
      '2603.10069',
      '2603.10068',
      '2603.10067',
    ]);
  });

  test('are never the paper itself, at most so many, and the same in whatever order papers came', () => {
    const words = ['fold', 'paper', 'crane', 'robot', 'rain', 'sun'];
    const text = fc.array(fc.constantFrom(...words), {maxLength: 6}).map(chosen => chosen.join(' '));
    const orders = fc
      .array(text, {minLength: 1, maxLength: 12})
      .map(texts => texts.map((abstract, nth) => textOf(nth, {abstract})))
      .chain(papers =>
        fc.tuple(fc.constant(papers), fc.shuffledSubarray(papers, {minLength: papers.length})),
      );
    fc.assert(
      fc.property(orders, ([papers, otherwise]) => {
        const [first = textOf(0)] = papers;
        const found = similar(papers, first);
        expect(found).not.toContain(first.id);
        expect(found.length).toBeLessThanOrEqual(5);
        expect(similar(otherwise, first)).toEqual(found);
      }),
    );
  });
});
