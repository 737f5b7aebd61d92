import {foldLetters} from '../text.ts';
import type {Reference} from './reference.ts';

/**
 * The papers of a library: entries with one arXiv id, else one DOI, else one title are one paper, which has
 * what any of them says. Entries that name nothing are left out. In the order of their first entries.
 */
export const mergeReferences = (references: readonly Reference[]): Reference[] => {
  const papers: Reference[] = [];
  const places = new Map<string, number>();
  for (const reference of references) {
    const names = namesOf(reference);
    if (names.length === 0) continue;
    const place = names.map(name => places.get(name)).find(known => isSame(papers[known ?? -1], reference));
    const at = place ?? papers.length;
    const known = papers[at];
    papers[at] = known ? join(known, reference) : reference;
    for (const name of names) if (!places.has(name)) places.set(name, at);
  }
  return papers;
};

const namesOf = ({arxivId, doi, title, abstract}: Reference): string[] => {
  const folded = foldLetters(title || abstract);
  return [arxivId, doi, folded === '' ? null : `title ${folded}`].filter(name => name !== null);
};

/** Two works may have one title; two ids of one kind tell them apart. */
const isSame = (known: Reference | undefined, other: Reference): boolean => {
  if (!known) return false;
  if (known.arxivId && other.arxivId) return known.arxivId === other.arxivId;
  return !known.doi || !other.doi || known.doi === other.doi;
};

const join = (one: Reference, other: Reference): Reference => ({
  ...one,
  title: one.title || other.title,
  abstract: one.abstract || other.abstract,
  keywords: one.keywords.length > 0 ? one.keywords : other.keywords,
  arxivId: one.arxivId ?? other.arxivId,
  doi: one.doi ?? other.doi,
  addedAt: newest(one.addedAt, other.addedAt),
});

const newest = (one: number | null, other: number | null): number | null =>
  one === null || other === null ? (one ?? other) : Math.max(one, other);
