import {toCodeHost} from '../papers/code-host.ts';
import {foldWords} from './words.ts';

/**
 * Whom and what a subscriber follows besides topics: printed names, and the beginnings of code links
 * (`github.com/deepmind`).
 */
export type Followed = {authors: string[]; labs: string[]; codeHosts: string[]};

/**
 * Finds the papers of an author, a lab or a code host. Names are compared without case and accents, and
 * whole.
 */
export type FollowIndex = {
  /** The papers of whom a subscriber follows, each with all the reasons: `you follow Ada Example`. */
  reasonsFor(followed: Followed): Map<number, string[]>;
};

type Work = {
  authors: string[];
  furtherAuthors?: string[];
  organisation: string | null;
  links: {code: string | null};
};

export const followIndex = (papers: Work[]): FollowIndex => {
  const byName = new Map<string, number[]>();
  for (const [place, {authors, furtherAuthors = [], organisation}] of papers.entries()) {
    for (const author of new Set([...authors, ...furtherAuthors].map(foldWords)))
      addTo(byName, `author${author}`, place);
    if (organisation !== null) addTo(byName, `lab${foldWords(organisation)}`, place);
  }
  const codeLinks = papers.map(({links}) => (links.code === null ? '' : `${toCodeHost(links.code)}/`));
  const placesOfCode = (host: string) =>
    codeLinks.flatMap((link, place) => (host !== '' && link.startsWith(`${host}/`) ? [place] : []));
  return {
    reasonsFor: ({authors, labs, codeHosts}) => {
      const reasons = new Map<number, string[]>();
      if (authors.length + labs.length + codeHosts.length === 0) return reasons;
      for (const author of new Set(authors))
        for (const place of byName.get(`author${foldWords(author)}`) ?? [])
          addTo(reasons, place, `you follow ${author}`);
      for (const lab of new Set(labs))
        for (const place of byName.get(`lab${foldWords(lab)}`) ?? [])
          addTo(reasons, place, `you follow ${lab}`);
      for (const host of new Set(codeHosts.map(toCodeHost)))
        for (const place of placesOfCode(host)) addTo(reasons, place, `you follow code at ${host}`);
      return reasons;
    },
  };
};

const addTo = <Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void => {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
};
