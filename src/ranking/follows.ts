import {toCodeHost} from '../papers/code-host.ts';
import {type AuthorName, areCompatible, parseAuthorName} from './author-names.ts';
import type {OwnReason} from './reasons/reason.ts';
import {foldWords} from './words.ts';

/**
 * Whom and what a subscriber follows besides topics: names of authors and labs, and the beginnings of code
 * links (`github.com/deepmind`).
 */
export type Followed = {authors: string[]; labs: string[]; codeHosts: string[]};

/**
 * Finds the papers of an author, a lab or a code host. Names are compared without case and accents, and
 * whole; those of authors in whatever order, without further initials, and by their initials where the one or
 * the other gives no more.
 */
export type FollowIndex = {
  /** The papers of whom a subscriber follows, each with all the reasons. */
  reasonsFor(followed: Followed): Map<number, OwnReason[]>;
};

type Signed = {authors: string[]; furtherAuthors?: string[]};

type Work = Signed & {
  organisation: string | null;
  links: {code: string | null};
};

export const followIndex = (papers: Work[]): FollowIndex => {
  const authorsOf = authorIndex(papers);
  const byLab = new Map<string, number[]>();
  for (const [place, {organisation}] of papers.entries())
    if (organisation !== null) addTo(byLab, foldWords(organisation), place);
  const codeLinks = papers.map(({links}) => (links.code === null ? '' : `${toCodeHost(links.code)}/`));
  const placesOfCode = (host: string) =>
    codeLinks.flatMap((link, place) => (host !== '' && link.startsWith(`${host}/`) ? [place] : []));
  return {
    reasonsFor: ({authors, labs, codeHosts}) => {
      const reasons = new Map<number, OwnReason[]>();
      if (authors.length + labs.length + codeHosts.length === 0) return reasons;
      for (const author of new Set(authors))
        for (const {place, printed} of authorsOf(author))
          addTo(reasons, place, {
            kind: 'author',
            name: author,
            ...(isSameName(author, printed) ? {} : {printed}),
          });
      for (const lab of new Set(labs))
        for (const place of byLab.get(foldWords(lab)) ?? []) addTo(reasons, place, {kind: 'lab', name: lab});
      for (const host of new Set(codeHosts.map(toCodeHost)))
        for (const place of placesOfCode(host)) addTo(reasons, place, {kind: 'code', host});
      return reasons;
    },
  };
};

const isSameName = (one: string, other: string): boolean => foldWords(one) === foldWords(other);

/** Where a name is printed, and how. */
type Printed = {place: number; printed: string; name: AuthorName};

/** The papers of an author by a name as a reader types it, each once. */
export const authorIndex = (papers: readonly Signed[]): ((author: string) => Printed[]) => {
  const byKey = new Map<string, Printed[]>();
  for (const [place, {authors, furtherAuthors = []}] of papers.entries())
    for (const printed of [...authors, ...furtherAuthors]) {
      const name = parseAuthorName(printed);
      if (name) for (const key of keysOf(name)) addTo(byKey, key, {place, printed, name});
    }
  return author => {
    const name = parseAuthorName(author);
    if (name === null) return [];
    const found = wantedKeysOf(name).flatMap(key => byKey.get(key) ?? []);
    return eachOnce(found.filter(printed => mayBeOne(name, printed.name)));
  };
};

/** By what a printed name is found. */
const keysOf = (name: AuthorName): string[] => [
  ...(name.kind === 'initials' ? [] : [`name ${name.key}`]),
  ...(name.kind === 'single' ? [] : [`${name.kind} ${name.family}`]),
  ...(name.kind === 'whole' ? [`ends ${name.ends}`, ...name.joined.map(joined => `joined ${joined}`)] : []),
];

/** What finds the printed names of an author: the whole name before its short forms. */
const wantedKeysOf = (name: AuthorName): string[] => {
  if (name.kind === 'single') return [`name ${name.key}`];
  if (name.kind === 'initials') return [`whole ${name.family}`, `initials ${name.family}`];
  const joined = name.joined.map(one => `joined ${one}`);
  return [`name ${name.key}`, ...joined, `ends ${name.ends}`, `initials ${name.family}`];
};

/** Whether what both names tell agrees; words that stand in another order tell no initials. */
const mayBeOne = (one: AuthorName, other: AuthorName): boolean => {
  if (one.kind === 'single' || other.kind === 'single') return true;
  if (one.kind !== 'whole' || other.kind !== 'whole') return areCompatible(one.initials, other.initials);
  if (one.key === other.key) return areCompatible(one.middle, other.middle);
  if (one.joined.some(joined => other.joined.includes(joined))) return true;
  // `Ada Bea Example` may be `Ada B. Example`, not `Ada Example`.
  return one.middle !== other.middle && one.initials === other.initials;
};

const eachOnce = (found: Printed[]): Printed[] => {
  const places = new Set<number>();
  return found.filter(({place}) => !places.has(place) && places.add(place));
};

const addTo = <Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void => {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
};
