import {parseAuthorNames} from '../../author-names.ts';
import {findLinks} from '../../links.ts';
import type {NewVersion, SourceItem} from '../../paper.ts';
import {arxivPage, arxivPdf, isArxivId, parsePaperId} from '../../paper-id.ts';
import {cleanText, MAX_TITLE_LENGTH} from '../../text.ts';
import {isSaidWithdrawn} from '../../withdrawn.ts';
import {parseInstant} from '../day.ts';
import {quote} from '../quote.ts';
import type {ArxivEntry} from './atom.ts';

/** The number of an entry’s version; 0 where its id names none. */
export const versionOf = ({id}: ArxivEntry): number => Number(/v(\d{1,4})\s*$/.exec(id)?.[1] ?? 0);

/** No real paper has more: a hostile answer cannot make one's record grow without end. */
const MAX_VERSION = 99;

/** Which version after the first an entry tells of: an announcement by its own date, the API by `updated`. */
const laterVersion = (entry: ArxivEntry): Pick<NewVersion, 'version'> => {
  const number = versionOf(entry);
  const at = parseInstant(entry.announced === '' ? entry.updated : entry.published);
  return at === null || number < 2 || number > MAX_VERSION ? {} : {version: {number, at}};
};

/** The announcement of a new version, or nothing where the entry is none. */
export const toNewVersion = (entry: ArxivEntry): NewVersion[] => {
  const id = parsePaperId(entry.id.trim());
  if (!id || !entry.announced.startsWith('replace')) return [];
  const title = cleanText(entry.title, MAX_TITLE_LENGTH);
  return [{id, title, isWithdrawn: isSaidWithdrawn(entry), ...laterVersion(entry)}];
};

/** The item, or the reason why there is none. */
export const toSourceItem = (
  entry: ArxivEntry,
  context: {day: string | null; at: number},
): SourceItem | string => {
  const id = parsePaperId(entry.id.trim());
  if (!id || !isArxivId(id)) return `id ${quote(entry.id.trim())} is not an arXiv ID`;
  if (entry.announced.startsWith('replace'))
    return (
      `paper ${id} is announced as ${quote(entry.announced)}: ` +
      'a new version of a paper of an earlier list'
    );
  const title = cleanText(entry.title, MAX_TITLE_LENGTH);
  if (title === '') return `paper ${id} has no title`;
  const day = context.day ?? entry.listed;
  if (!day) return `paper ${id} has no date that can be read: ${quote(entry.published)}`;
  const isWithdrawn = isSaidWithdrawn(entry);
  const found = findLinks(entry.abstract.replace(/\s+/g, ' '));
  return {
    paper: {
      id,
      title,
      abstract: cleanText(entry.abstract),
      summary: null,
      authors: parseAuthorNames(entry.authors),
      organisation: null,
      keywords: entry.categories,
      // A cross-listing's date is not the paper's own.
      publishedAt: entry.announced === 'cross' ? null : parseInstant(entry.published),
      // A withdrawn version has no text.
      links: {page: arxivPage(id), pdf: isWithdrawn ? null : arxivPdf(id), ...found},
      ...(isWithdrawn ? {isWithdrawn} : {}),
      source: 'arxiv',
    },
    snapshot: {at: context.at, votes: null, comments: null, stars: null},
    day,
    ...laterVersion(entry),
  };
};
