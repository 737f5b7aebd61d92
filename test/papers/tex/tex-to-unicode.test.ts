import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {texToUnicode} from '../../../src/papers/tex/tex-to-unicode.ts';

const raw = String.raw;

describe('what is safe becomes Unicode', () => {
  test.each([
    [raw`Fr\'echet`, 'Fréchet'],
    [raw`Fr\'{e}chet and Fr{\'e}chet`, 'Fréchet and Fréchet'],
    [raw`na\"{\i}ve, Bolet\'{\i}n, Mart\'\i nez`, 'naïve, Boletín, Martínez'],
    [raw`\"Ust\"un, G\"{o}del, Erd\H{o}s, \v{S}koda`, 'Üstün, Gödel, Erdős, Škoda'],
    [
      raw`Fran\c{c}ois, Fran\c cois, S\o ren, {\L}ukasz, Stra\ss e, \AA ngstr\"om`,
      'François, François, Søren, Łukasz, Straße, Ångström',
    ],
    [raw`{\tau}-bench by {\it the} team`, 'τ-bench by the team'],
    [raw`50\%, R\&D, a\_b, \#1, \$200`, '50%, R&D, a_b, #1, $200'],
    ["``dream'' and `needle' and ''Aha''", '“dream” and ‘needle’ and “Aha”'],
    ['a -- b, signals--visual, 3--5, x---y', 'a – b, signals–visual, 3–5, x—y'],
    ['R^2Net, UniF^2ace, O(N^2), W^+ space, ^2Net', 'R²Net, UniF²ace, O(N²), W⁺ space, ²Net'],
    ['10^{-3}, 2^{128}, d^{-1}, x_{i}, π_0', '10⁻³, 2¹²⁸, d⁻¹, xᵢ, π₀'],
    ['D$^3$QE and UI2Code$^\\text{N}$ and VA-$\\pi$', 'D³QE and UI2Codeᴺ and VA-π'],
    ['$CoT$-$Pass@K$ with $k$ = 5', 'CoT-Pass@K with k = 5'],
    [raw`$O(n \log n)$, $n\log n$`, 'O(n log n), n log n'],
    [raw`$\mathbb{R}^{d}$, $\mathcal{O}(T)$, $\mathbb E$`, 'ℝᵈ, O(T), E'],
    [raw`$\frac{a+b}{2}$, $\frac12$, $\sqrt{x}$`, raw`(a+b)/2, $\frac12$, √x`],
    [raw`$\hat{x}_i^2$, $x'$, $\left( a \le b \right)$`, 'x̂ᵢ², x′, ( a ≤ b )'],
    [raw`\( O(n^3) \) and \[E = mc^2\] and $$a_1$$`, 'O(n³) and E = mc² and a₁'],
    [raw`\textbf{bold \emph{both}} {\bf x} \textsc{Small}-1.5B`, 'bold both x Small-1.5B'],
    [raw`360$^\circ$ and 2.3\times faster`, '360° and 2.3× faster'],
    [raw`CO\textsubscript{2}, E\textsuperscript{2}R`, 'CO₂, E²R'],
    ['Extractor~(TE), Fig.~3, (1)~QA', 'Extractor (TE), Fig. 3, (1) QA'],
    [raw`(\eg, k=1), \ie, Smith \etal.`, '(e.g., k=1), i.e., Smith et al.'],
    [raw`300\,k entries\\ and more`, '300 k entries and more'],
  ])('%s', (tex, text) => {
    expect(texToUnicode(tex)).toBe(text);
  });
});

describe('what lost its backslashes on the way is read all the same', () => {
  test.each([
    ['360^circ and 360^{circ} and 360{\\deg}', '360° and 360° and 360°'],
    [
      '8.83times speedup, 256times256, 36times 64, 8timesA800, 3--5times',
      '8.83× speedup, 256×256, 36× 64, 8×A800, 3–5×',
    ],
    ['only {sim}20% of mathcal{O}(T) or leq 0.02%', 'only ∼20% of O(T) or ≤ 0.02%'],
    ['{bf Elastic-Cache} and textbf{specialist}', 'Elastic-Cache and specialist'],
  ])('%s', (tex, text) => {
    expect(texToUnicode(tex)).toBe(text);
  });
});

describe('what is not safe stays as written', () => {
  test.each([
    '$5 and $6',
    'between $5-$6, US$7 or 8$',
    'costs $25 for model_x and $30 for model_y',
    'it is ^_^ and [^abc] and 2 ^ 3',
    'file_name, a_b, __init__, snake_case_name',
    '<sks> {{unsubscribe_url}} {% raw %} $\u007Bx} $& $1 %recipient%',
    raw`\method and \ours{} outperform \unknown{x}`,
    raw`$\unknown{x}$ and $\frac{$ and \frac{1}`,
    raw`\def\x{\x\x}\x`,
    raw`\begin{tabular} \cite{key}`,
    '{unclosed and unopened}}',
    '{-1, 0, 1} and {where}',
    raw`\b{Coupled Reasoning} and \~8B and \1 million`,
    'x~N(0,1), ~10%, 12~20%, ~/home',
    'R^{d times d}, v_{reason}, r^{exit}, p^{1/3}, π_{0.5}',
    '--flag, a ---- b, <!-- note -->',
    "don't, the models' 5' 3'' mark",
    'sometimes 3 times',
    '$$',
    '\\',
  ])('%s', text => {
    expect(texToUnicode(text)).toBe(text);
  });

  test('an escaped apostrophe of a program text is no accent', () => {
    expect(texToUnicode(raw`don\'t, model\'s, they\'re`)).toBe("don't, model's, they're");
  });
});

describe('a link', () => {
  test.each([
    'https://example.org/a_b_{id}/c',
    'https://example.org/2times/3-4times/leq/emph',
    'https://example.org/~user/a--b_c%20d?x=1&y=2',
    'see github.com/owner/repo--name_x_y now',
    'www.example.org/a--b',
  ])('is never touched: %s', text => {
    expect(texToUnicode(text)).toBe(text);
  });

  test('loses the backslashes that TeX needs in it', () => {
    expect(texToUnicode(raw`\url{https://example.org/a\_b\%20c}`)).toBe('https://example.org/a_b%20c');
  });

  test('keeps its label beside it', () => {
    expect(texToUnicode(raw`\href{https://example.org/a}{the page}.`)).toBe(
      'the page (https://example.org/a).',
    );
    expect(texToUnicode('at https://example.org/a{here}.')).toBe('at here (https://example.org/a).');
  });

  test('that is its own label stands once', () => {
    expect(texToUnicode('at https://example.org/a{https://example.org/a/}.')).toBe(
      'at https://example.org/a.',
    );
    expect(texToUnicode('at https://example.org/a {example.org/a}.')).toBe('at https://example.org/a.');
  });
});

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
  ['100 kB of digits', `${'1'.repeat(100_000)}times`],
])('%s are read to their end and do not grow', (_name, text) => {
  // About 50 ms on an idle core. Nested constructs that were read twice per level would never end: the test's time-out tells.
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
  ],
);
const texLike = fc.array(fragment, {maxLength: 40}).map(parts => parts.join(''));

test('nothing makes it throw or grow', () => {
  fc.assert(
    fc.property(fc.oneof(texLike, fc.string({unit: 'binary'})), text => {
      expect(texToUnicode(text).length).toBeLessThanOrEqual(2 * text.length + 8);
    }),
    {numRuns: 1000},
  );
});

test('a text without TeX comes back unchanged', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[\p{L}\p{N} .,;:!?()<>&%#@+=/-]{0,60}$/u), text => {
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
