import {parseDay, parseInstant} from '../day.ts';
import {childrenOf, type XmlElement} from '../xml.ts';

export const spaces = {
  atom: 'http://www.w3.org/2005/Atom',
  arxiv: 'http://arxiv.org/schemas/atom',
  openSearch: 'http://a9.com/-/spec/opensearch/1.1/',
  dublinCore: 'http://purl.org/dc/elements/1.1/',
} as const;

/** An entry of any of arXiv's answers, as written. */
export type ArxivEntry = {
  id: string;
  title: string;
  abstract: string;
  /** Each holds a name or a list of names. */
  authors: string[];
  /** What its authors say beside the abstract, or ''. */
  comment: string;
  /** The first is the paper's own. */
  categories: string[];
  /** ISO 8601, or ''. */
  published: string;
  /** When this version was submitted, where that is told; ISO 8601, or ''. */
  updated: string;
  /** The day of the list it stands in, or null. */
  listed: string | null;
  /** `new`, `cross`, `replace`, `replace-cross`, or '' where nothing is announced (the API). */
  announced: string;
};

export type ArxivList = {
  entries: ArxivEntry[];
  total: number | null;
  /** What arXiv says is wrong with the question, or null. */
  error: string | null;
};

/** Longer texts are cut before they are cleaned; the cleaned text has its own, smaller bound. */
const MAX_TEXT_LENGTH = 40_000;

/**
 * Reads the root of an Atom document, which is what the API and the Atom feed answer with; null where it is
 * none.
 */
export const parseAtom = (root: XmlElement): ArxivList | null => {
  if (root.space !== spaces.atom || root.name !== 'feed') return null;
  const elements = childrenOf(root, {space: spaces.atom, name: 'entry'});
  const error = elements.find(isError);
  const total = textIn(root, {space: spaces.openSearch, name: 'totalResults'}).trim();
  return {
    entries: error ? [] : elements.map(toEntry),
    total: /^\d{1,9}$/.test(total) ? Number(total) : null,
    error: error ? textIn(error, atom('summary')) || 'without a reason' : null,
  };
};

const atom = (name: string) => ({space: spaces.atom, name});

/** The text of the first child of that name, '' where there is none; cut at 40,000 characters. */
export const textIn = (element: XmlElement, wanted: {space: string; name: string}): string =>
  (childrenOf(element, wanted)[0]?.text ?? '').slice(0, MAX_TEXT_LENGTH);

const isError = (entry: XmlElement): boolean =>
  textIn(entry, atom('title')).trim() === 'Error' && textIn(entry, atom('id')).includes('/api/errors');

const toEntry = (entry: XmlElement): ArxivEntry => {
  const published = textIn(entry, atom('published')).trim();
  const announced = textIn(entry, {space: spaces.arxiv, name: 'announce_type'}).trim();
  const names = childrenOf(entry, atom('author')).map(author => textIn(author, atom('name')));
  const terms = childrenOf(entry, atom('category')).map(category => category.attributes.term ?? '');
  const primary = childrenOf(entry, {space: spaces.arxiv, name: 'primary_category'})[0]?.attributes.term;
  return {
    id: textIn(entry, atom('id')),
    title: textIn(entry, atom('title')),
    abstract: withoutAnnouncement(textIn(entry, atom('summary'))),
    authors: names.length > 0 ? names : creatorsOf(entry),
    comment: textIn(entry, {space: spaces.arxiv, name: 'comment'}),
    categories: toCategories(primary ? [primary, ...terms] : terms),
    published,
    updated: textIn(entry, atom('updated')).trim(),
    listed: listedDay({published, announced}),
    announced,
  };
};

/** An announcement is dated in arXiv's own time zone, a submission in UTC. */
const listedDay = ({published, announced}: {published: string; announced: string}): string | null => {
  const at = parseInstant(published);
  if (at === null) return null;
  return announced === '' ? new Date(at).toISOString().slice(0, 10) : parseDay(published.slice(0, 10));
};

/** Feeds begin an abstract with `arXiv:2508.13426v1 Announce Type: cross`, a line break and `Abstract:`. */
export const withoutAnnouncement = (text: string): string =>
  text.replace(
    /^\s{0,40}(?:arXiv:\S{1,40}\s{1,10}Announce Type:\s{0,10}\S{1,20}\s{1,10})?Abstract:\s{0,10}/,
    '',
  );

/** Distinct categories such as `cs.AI`, in their order. */
export const toCategories = (terms: string[]): string[] => {
  const known = terms
    .map(term => term.trim())
    .filter(term => /^[a-z-]{1,20}(\.[A-Za-z-]{1,20})?$/.test(term));
  return [...new Set(known)].slice(0, 50);
};

/** Feeds have one `dc:creator` with all names, or one for each name. */
export const creatorsOf = (element: XmlElement): string[] =>
  childrenOf(element, {space: spaces.dublinCore, name: 'creator'}).map(({text}) => text);
