import type {PaperId} from '../paper.ts';
import {MAX_ENTRIES} from './limits.ts';

/** An entry of a file as its format holds it: text, not yet clean. What a format lacks is '' or empty. */
export type RawReference = {
  /** Where it begins in the file, from 1. */
  line: number;
  key: string;
  title: string;
  abstract: string;
  keywords: string[];
  /** Where an arXiv id may stand alone. */
  ids: string[];
  /** Where a DOI stands, the surest first. */
  dois: string[];
  /** Running text and links that may name the paper itself. */
  places: string[];
  /** When it was added, or else when it was published, the surest first. */
  dates: string[];
};

/** What Paperboy takes from an entry; what it lacks is '', null or empty. */
export type Reference = {
  line: number;
  key: string;
  title: string;
  abstract: string;
  keywords: string[];
  arxivId: PaperId | null;
  /** In lower case; never arXiv's own. */
  doi: string | null;
  /** Milliseconds since 1970. */
  addedAt: number | null;
};

/** What was not read, in one line for the person who brought the file. */
export type Rejected = {line: number; key: string; reason: string};

/** The entries of a file of one format, in its order. */
export type EntriesParsed = {
  /** At most 20,000. */
  entries: RawReference[];
  rejected: Rejected[];
  /** So many more were left unread. */
  unread: number;
};

/** What a reader returns that rejects none. */
export const entriesFrom = <T>(
  items: readonly T[],
  toRaw: (item: T, at: number) => RawReference,
): EntriesParsed => ({
  entries: items.slice(0, MAX_ENTRIES).map(toRaw),
  rejected: [],
  unread: Math.max(0, items.length - MAX_ENTRIES),
});

export const rawReference = (known: Partial<RawReference> & {line: number}): RawReference => ({
  key: '',
  title: '',
  abstract: '',
  keywords: [],
  ids: [],
  dois: [],
  places: [],
  dates: [],
  ...known,
});
