import {existsSync, readFileSync} from 'node:fs';
import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parsePapersPage} from '../../../../src/papers/sources/files/papers-page.ts';
import {anyText} from '../../../support/texts/any-text.ts';
import {cats, context, pairsOf, read} from './papers-pages.ts';

describe('any text', () => {
  test('is never a reason to throw, and holds no paper that the text does not', () => {
    const line = fc.oneof(
      fc.constantFrom('', '', 'Mar 12', 'On Cats', cats, 'Subscribe', '….', '\u0000', 'A. B.'),
      anyText({maxLength: 60}),
    );
    fc.assert(
      fc.property(fc.array(line, {maxLength: 30}), lines => {
        const found = parsePapersPage(lines.join('\n'), context);
        if (found.kind === 'page') expect(found.items.length).toBeLessThanOrEqual(lines.length / 2);
      }),
      {numRuns: 200},
    );
  });

  test.each(['a ', 'a.\n', 'A title\n', '. A', '\n', 'by AK '])(
    'of 300 kB of %j is read to its end and refused',
    piece => {
      const found = parsePapersPage(piece.repeat(300_000 / piece.length), {...context, date: '2026-03-12'});
      expect(found).toEqual({kind: 'refused', reason: 'holds no title with an abstract below it'});
    },
  );
});

const file = '../shared/data/papers-page-mar-12.txt';

describe.skipIf(!existsSync(file))('the real page (skipped without ../shared/data)', () => {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';

  test('gives exactly its 80 papers, each title with the abstract below it', () => {
    const found = read(text);
    const lines = text.split('\n').filter(line => line.trim() !== '');
    // Five lines of furniture and date, then titles and abstracts in turn.
    const titles = lines.slice(5).filter((_, place) => place % 2 === 0);
    expect(found.rejected).toEqual([]);
    expect(found.items).toHaveLength(80);
    expect(found.items.map(({paper}) => paper.title)).toEqual(titles.map(title => title.trim()));
    for (const {paper} of found.items) {
      expect(paper.title.length).toBeLessThan(150);
      expect(paper.abstract.length).toBeGreaterThan(1000);
    }
    expect(new Set(found.items.map(({paper}) => paper.id)).size).toBe(80);
    expect(new Set(found.items.map(({day}) => day))).toEqual(new Set(['2026-03-12']));
  });

  test.each([
    ['without blank lines', (whole: string) => whole.replace(/\n{2,}/g, '\n')],
    ['with CRLF', (whole: string) => whole.replaceAll('\n', '\r\n')],
    ['without its furniture', (whole: string) => whole.slice(whole.indexOf('Mar 12'))],
  ])('gives the same papers %s', (_, change) => {
    expect(pairsOf(read(change(text)))).toEqual(pairsOf(read(text)));
  });

  test('loses one paper and no other when any one line is lost', () => {
    const lines = text.split('\n');
    const whole = new Map(read(text).items.map(({paper}) => [paper.title, paper.abstract]));
    for (let line = 10; line < lines.length; line += 30) {
      const found = read(lines.toSpliced(line, 1).join('\n'));
      if (lines[line] === '') expect(found.items).toHaveLength(80);
      else expect(found.items).toHaveLength(79);
      for (const {paper} of found.items) expect(whole.get(paper.title)).toBe(paper.abstract);
    }
  });
});
