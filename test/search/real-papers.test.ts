import {describe, expect, test} from 'vitest';
import type {Paper} from '../../src/papers/paper.ts';
import {parseDailyPaper} from '../../src/papers/sources/hugging-face/daily-paper.ts';
import {foldTitle} from '../../src/papers/text.ts';
import {matchWords} from '../../src/search/match-words.ts';
import {parseQuery} from '../../src/search/query.ts';
import {openWordIndex} from '../../src/search/word-index.ts';
import {hasRealPapers, realPapers} from '../support/texts/real-papers.ts';

const FROM = '2025-12-01';

/** Papers of four months, each once, as the real lists had them. */
const papersOfFourMonths = (): Paper[] => {
  const papers = realPapers().flatMap(line => {
    const item = JSON.parse(line);
    if (item.date < FROM) return [];
    const parsed = parseDailyPaper(item, {day: item.date, at: 0});
    return parsed.kind === 'item' ? [parsed.item.paper] : [];
  });
  return [...new Map(papers.map(paper => [paper.id, paper])).values()];
};

/** Forty of them, evenly spread. */
const fortyOf = <One>(all: One[]): One[] =>
  Array.from({length: 40}, (_, nth) => all[Math.floor((nth * all.length) / 40)]).filter(
    one => one !== undefined,
  );

/** `Name` of `Name: what it is` and of `Name Technical Report`. */
const systemOf = ({title}: Paper): string =>
  /^(\S+(?: \S+)?)(?=: | Technical Report| System Card)/.exec(title)?.[1] ?? '';

/** Written with a capital or digit inside, which names of systems are and headings are not. */
const isName = (text: string): boolean => foldTitle(text).length > 2 && /\p{L}.*\p{Lu}|\p{N}/u.test(text);

describe.skipIf(!hasRealPapers)('on real papers (skipped without ../shared/data)', () => {
  const papers = papersOfFourMonths();
  const index = openWordIndex();
  for (const paper of papers) index.put(paper, FROM);
  const byId = new Map(papers.map(paper => [paper.id, paper]));

  const firstFor = (typed: string): Paper | undefined => {
    const query = parseQuery(typed.slice(0, 200));
    if (query.kind !== 'terms') throw new Error(`${typed} is ${query.kind}`);
    const id = index.at(matchWords(index, query.terms).places[0] ?? -1)?.id;
    return id && byId.get(id);
  };

  const authors = fortyOf(papers.filter(paper => paper.authors.length > 0)).map(
    ({authors}, nth) => authors[nth % authors.length] ?? '',
  );
  const systems = fortyOf(papers.map(systemOf).filter(isName));

  test.each<[string, (name: string) => string]>([
    ['as printed', name => name],
    ['in small letters', name => name.toLowerCase()],
    ['family name first', name => name.replace(/^(.+) (\S+)$/, '$2, $1')],
  ])('at least 38 of 40 authors find a paper of their own first, %s', (_, typed) => {
    const found = authors.filter(name =>
      firstFor(typed(name))?.authors.some(author => foldTitle(author) === foldTitle(name)),
    );
    expect(found.length).toBeGreaterThanOrEqual(38);
  });

  test.each<[string, (name: string) => string]>([
    ['as printed', name => name],
    ['in small letters and one piece', name => name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '')],
    ['with blanks', name => name.replace(/[-./]/g, ' ').replace(/(\p{L})(?=\d)/gu, '$1 ')],
  ])('at least 38 of 40 names of systems find their paper first, %s', (_, typed) => {
    const found = systems.filter(name => {
      const first = firstFor(typed(name));
      return first && foldTitle(systemOf(first)) === foldTitle(name);
    });
    expect(found.length).toBeGreaterThanOrEqual(38);
  });

  test('40 of 40 titles find their paper first', () => {
    const titled = fortyOf(papers);
    expect(titled.filter(({title}) => firstFor(title)?.title !== title)).toEqual([]);
  });
});
