import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {seededChance} from '../../../bench/evaluate/measures.ts';
import {eigenvectorsOf} from '../../../src/ranking/space/eigenvectors.ts';
import {cosineOf} from '../../../src/ranking/space/embedding.ts';
import {naturalLog} from '../../../src/ranking/space/natural-log.ts';
import {openNearPapers, SELF_LIKENESS} from '../../../src/ranking/space/near-papers.ts';
import {packSpace, unpackSpace, versionOf} from '../../../src/ranking/space/pack-space.ts';
import {termsOfText} from '../../../src/ranking/space/terms-of-text.ts';
import {catalogueOf, openSpaceOf, paperOf, partsOf} from './made-up-catalogue.ts';

const doneOf = <Value>(steps: Generator<undefined, Value, undefined>): Value => {
  for (let step = steps.next(); ; step = steps.next()) if (step.done) return step.value;
};

describe('the arithmetic', () => {
  test('gives the natural logarithm as exactly as the engine does', () => {
    fc.assert(
      fc.property(fc.double({min: 1e-300, max: 1e300, noNaN: true}), value => {
        expect(Math.abs(naturalLog(value) - Math.log(value))).toBeLessThanOrEqual(
          4e-16 * Math.max(1, Math.abs(Math.log(value))),
        );
      }),
    );
    for (const none of [0, -1, Number.NaN, Number.POSITIVE_INFINITY])
      expect(() => naturalLog(none)).toThrow('has no logarithm');
  });

  test('finds the eigenvectors of any symmetric matrix, the largest value first', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({min: -9, max: 9, noNaN: true}), {minLength: 10, maxLength: 10}),
        cells => {
          const breadth = 4;
          const matrix = new Float64Array(16);
          let next = 0;
          for (let i = 0; i < breadth; i++)
            for (let j = i; j < breadth; j++) {
              matrix[i * breadth + j] = matrix[j * breadth + i] = cells[next++] ?? 0;
            }
          const {values, vectors} = doneOf(eigenvectorsOf(matrix, breadth));
          expect([...values]).toEqual([...values].sort((a, b) => b - a));
          for (let column = 0; column < breadth; column++)
            for (let i = 0; i < breadth; i++) {
              let product = 0;
              for (let j = 0; j < breadth; j++)
                product += (matrix[i * breadth + j] ?? 0) * (vectors[j * breadth + column] ?? 0);
              expect(product).toBeCloseTo((values[column] ?? 0) * (vectors[i * breadth + column] ?? 0), 8);
            }
        },
      ),
    );
  });
});

test('a text is told by words and by pairs side by side in one sentence, without stop words', () => {
  const {words, pairs} = termsOfText({
    title: 'Blown glass',
    abstract: 'We blow molten glass. Furnaces and glass, rye bread.',
    keywords: ['glass lens'],
  });
  expect(Object.fromEntries(words)).toMatchObject({glass: 3 + 1 + 2, furnace: 1, rye: 1});
  expect(words.has('and')).toBe(false);
  expect([...pairs]).toEqual(['blown glass', 'glass lens', 'blow molten', 'molten glass', 'rye bread']);
});

describe('a space', () => {
  const catalogue = catalogueOf(200);
  const space = openSpaceOf(catalogue);
  const vectorOf = (abstract: string) => space.vectorOf({title: '', abstract, keywords: []});

  test('has the same bits on every machine and in every version of Node', () => {
    // Written down on x86-64 with Node 20; another value means that some function is not exact everywhere.
    expect(space.version).toBe('c8c84a81193b1225');
    expect(openSpaceOf(catalogue).version).toBe(space.version);
  });

  test('is the same after packing, and what is no space of this form is told', () => {
    const parts = partsOf(catalogue);
    const packed = packSpace(parts);
    const opened = unpackSpace(packed);
    expect(opened?.version).toBe(versionOf(packed));
    expect(opened?.vectorOf(catalogue[3] ?? paperOf(3, () => 0))).toEqual(
      space.vectorOf(catalogue[3] ?? paperOf(3, () => 0)),
    );
    expect(unpackSpace(packed.subarray(0, packed.length - 1))).toBeNull();
    expect(unpackSpace(Buffer.from('no space'))).toBeNull();
    expect(unpackSpace(Buffer.concat([Buffer.from([9]), packed.subarray(1)]))).toBeNull();
  });

  test('places words of one subject near each other, though no text has both, and others far', () => {
    expect(cosineOf(vectorOf('annealing'), vectorOf('lens'))).toBeGreaterThan(0.7);
    expect(cosineOf(vectorOf('annealing'), vectorOf('rudder'))).toBeLessThan(0.2);
  });

  test('folds in papers that it was not made from, and knows nothing of what nobody wrote', () => {
    const chance = seededChance(99);
    for (let subject = 0; subject < 4; subject++) {
      const [one, other, stranger] = [subject, subject, subject + 1].map(of =>
        space.vectorOf(paperOf(of, chance)),
      );
      if (!one || !other || !stranger) throw new Error('no vector');
      expect(cosineOf(one, one)).toBeCloseTo(1, 12);
      expect(cosineOf(one, other)).toBeGreaterThan(cosineOf(one, stranger));
    }
    expect([...vectorOf('zyzzyva')].every(value => value === 0)).toBe(true);
  });

  test('knows the share of the papers that have a word or a pair', () => {
    expect(space.shareOf('glass furnace')).toBe(0.25);
    expect(space.shareOf('bread')).toBe(0.25);
    expect(space.shareOf('furnace glass')).toBe(0);
  });

  test('of no papers, one paper or papers without text places nothing and breaks nothing', () => {
    for (const texts of [[], [paperOf(0, () => 0)], Array(5).fill({title: '', abstract: '', keywords: []})]) {
      const empty = openSpaceOf(texts);
      expect(empty.dimensions).toBe(0);
      expect(empty.vectorOf(paperOf(0, () => 0))).toHaveLength(0);
      expect(empty.shareOf('glass')).toBe(0);
    }
  });

  test('papers are most like themselves, then like those of their subject', () => {
    const near = openNearPapers(space);
    for (const [place, paper] of catalogue.slice(0, 40).entries()) near.put(place, paper);
    const [first = paperOf(0, () => 0)] = catalogue;
    const likeness = near.likenessTo(first);
    expect(likeness[0]).toBeCloseTo(SELF_LIKENESS, 3);
    const ofSubject = (subject: number) =>
      Array.from({length: 9}, (_, at) => likeness[4 * (at + 1) + subject] ?? 0);
    expect(Math.min(...ofSubject(0))).toBeGreaterThan(Math.max(...ofSubject(1), ...ofSubject(2)));
  });
});
