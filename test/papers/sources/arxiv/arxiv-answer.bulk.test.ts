import {existsSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parseArxivAnswer} from '../../../../src/papers/sources/arxiv/arxiv-answer.ts';
import {at, entry, read, rss} from './arxiv-feeds.ts';

describe('a hostile answer', () => {
  test('never makes it throw', () => {
    const pieces = fc.constantFrom(
      ...[
        '<entry>',
        '</entry>',
        '<title>',
        '</title>',
        '<![CDATA[',
        ']]>',
        '<!--',
        '-->',
        '&',
        '&#x110000;',
        '<?',
        '"',
      ],
      ...[
        '<id>http://arxiv.org/abs/2503.08120v1</id>',
        '<published>2025-03-11T07:30:00Z</published>',
        ' xmlns="',
        '/>',
      ],
    );
    const inside = fc.array(fc.oneof(pieces, fc.string()), {maxLength: 40}).map(parts => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(inside, inside.map(entry), inside.map(rss)), text => {
        const answer = parseArxivAnswer(text, {day: null, at});
        if (answer.kind === 'failed') expect(answer.reason).not.toContain('\n');
      }),
      {numRuns: 200},
    );
  });

  test.each([
    ['open brackets', '<'],
    ['ampersands', '&a'],
    ['spaces in a tag', '<a '],
    ['comments', '<!--'],
  ])('of 300 kB of %s is refused', (_, piece) => {
    const text = entry(piece.repeat(300_000 / piece.length));
    expect(parseArxivAnswer(text, {day: null, at}).kind).toBe('failed');
  });
});

const folder = '../shared/data/arxiv';

describe.skipIf(!existsSync(folder))('the real answers (skipped without ../shared/data)', () => {
  const file = (name: string): string => readFileSync(`${folder}/${name}`, 'utf8');

  test('found', () => {
    const {items, total} = read(file('id_1605.08386_s0_m100_199195aa31ad.http200.xml'), null);
    expect(total).toBe(1);
    expect(items.map(({paper, day}) => [paper.id, paper.title, paper.authors, paper.keywords, day])).toEqual([
      [
        '1605.08386',
        'Heat-bath random walks with Markov bases',
        ['Caprice Stanley', 'Tobias Windisch'],
        ['math.CO', 'math.ST'],
        '2016-05-26',
      ],
    ]);
  });

  test('not found', () => {
    expect(read(file('id_0000.0000_s0_m100_8b51d9633a68.http200.xml'))).toMatchObject({entries: 0, total: 0});
  });

  test('old ids', () => {
    const {items} = read(file('id_astro_ph_0601001_s0_m100_3150dca9dc76.http200.xml'));
    expect(items.map(({paper}) => [paper.id, paper.links.page])).toEqual([
      ['astro-ph/0601001', 'https://arxiv.org/abs/astro-ph/0601001'],
    ]);
  });

  test('two pages of one question', () => {
    const pages = ['q_testing_s0_m10_bc5a6c384fe9.http200.xml', 'q_testing_s10_m10_34e56e15aaac.http200.xml'];
    const ids = pages.flatMap(name => read(file(name)).items.map(({paper}) => paper.id));
    expect(new Set(ids).size).toBe(20);
  });

  test('HTTP 400', () => {
    expect(parseArxivAnswer(file('id_abc_s0_m100_b79c8dcf6bc3.http400.xml'), {day: null, at})).toEqual({
      kind: 'failed',
      reason: 'arXiv refused the question: "incorrect id format for abc"',
    });
  });

  test('the Atom feed of a day', () => {
    const {items, rejected, entries} = read(file('rss_atom_cs.AI_2025-08-20.xml'), null);
    expect(items.length + rejected.length).toBe(entries);
    expect(new Set(items.map(item => item.day))).toEqual(new Set(['2025-08-20']));
    expect(items.every(({paper}) => !paper.abstract.includes('Announce Type'))).toBe(true);
    expect(items.find(({paper}) => paper.id === '2508.13434')?.paper.authors).toHaveLength(7);
  });
});
