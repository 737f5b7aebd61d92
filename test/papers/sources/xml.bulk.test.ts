import {describe, expect, test} from 'vitest';
import {parseXml} from '../../../src/papers/sources/xml.ts';

/** Documents that grow in each direction in which somebody could let one grow. */
const GROWING: [string, (size: number) => string][] = [
  [
    'declarations on the root and one on each child',
    size => `<r ${declarations(size)}>${times(size, at => `<b xmlns:c="x${at}"/>`)}</r>`,
  ],
  [
    'declarations on the root, of which children use the last',
    size => `<r ${declarations(size)}>${times(size, () => `<p${size - 1}:b/>`)}</r>`,
  ],
  [
    'one declaration on each of 40 elements in each other, again and again',
    size => `<r>${times(size / 40, deep)}</r>`,
  ],
  [
    'prefixes that nobody declares, deep inside',
    size => `${'<b>'.repeat(40)}${times(size, () => '<q:c/>')}${'</b>'.repeat(40)}`,
  ],
  ['attributes', size => `<r ${times(size, at => `a${at}="x" `)}/>`],
  ['children', size => `<r>${times(size, () => '<b>t</b>')}</r>`],
  [
    'text, comments and sections between children',
    size => `<r>${times(size, () => 't<!-- c --><![CDATA[x]]><b/>')}</r>`,
  ],
];

const times = (count: number, each: (at: number) => string): string =>
  Array.from({length: count}, (_, at) => each(at)).join('');
const declarations = (count: number): string => times(count, at => `xmlns:p${at}="u${at}" `);
const deep = (at: number): string =>
  `${times(40, level => `<b xmlns:c${level}="${at}">`)}${'</b>'.repeat(40)}`;

describe('reading a document', () => {
  test.each(GROWING)('costs in proportion to its length: %s', (_, documentOf) => {
    const stepsOf = (size: number): number => {
      let steps = 0;
      const {kind} = parseXml(documentOf(size), () => {
        steps++;
      });
      expect(kind).toBe('element');
      return steps;
    };
    const [one, two, four] = [stepsOf(400), stepsOf(800), stepsOf(1600)];
    expect(one).toBeGreaterThanOrEqual(400);
    expect(two).toBeLessThan(2.1 * one);
    expect(four).toBeLessThan(2.1 * two);
  });

  test('has a bound for each element, however deep it stands', () => {
    let steps = 0;
    const text = `${'<b>'.repeat(49)}${'<q:c/>'.repeat(1000)}${'</b>'.repeat(49)}`;
    parseXml(text, () => {
      steps++;
    });
    expect(steps).toBeLessThan(1049 * 60);
    expect(parseXml(`${'<b>'.repeat(60)}${'</b>'.repeat(60)}`).kind).toBe('failed');
  });
});
