import {describe, expect, test} from 'vitest';
import {parsePageDate} from '../../../../src/papers/sources/files/page-date.ts';
import {parsePapersPage} from '../../../../src/papers/sources/files/papers-page.ts';
import {abstract, cats, context, now, pairsOf, read} from './papers-pages.ts';

const dogs = abstract('dogs');

const page = (...lines: string[]): string =>
  [
    'new',
    'Get trending papers in your email inbox!',
    'Subscribe',
    'byAK and the research community',
    ...lines,
  ].join('\n\n');

const bothPairs = [
  ['On Cats', cats],
  ['Are Dogs All You Need?', dogs],
];

describe("a papers page's text", () => {
  test('gives each title with its abstract under the day of its date line', () => {
    const found = read(page('Mar 12', 'On Cats', cats, 'Are Dogs All You Need?', dogs));
    expect(pairsOf(found)).toEqual(bothPairs);
    expect(found.rejected).toEqual([]);
    expect(found.items.map(item => item.day)).toEqual(['2026-03-12', '2026-03-12']);
    expect(found.notes).toEqual([
      'its date "Mar 12" has no year: taken as 2026-03-12; give --date for another',
    ]);
  });

  test('gives a paper the same id each time, made of its title', () => {
    const [first] = read(page('Mar 12', 'On Cats', cats)).items;
    const [again] = read(page('Mar 13', 'On  cats', dogs)).items;
    expect(first?.paper.id).toMatch(/^title-[0-9a-f]{16}$/);
    expect(again?.paper.id).toBe(first?.paper.id);
  });

  test('may have CRLF, other furniture or short abstracts', () => {
    const short = page('Mar 12', 'On Cats', 'We like cats.', 'On Dogs', 'We like dogs. They bark!');
    expect(pairsOf(read(short.replaceAll('\n', '\r\n')))).toEqual([
      ['On Cats', 'We like cats.'],
      ['On Dogs', 'We like dogs. They bark!'],
    ]);
  });

  test('may have lost its blank lines', () => {
    expect(pairsOf(read(['Mar 12', 'On Cats', cats, 'Are Dogs All You Need?', dogs].join('\n')))).toEqual(
      bothPairs,
    );
    const short = ['Mar 12', 'On Cats', 'We like cats.', 'On Dogs', 'We like dogs.'].join('\n');
    expect(pairsOf(read(short))).toEqual([
      ['On Cats', 'We like cats.'],
      ['On Dogs', 'We like dogs.'],
    ]);
  });

  test('may be wrapped, with the title above or apart', () => {
    const wrapped = cats.replace(/(.{1,72})(?: |$)/g, '$1\n').trim();
    expect(pairsOf(read(page('Mar 12', `On Cats\n${wrapped}`)))).toEqual([['On Cats', cats]]);
    expect(pairsOf(read(page('Mar 12', 'A Long Title About\nCats', wrapped)))).toEqual([
      ['A Long Title About Cats', cats],
    ]);
  });

  test('with a lone title in the middle or at the end mixes nothing up', () => {
    const found = read(
      page('Mar 12', 'A Lone Title', 'On Cats', cats, 'Are Dogs All You Need?', dogs, 'The Last'),
    );
    expect(pairsOf(found)).toEqual(bothPairs);
    expect(found.rejected).toEqual([
      {line: 11, reason: 'the title "A Lone Title" has no abstract below it'},
      {line: 21, reason: 'the title "The Last" has no abstract below it'},
    ]);
  });

  test('with an abstract that lost its title mixes nothing up', () => {
    const found = read(
      page('Mar 12', abstract('birds'), 'On Cats', cats, abstract('fish'), 'Are Dogs All You Need?', dogs),
    );
    expect(pairsOf(found)).toEqual(bothPairs);
    expect(found.rejected.map(rejection => rejection.reason)).toEqual([
      expect.stringMatching(/^the abstract "We study birds\. .*" has no title above it$/),
      expect.stringMatching(/^the abstract "We study fish\. .*" has no title above it$/),
    ]);
  });

  test('with one title twice takes the first', () => {
    const found = read(page('Mar 12', 'On Cats', cats, 'On cats', dogs));
    expect(pairsOf(found)).toEqual([['On Cats', cats]]);
    expect(found.rejected).toEqual([{line: 15, reason: 'the title "On cats" stood on line 11 already'}]);
  });

  test('keeps a second paper of the same title that is about something else', () => {
    const songs =
      'This book collects songs of whales, which were recorded under polar ice. ' +
      'Nobody had heard these before.';
    const found = read(page('On cats', cats, 'On cats', songs, 'On cats', songs), {date: '2026-03-12'});
    expect(pairsOf(found)).toEqual([
      ['On cats', cats],
      ['On cats', songs],
    ]);
    expect(new Set(found.items.map(({paper}) => paper.id)).size).toBe(2);
    expect(found.rejected).toHaveLength(1);
  });

  test('without a date line needs one from the name of the file or the operator', () => {
    const text = page('On Cats', cats);
    expect(parsePapersPage(text, context)).toEqual({
      kind: 'refused',
      reason: 'has no date line such as "Mar 12": give --date',
    });
    expect(read(text, {namedDay: '2025-03-12'}).items[0]?.day).toBe('2025-03-12');
    expect(read(text, {date: '2025-03-13'}).items[0]?.day).toBe('2025-03-13');
  });

  test("whose date has no year takes the year from the file's name", () => {
    const found = read(page('Mar 12', 'On Cats', cats), {namedDay: '2025-03-12'});
    expect(found.items[0]?.day).toBe('2025-03-12');
  });

  test.each([
    ['nothing but furniture', page('Mar 12')],
    ['a shopping list', 'milk\nbread\n\neggs'],
    ['one line of a megabyte', 'a'.repeat(1_000_000)],
  ])('that is %s is refused', (_, text) => {
    expect(parsePapersPage(text, context).kind).toBe('refused');
  });
});

describe('a date line', () => {
  test.each([
    ['Mar 12', '2026-03-12', true],
    ['Nov 22', '2026-11-22', true],
    ['Nov 23', '2025-11-23', true],
    ['Feb 29', '2024-02-29', true],
    ['March 12, 2025', '2025-03-12', false],
    ['12 Mar 2025', '2025-03-12', false],
    ['Sept. 1st', '2026-09-01', true],
    ['2025-03-12', '2025-03-12', false],
  ])('%s is %s', (line, day, isYearGuessed) => {
    expect(parsePageDate(line, now)).toEqual({day, isYearGuessed});
  });

  test.each([
    'Mar 32',
    'Feb 30, 2025',
    'Marble 12',
    'Mar',
    '12',
    'May 2024',
    'March 12 was a good day for papers',
    '',
  ])('%j is none', line => {
    expect(parsePageDate(line, now)).toBe(null);
  });
});
