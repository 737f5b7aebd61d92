import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {bibtexOf} from '../../../../src/web/archive/citations/bibtex.ts';
import {paper, tricky} from './bibtex-papers.ts';

type OtherReader = {
  parse: (
    text: string,
    options: object,
  ) => {errors: unknown[]; entries: {key: string; type: string; fields: Record<string, unknown>}[]};
};

/** What @retorquere/bibtex-parser reads of an entry. */
const readByOther = async (entry: string) => {
  // Named by a variable: its own types are those of another Node.
  const name = '@retorquere/bibtex-parser';
  const {parse}: OtherReader = await import(name);
  const {errors, entries} = parse(entry, {sentenceCase: false, caseProtection: 'strip'});
  expect(errors, entry).toEqual([]);
  expect(entries).toHaveLength(1);
  return entries[0]?.fields ?? {};
};

const untagged = (text: unknown): string => String(text).replace(/<[^>]*>/g, '');

describe('another program reads', () => {
  test.each([
    'Agents that plan',
    'A {braced} title, 50% of $5 & more_of #1',
    'Über Čech and Erdős–Rényi in Łódź, Søren',
    'On π_0.5 and x^(n×d), O(n log n) at ≈5×',
    '“Quoted” titles: what’s next?',
    'C++ or C#, ~10% and ^_^',
  ])('the title %s as it was', async title => {
    const read = await readByOther(bibtexOf(paper({title})));
    const letters = (text: string) => text.normalize('NFKD').replace(/[^\p{L}\p{N}]+/gu, '');
    expect(letters(untagged(read.title))).toBe(letters(title));
  });

  test('every author by family and given name, a group whole', async () => {
    const authors = ['Ada Lovelace', 'Ludwig van Papier', 'José Müller', 'Search and Rescue Team'];
    const {author} = await readByOther(bibtexOf(paper({authors})));
    expect(JSON.parse(JSON.stringify(author).normalize('NFC'))).toMatchObject([
      {lastName: 'Lovelace', firstName: 'Ada'},
      {lastName: 'Papier', firstName: 'Ludwig', prefix: 'van'},
      {lastName: 'Müller', firstName: 'José'},
      {name: 'Search and Rescue Team'},
    ]);
  });

  test('one entry, whatever titles and names are made of', async () => {
    for (const [title, authors] of fc.sample(fc.tuple(tricky, fc.array(tricky, {maxLength: 3})), {
      numRuns: 60,
      seed: 13,
    })) {
      const read = await readByOther(bibtexOf(paper({title, authors})));
      expect(read.eprint ?? read.archiveprefix).toBeDefined();
    }
  });
});
