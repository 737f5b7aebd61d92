import type {Redis} from '../../redis/redis.ts';
import type {PaperId, SourceName} from '../paper.ts';

/**
 * Every kind of key of the papers, each kept for good. A paper has a slot of its own, and so have a day,
 * each of 256 parts of the titles, and a source (Redis Cluster: what stands in braces decides).
 */
export const catalogueKeys = (prefix: string) => ({
  /** Hash: what each source says of the paper, and when it was first seen. */
  paper: (id: PaperId) => `${prefix}:{p:${id}}:paper`,
  /** Sorted set by instant. */
  snapshots: (id: PaperId) => `${prefix}:{p:${id}}:snapshots`,
  /** Sorted set of the ids in a day's lists. */
  day: (day: string) => `${prefix}:{d:${day}}:papers`,
  /** Sorted set of the days that have papers. */
  days: () => `${prefix}:{days}:papers`,
  /** Sorted set of the same days by the number of their last change. */
  changes: () => `${prefix}:{days}:changes`,
  /** Hash from the fingerprint of a folded title to the ids of its papers. */
  titles: (fingerprint: string) => `${prefix}:{t:${fingerprint.slice(0, 2)}}:titles`,
  /** Hash from a day to what the last question to a source about it came to. */
  collections: (source: SourceName) => `${prefix}:{c:${source}}:collections`,
});

/** Where the papers stand. */
export type CatalogueStore = {redis: Redis; keys: ReturnType<typeof catalogueKeys>};

/** The part of an id made of a title that stands for the title. */
export const fingerprintOf = (titleOnlyId: PaperId): string => titleOnlyId.slice('title-'.length);
