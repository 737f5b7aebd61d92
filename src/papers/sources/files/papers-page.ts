import {findLinks} from '../../links.ts';
import type {Rejection, SourceItem} from '../../paper.ts';
import {paperIdOfTitle, paperIdOfWork} from '../../paper-id.ts';
import {isSameWork} from '../../same-work.ts';
import {cleanText, foldTitle, MAX_TITLE_LENGTH} from '../../text.ts';
import {quote} from '../quote.ts';
import {type PageDate, parsePageDate} from './page-date.ts';
import {pairLines} from './page-pairs.ts';

export type PapersPage =
  | {
      kind: 'page';
      items: SourceItem[];
      /** `line` is the line of the file. */
      rejected: Rejection[];
      /** What the operator should know, one line each. */
      notes: string[];
    }
  | {kind: 'refused'; reason: string};

export type PageContext = {
  /** The day that the operator gave, which wins over everything; or null. */
  date: string | null;
  /** The day in the file's name, which settles a date line without a year; or null. */
  namedDay: string | null;
  /** The instant of the snapshots; milliseconds since 1970. */
  now: number;
};

/** The furniture of the page above its first paper. */
const furniture = [
  /^(?:new|subscribe|daily papers|trending papers)$/i,
  /^get trending papers\b.{0,100}$/i,
  /^by ?AK\b.{0,100}$/i,
  /^.{0,40}\bthe research community$/i,
];
const furnitureLines = 15;

/**
 * Reads the text of a papers page: title and abstract in turn, each on a line of its own or wrapped, below
 * the page's furniture and its date line. Ids are unknown, so that each paper gets one made of its title.
 * What can't be paired for certain is rejected with its line and never joined to a neighbour. Never throws.
 */
export const parsePapersPage = (text: string, context: PageContext): PapersPage => {
  const {lines, date} = withoutFurniture(text.split(/\r\n|\n|\r/), context.now);
  const pairs = pairLines(lines);
  if (pairs.papers.length === 0) return {kind: 'refused', reason: 'holds no title with an abstract below it'};
  const day =
    context.date ?? (date?.isYearGuessed ? (context.namedDay ?? date.day) : (date?.day ?? context.namedDay));
  if (!day) return {kind: 'refused', reason: 'has no date line such as "Mar 12": give --date'};
  const rejected = [...pairs.rejected];
  const items: SourceItem[] = [];
  const titled = new Map<string, {item: SourceItem; line: number}[]>();
  for (const pair of pairs.papers) {
    const item = toSourceItem(pair, {day, at: context.now});
    const others = titled.get(item.paper.id) ?? [];
    const before = others.find(other => isSameWork(other.item.paper, item.paper));
    if (foldTitle(pair.title) === '')
      rejected.push({line: pair.line, reason: `${quote(pair.title)} is no title: it has no letter or digit`});
    else if (before !== undefined)
      rejected.push({
        line: pair.line,
        reason: `the title ${quote(pair.title)} stood on line ${before.line} already`,
      });
    else {
      items.push(others.length === 0 ? item : asAnotherWork(item));
      titled.set(item.paper.id, [...others, {item, line: pair.line}]);
    }
  }
  rejected.sort((one, other) => one.line - other.line);
  return {kind: 'page', items, rejected, notes: notesOn({date, day, context})};
};

/** Another paper of the page has its title. */
const asAnotherWork = (item: SourceItem): SourceItem => ({
  ...item,
  paper: {...item.paper, id: paperIdOfWork(item.paper)},
});

const withoutFurniture = (
  lines: string[],
  now: number,
): {lines: string[]; date: (PageDate & {text: string}) | null} => {
  let date: (PageDate & {text: string}) | null = null;
  let seen = 0;
  const kept = lines.map(line => {
    const text = line.trim();
    if (text === '' || seen >= furnitureLines) return line;
    seen++;
    const found = date ? null : parsePageDate(text, now);
    if (found) date = {...found, text};
    return found || furniture.some(form => form.test(text)) ? '' : line;
  });
  return {lines: kept, date};
};

const notesOn = (page: {
  date: (PageDate & {text: string}) | null;
  day: string;
  context: PageContext;
}): string[] => {
  const {date, day, context} = page;
  if (context.date !== null || !date?.isYearGuessed) return [];
  return [`its date ${quote(date.text)} has no year: taken as ${day}; give --date for another`];
};

const toSourceItem = (
  pair: {title: string; abstract: string},
  {day, at}: {day: string; at: number},
): SourceItem => {
  const title = cleanText(pair.title, MAX_TITLE_LENGTH);
  const found = findLinks(pair.abstract.replace(/\s+/g, ' '));
  return {
    paper: {
      id: paperIdOfTitle(title),
      title,
      abstract: cleanText(pair.abstract),
      summary: null,
      authors: [],
      organisation: null,
      keywords: [],
      publishedAt: null,
      links: {page: null, pdf: null, ...found},
      source: 'page',
    },
    snapshot: {at, votes: null, comments: null, stars: null},
    day,
  };
};
