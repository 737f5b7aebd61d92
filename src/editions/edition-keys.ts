import type {EditionId} from './edition.ts';

/**
 * The keys of the editions. Everything of one edition has one slot, which it shares with the edition's ledger
 * (src/delivery/ledger/ledger-keys.ts).
 */
export const editionKeys = (prefix: string) => ({
  /** Sorted set of all ids, by date. */
  index: `${prefix}:editions`,
  /** Hash: a paper to the newest edition that may carry it, and whether all editions are in it. */
  carrying: `${prefix}:{editions}:carrying`,
  /** Hash: content, fragments, or why there is no edition. */
  edition: (id: EditionId) => `${prefix}:{e:${id}}:edition`,
  /** Hash: the revision, the note and the verdict on each curated paper. */
  curation: (id: EditionId) => `${prefix}:{e:${id}}:curation`,
  /** Stream: everything that was ordered, of the curation and of the sending. */
  audit: (id: EditionId) => `${prefix}:{e:${id}}:audit`,
});
