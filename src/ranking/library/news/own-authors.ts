import {parseAuthorName} from '../../author-names.ts';
import type {ReaderInterests} from '../../interests.ts';
import type {NewsReader} from './news-index.ts';

/** A paper and who signed it, where that is known. */
export type SignedPaper = {authors?: readonly string[]};

/** A paper of more authors says little about any of them. */
const MAX_SIGNED = 30;

/** So many authors of a library are watched for, and so many of a reader in all. */
export const MAX_LIBRARY_AUTHORS = 20;
const MAX_AUTHORS = 30;

const MIN_PAPERS = 2;

/**
 * The authors of a library: those who signed two of its papers at least, who signed most first. A name is
 * compared as a paper prints it, and one of initials names nobody.
 */
export const libraryAuthors = (papers: readonly SignedPaper[]): string[] => {
  const counts = new Map<string, number>();
  for (const {authors = []} of papers)
    if (authors.length <= MAX_SIGNED)
      for (const name of new Set(authors)) counts.set(name, (counts.get(name) ?? 0) + 1);
  return [...counts]
    .filter(([name, count]) => count >= MIN_PAPERS && isWhole(name))
    .sort(([one, more], [other, fewer]) => fewer - more || (one < other ? -1 : 1))
    .slice(0, MAX_LIBRARY_AUTHORS)
    .map(([name]) => name);
};

/**
 * Whose new papers a reader is told of: authors of their library, who signed two of its papers, and who
 * stands first or last on a paper that they wanted more like, the newest first.
 */
export const ownAuthors = (library: readonly string[], liked: readonly SignedPaper[]): string[] => {
  const ends = liked.toReversed().flatMap(({authors = []}) => {
    const both = [...authors.slice(0, 1), ...authors.slice(-1)];
    return authors.length > MAX_SIGNED ? [] : both.filter(isWhole);
  });
  return [...new Set([...library, ...ends])].slice(0, MAX_AUTHORS);
};

const isWhole = (name: string): boolean => parseAuthorName(name)?.kind === 'whole';

/** What of a reader news is found by. */
export const newsReaderOf = ({
  owned = [],
  liked,
  disliked,
  libraryAuthors: ofLibrary = [],
  avoid,
}: Pick<ReaderInterests, 'owned' | 'liked' | 'disliked' | 'libraryAuthors' | 'avoid'>): NewsReader => ({
  papers: [...owned, ...liked.map(({id}) => id)],
  authors: ownAuthors(ofLibrary, liked),
  unwanted: disliked.map(({id}) => id),
  avoid,
});
