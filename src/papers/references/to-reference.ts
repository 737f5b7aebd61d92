import {resolveEntities} from '../sources/xml.ts';
import {cleanText, MAX_ABSTRACT_LENGTH, MAX_TITLE_LENGTH} from '../text.ts';
import {arxivIdOf, arxivIdsIn, doisIn} from './find-ids.ts';
import type {RawReference, Reference} from './reference.ts';

/** Marks of HTML and of JATS, by name: `<sks>` is a word of an abstract. */
const NAMES = 'p|br|b|i|u|em|strong|sup|sub|span|div|title|sec|italic|bold|sc|h\\d|li|ul';
const MARKUP = new RegExp(`</?(?:jats:)?(?:${NAMES})(?:\\s[^<>]{0,200})?/?>`, 'gi');

const HEADING = /^(?:abstract|summary)(?:[\s:.—–-]{1,3}(?=\p{Lu})|$)/iu;

const MAX_KEYWORDS = 50;

/** Makes an entry clean: TeX and markup as words, ids found where they name the paper itself. */
export const toReference = (raw: RawReference): Reference => {
  const doi = raw.dois.flatMap(doisIn)[0] ?? null;
  return {
    line: raw.line,
    key: raw.key,
    title: clean(raw.title, MAX_TITLE_LENGTH),
    abstract: clean(raw.abstract, MAX_ABSTRACT_LENGTH).replace(HEADING, ''),
    keywords: raw.keywords
      .flatMap(text => text.split(/[;,\n]/))
      .slice(0, MAX_KEYWORDS)
      .map(text => clean(text, 100))
      .filter(text => text !== ''),
    arxivId: firstOf(raw.ids, arxivIdOf) ?? firstOf(raw.places, text => arxivIdsIn(text)[0] ?? null),
    doi,
    addedAt: firstOf(raw.dates, parseDate),
  };
};

const clean = (text: string, limit: number): string => {
  if (text === '') return '';
  return cleanText(/[<&]/.test(text) ? withoutMarkup(text) : text, limit);
};

/** `&lt;p&gt;` is a mark that was escaped twice. */
const withoutMarkup = (text: string): string =>
  resolveEntities(text.replace(MARKUP, ' '))
    .replace(MARKUP, ' ')
    .replace(/&nbsp;/g, ' ');

const firstOf = <T>(texts: readonly string[], find: (text: string) => T | null): T | null => {
  for (const text of texts) {
    const found = find(text);
    if (found !== null) return found;
  }
  return null;
};

/** A year and what follows it in digits: `2019`, `2019-06-04`, `2019/06/04`. */
const DATE = /\b((?:19|20)\d\d)(?:[-/](0?[1-9]|1[0-2])(?:[-/](0?[1-9]|[12]\d|3[01]))?)?(?!\d)/;

const parseDate = (text: string): number | null => {
  const [, year, month = '1', day = '1'] = DATE.exec(text) ?? [];
  return year === undefined ? null : Date.UTC(Number(year), Number(month) - 1, Number(day));
};
