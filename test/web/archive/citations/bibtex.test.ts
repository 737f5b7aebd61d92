import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {paperIdOfTitle} from '../../../../src/papers/paper-id.ts';
import {cleanText, plainLine} from '../../../../src/papers/text.ts';
import {bibtexOf} from '../../../../src/web/archive/citations/bibtex.ts';
import {texOf} from '../../../../src/web/archive/citations/tex-text.ts';
import {idOf, paper, tricky} from './bibtex-papers.ts';

test('an entry is what arXiv itself would print', () => {
  expect(bibtexOf(paper())).toBe(
    [
      '@misc{arxiv-2603.10001,',
      '  title = {{Agents that plan}},',
      '  author = {Ada Lovelace and Alan Turing},',
      '  year = {2026},',
      '  eprint = {2603.10001},',
      '  archivePrefix = {arXiv},',
      '  url = {https://arxiv.org/abs/2603.10001}',
      '}\n',
    ].join('\n'),
  );
});

test('an old id has its slash in the eprint, not in the key, and its own century', () => {
  const old = bibtexOf(paper({id: idOf('hep-th/9901001')}));
  expect(old).toContain('@misc{arxiv-hep-th-9901001,');
  expect(old).toContain('eprint = {hep-th/9901001}');
  expect(old).toContain('year = {1999}');
  expect(bibtexOf(paper({id: idOf('astro-ph/0601001')}))).toContain('year = {2006}');
});

test('a paper that is known by its title alone claims no eprint, and nothing that is not known', () => {
  const id = paperIdOfTitle('Agents that plan');
  const links = {page: null, pdf: null, code: null, project: null};
  expect(bibtexOf(paper({id, links, authors: []}))).toBe(`@misc{${id},\n  title = {{Agents that plan}}\n}\n`);
  expect(bibtexOf(paper({id, links, publishedAt: Date.UTC(2025, 11, 31)}))).toContain('year = {2025}');
});

describe('a name', () => {
  test.each([
    ['José Ángel', "Jos{\\'e} {\\'A}ngel"],
    ['Jürgen Weiß', 'J{\\"u}rgen Wei{\\ss}'],
    ['Łukasz Żak', '{\\L}ukasz {\\.Z}ak'],
    ['Nguyễn Thế', "Nguy{\\~{\\^e}}n Th{\\'{\\^e}}"],
    ['François Ångström', 'Fran{\\c c}ois {\\r A}ngstr{\\"o}m'],
    ['Dvořák, Antonín', "{Dvo{\\v r}{\\'a}k, Anton{\\'i}n}"],
    ['Søren Gauß', 'S{\\o}ren Gau{\\ss}'],
    ['Ị', '{\\d I}'],
    ['įj́', "{\\k i}{\\'\\j}"],
    ['Ĭsa', '{\\u I}sa'],
    ['Mĭ', 'M{\\u \\i}'],
    ['O’Brien', 'O’Brien'],
    ['王小明', '王小明'],
    ['שלום', 'שלום'],
    ['Ёлка', 'Ёлка'],
    ['Research and Development', '{Research and Development}'],
    ['AND', '{AND}'],
    ['Anderson Sandoval', 'Anderson Sandoval'],
    ['others', '{others}'],
    ['R&D_100% #1', 'R\\&D\\_100\\% \\#1'],
  ])('%s is printed as it reads', (name, written) => {
    expect(bibtexOf(paper({authors: [name]}))).toContain(`  author = {${written}},\n`);
  });
});

test('every character that means something to TeX is printed as itself', () => {
  expect(texOf('\\ { } & % $ # _ ~ ^ < > |')).toBe(
    '\\textbackslash{} $\\lbrace$ $\\rbrace$ \\& \\% \\$ \\# \\_ \\textasciitilde{} ' +
      '\\textasciicircum{} \\textless{} \\textgreater{} \\textbar{}',
  );
  expect(bibtexOf(paper({title: 'On }{ and $O(n)$'}))).toContain(
    'title = {{On $\\rbrace\\lbrace$ and \\$O(n)\\$}}',
  );
});

/** Double-struck letters need a package of LaTeX, so they are bold ones there. */
const inBold = (title: string): string => title.replace(/[ℂℍℕℙℚℝℤ]/gu, letter => letter.normalize('NFKC'));

describe('a title that came as TeX is TeX again', () => {
  test.each([
    ['$\\mathbb{R}^{n \\times d}$', '$\\mathbf{R}$\\textasciicircum{}(n$\\times$d)'],
    ['$\\approx$5$\\times$ faster', '$\\approx$5$\\times$ faster'],
    ['$\\pi_0$ and $x_i^2$ and $10^{-3}$', '$\\pi_{0}$ and x$_{i}^{2}$ and 10$^{-3}$'],
    ['$\\hat\\theta \\le \\infty$', '$\\hat{\\theta}$ $\\leq$ $\\infty$'],
    ['$\\{1, 2\\}$', '$\\lbrace$1, 2$\\rbrace$'],
    ['D$^3$QE', 'D$^{3}$QE'],
    ['$x^2$$_i$$^3$', 'x$^{2}_{i}$$^{3}$'],
  ])('%s', (tex, written) => {
    const title = cleanText(tex);
    expect(texOf(title)).toBe(written);
    expect(cleanText(texOf(title))).toBe(inBold(title));
  });

  test('and reads as it did, whatever it is made of', () => {
    const part = fc.constantFrom(
      ...[
        '$\\alpha$',
        '$x_i$',
        '$x^{n+1}$',
        '$a \\le b$',
        '$\\mathbb{R}^d$',
        '$\\hat\\pi$',
        '$\\{a\\}$',
        '$\\sqrt{n}$',
      ],
      ...['word', ' ', ' & ', '50\\%', 'Erd\\H{o}s', '$5', ' Ελλάδα ', '-', '(', ')', '→', '_', '#'],
    );
    fc.assert(
      fc.property(fc.array(part, {maxLength: 8}), parts => {
        const title = cleanText(parts.join(' '));
        expect(cleanText(texOf(title))).toBe(inBold(title));
        expect(outside(texOf(title))).not.toBeNull();
      }),
    );
  });
});

test('a brace in an address cannot end its field', () => {
  const links = {page: 'https://example.org/a?b={c}}', pdf: null, code: null, project: null};
  expect(bibtexOf(paper({links}))).toContain('url = {https://example.org/a?b=%7Bc%7D%7D}');
});

/** The places of a text that lie outside of all braces; null where they do not balance. */
const outside = (text: string): string | null => {
  let depth = 0;
  let kept = '';
  for (const letter of text) {
    if (letter === '}') depth -= 1;
    if (depth < 0) return null;
    if (depth === 0 && letter !== '}' && letter !== '{') kept += letter;
    if (letter === '{') depth += 1;
  }
  return depth === 0 ? kept : null;
};

test('whatever titles and names are made of, braces balance and no author is lost', () => {
  fc.assert(
    fc.property(tricky, fc.array(tricky, {maxLength: 5}), (title, authors) => {
      const entry = bibtexOf(paper({title, authors}));
      expect(outside(entry)?.trim()).toBe('@misc');
      const names = authors.filter(name => plainLine(name) !== '');
      const field = entry.split('\n').find(line => line.startsWith('  author = {'));
      const inside = field === undefined ? '' : field.slice('  author = {'.length, -'},'.length);
      const separators = outside(inside)?.match(/(?<=^|\s)and(?=\s|$)/gi) ?? [];
      expect(separators).toHaveLength(Math.max(0, names.length - 1));
      expect(entry.replaceAll('\n', '')).not.toMatch(/[\p{Cc}\p{Cs}]/u);
    }),
    {numRuns: 300},
  );
});
