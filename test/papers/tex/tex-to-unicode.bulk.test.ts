import fc from 'fast-check';
import {expect, test} from 'vitest';
import {texToUnicode} from '../../../src/papers/tex/tex-to-unicode.ts';
import {anyText, anyWords} from '../../support/texts/any-text.ts';

const raw = String.raw;
test.each([
  ['5,000 nested braces', '{'.repeat(5000) + raw`\tau` + '}'.repeat(5000)],
  ['5,000 nested formulas', '$\\frac{'.repeat(5000)],
  ['100 kB of backslashes', '\\'.repeat(100_000)],
  ['100 kB of open braces', '{'.repeat(100_000)],
  ['100 kB of dollars', '$x'.repeat(50_000)],
  ['100 kB of accents', "\\'".repeat(50_000)],
  ['100 kB of scripts', 'x^{'.repeat(33_000)],
  ['100 kB of quotes', "`` ''".repeat(20_000)],
  ['100 kB of fractions', '\\frac{'.repeat(8000) + '}'.repeat(8000) + '{'.repeat(20_000)],
  ['100 kB of stripped commands', '{sim}1.1times'.repeat(8000)],
  ['100 kB of links', 'https://a.b/{'.repeat(8000)],
  ['100 kB of dots', `${'a.'.repeat(50_000)}\\`],
  ['100 kB of accents over accents', '\\hat'.repeat(25_000)],
  ['100 kB of environments', '\\begin{align}'.repeat(7000)],
  ['100 kB of citations', `(${'\\cite{a},'.repeat(10_000)})`],
  ['100 kB of options', '\\vspace['.repeat(12_000)],
  ['100 kB of blanks in formulas', `$a${' '.repeat(280)}= b$`.repeat(350)],
  ['100 kB of sums', `\\[${'\\sum_{(a)}'.repeat(10_000)}\\]`],
  ['100 kB of open scripts', `\\[${'∑_(('.repeat(25_000)}x\\]`],
  ['100 kB of definitions', `\\def\\a{${'b'.repeat(50)}}${'\\def\\a{\\a\\a}'.repeat(8000)}`],
  ['100 kB of digits', `${'1'.repeat(100_000)}times`],
])('%s are read to their end and do not grow', (_name, text) => {
  // About 50 ms on an idle core. Nested constructs that were read twice per level would never end: the test's
  // time-out tells.
  expect(texToUnicode(text).length).toBeLessThanOrEqual(text.length);
});

const fragment = fc.constantFrom(
  ...[
    '\\',
    '{',
    '}',
    '$',
    '$$',
    '^',
    '_',
    '~',
    '`',
    '``',
    "'",
    "''",
    '--',
    ' ',
    'a',
    'Bc',
    '12',
    'é',
    '🙂',
    '\n',
  ],
  ...[
    "\\'",
    '\\"',
    '\\c',
    '\\frac',
    '\\textbf',
    '\\tau',
    '\\href',
    '\\(',
    '\\)',
    '\\it',
    '\\unknown',
    '\\%',
    '\\\\',
  ],
  ...[
    'https://a.b/',
    'times',
    '{sim}',
    '^circ',
    '\\mathbb',
    '\\left',
    '\\text',
    '\\i',
    '\\o',
    '\\log',
    '\\footnote',
    '\\def',
    '\\textcolor{red}',
    '\\hat',
    '\\not',
    '\\item',
    '\\end{align}',
    '\\begin{align}',
    '\\cite',
  ],
);
const texLike = fc.array(fragment, {maxLength: 40}).map(parts => parts.join(''));

test('nothing makes it throw, grow or leave a backslash', () => {
  fc.assert(
    fc.property(fc.oneof(texLike, anyText()), text => {
      const read = texToUnicode(text);
      // A text's own command may print 60 characters for two.
      const most = text.includes('\\def') ? 30 : 2;
      expect(read.length).toBeLessThanOrEqual(most * text.length + 8);
      expect(read).not.toContain('\\');
    }),
    {numRuns: 300},
  );
});

test('a text without TeX comes back unchanged', () => {
  fc.assert(
    fc.property(anyWords(' .,;:!?()<>&%#@+=/-', 60), text => {
      const plain = text.replaceAll('--', '-').replace(/\dtimes/g, '');
      expect(texToUnicode(plain)).toBe(plain);
    }),
  );
});

test('letters and digits in prose are never lost', () => {
  // These are known to have lost their backslash (`{deg}`, `2 times`).
  const word = fc
    .stringMatching(/^[A-Za-z0-9]{1,8}$/)
    .filter(text => !text.includes('times') && !['sim', 'approx', 'deg'].includes(text));
  fc.assert(
    fc.property(word, word, (one, other) => {
      for (const text of [
        `$${one}$ ${other}`,
        `{${one}} ${other}`,
        `\\unknown{${one}}{${other}}`,
        `{\\it ${one}} ${other}`,
      ])
        expect(texToUnicode(text)).toContain(other);
    }),
  );
});
