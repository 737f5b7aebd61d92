import {toDay} from '../day.ts';
import {childrenOf, resolveEntities, type XmlElement} from '../xml.ts';
import {
  type ArxivEntry,
  type ArxivList,
  creatorsOf,
  spaces,
  textIn,
  toCategories,
  withoutAnnouncement,
} from './atom.ts';

/** Reads the root of an RSS 2.0 document as arXiv's feed writes it; null where it is not one. */
export const parseRss = (root: XmlElement): ArxivList | null => {
  const channel = root.name === 'rss' ? childrenOf(root, plain('channel'))[0] : undefined;
  if (!channel) return null;
  const announcedOn = textIn(channel, plain('pubDate'));
  const entries = childrenOf(channel, plain('item')).map(item => toEntry(item, announcedOn));
  return {entries, total: null, error: null};
};

/** The elements of RSS 2.0 itself are in no namespace. */
const plain = (name: string) => ({space: '', name});

const toEntry = (item: XmlElement, announcedOn: string): ArxivEntry => {
  const date = parseMailDate(textIn(item, plain('pubDate')) || announcedOn);
  const written = {
    title: textIn(item, plain('title')),
    abstract: textIn(item, plain('description')),
    authors: creatorsOf(item),
    announced: textIn(item, {space: spaces.arxiv, name: 'announce_type'}).trim(),
  };
  const {abstract, ...entry} = OLD_TITLE.test(written.title) ? asWrittenNow(written) : written;
  return {
    ...entry,
    abstract: withoutAnnouncement(abstract),
    id: textIn(item, plain('guid')) || textIn(item, plain('link')),
    comment: '',
    categories: toCategories(childrenOf(item, plain('category')).map(category => category.text)),
    published: date?.instant ?? '',
    updated: '',
    listed: date?.day ?? null,
  };
};

/**
 * Until 2024 a title ended so, `UPDATED` where it was a new version, and titles, abstracts and names were
 * HTML.
 */
const OLD_TITLE = /\(arXiv:[^\s()]{1,40}\s*\[[^\]]{1,40}\](\s+UPDATED)?\)\s*$/;

type Written = Pick<ArxivEntry, 'title' | 'abstract' | 'authors' | 'announced'>;

const asWrittenNow = ({title, abstract, authors, announced}: Written): Written => ({
  title: withoutMarkup(title.replace(OLD_TITLE, '')),
  abstract: withoutMarkup(abstract),
  authors: authors.map(withoutMarkup),
  announced: announced === '' && OLD_TITLE.exec(title)?.[1] ? 'replace' : announced,
});

const withoutMarkup = (text: string): string =>
  resolveEntities(text.replace(/<\/?(?:a|p|br|i|b|em|strong|sub|sup|span)(?:\s[^<>]{0,500})?\/?>/gi, ''));

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const mailDate =
  /^\s*(?:[a-z]{3},\s*)?(\d{1,2})\s+([a-z]{3})\s+(\d{4})\s+(\d{2}:\d{2}(?::\d{2})?)\s+(\S{1,6})\s*$/i;

/**
 * `Wed, 20 Aug 2025 00:00:00 -0400` (RFC 822 with four-digit years) as its day there and as an ISO instant.
 */
const parseMailDate = (text: string): {day: string; instant: string} | null => {
  const match = mailDate.exec(text.slice(0, 60));
  if (!match) return null;
  const month = months.indexOf((match[2] ?? '').toLowerCase()) + 1;
  const day = toDay({year: Number(match[3]), month, date: Number(match[1])});
  if (!day) return null;
  const zone = /^[+-]\d{4}$/.test(match[5] ?? '') ? match[5] : 'Z';
  return {day, instant: `${day}T${match[4]}${zone}`};
};
