import {ignoreDamage, type NoteDamage} from '../../ops/damage.ts';
import {loadScript, type Redis} from '../../redis/redis.ts';
import type {Candidate, NewVersion, PaperId, Snapshot, SourceItem} from '../paper.ts';
import {parsePaperId} from '../paper-id.ts';
import {sourceNames} from '../sources/paper-source.ts';
import {foldTitle} from '../text.ts';
import {type CatalogueStore, catalogueKeys} from './catalogue-keys.ts';
import {
  type Collection,
  isDamagedRecord,
  parseCollection,
  parseRecord,
  parseSnapshot,
} from './paper-record.ts';
import {storeSourceItem} from './store-source-item.ts';
import {dropSnapshots, superfluousSnapshots} from './thin-snapshots.ts';
import {scoreOf, versionArgs} from './write-item.ts';

const noteNewVersion = loadScript('src/papers/catalogue/lua/note-new-version.lua');

export type {Collection} from './paper-record.ts';

export type StoredCounts = {imported: number; updated: number};

export type Catalogue = {
  /**
   * Stores a paper with its snapshot under its day: `imported` where it was unknown. A paper found by its
   * title alone whose title is known of an arXiv paper is that paper; an arXiv paper that comes later takes
   * the place of its title-only record. Text of an earlier instant never replaces later text of the same
   * source. Of two snapshots of the same instant the one with more votes is kept, with its text; all others
   * are, in the order of time. Broken off anywhere, the same call done again completes it.
   */
  store(item: SourceItem): Promise<'imported' | 'updated'>;
  /** Stores many, some hundreds at a time. */
  storeAll(items: readonly SourceItem[]): Promise<StoredCounts>;
  /**
   * Notes of the papers that are known which of them their newest versions take back, which stand again, and
   * when each version came.
   */
  noteNewVersions(versions: readonly NewVersion[]): Promise<void>;
  /**
   * The papers of a day's lists with their last snapshots, in the order of their ids; those that were
   * withdrawn are left out.
   */
  candidatesOf(day: string): Promise<Candidate[]>;
  /**
   * The same, some hundreds at a time and in no order. Two of them can be one paper: one that just got its
   * arXiv id.
   */
  candidatesInParts(day: string): AsyncIterable<Candidate[]>;
  /**
   * A paper by its id; the id of a title whose paper got an arXiv id finds that paper. `firstSeenAt` is the
   * earliest instant of all that was stored of it: when this instance first collected it, or the moment of
   * capture that an imported file gives, whichever is smaller.
   */
  find(id: PaperId): Promise<Candidate | null>;
  /** The same for many, in the ids' order and some hundreds at a time; null where there is none. */
  findAll(ids: readonly PaperId[]): Promise<(Candidate | null)[]>;
  /** What was counted over time, the earliest first. */
  snapshotsOf(id: PaperId): Promise<Snapshot[]>;
  /** The ids in a day's lists. */
  idsOf(day: string): Promise<PaperId[]>;
  /** The snapshots of a paper before an instant (ms) that say nothing any more, as Redis holds them. */
  superfluousSnapshots(id: PaperId, before: number): Promise<string[]>;
  /** Deletes snapshots that `superfluousSnapshots` told of. */
  dropSnapshots(id: PaperId, members: string[]): Promise<void>;
  /** The days that have papers, the earliest first; both ends are included. */
  days(range?: {from?: string; to?: string}): Promise<{day: string; papers: number}[]>;
  /**
   * The days in which a paper came or was told of again after a change with this number, and the number of
   * the last change of all. Changes are numbered from 1; a smaller last one than before says that this is
   * another catalogue, such as one from a backup.
   */
  changesAfter(number: number): Promise<{days: string[]; last: number}>;
  /** Keeps what the last question to a source about a day came to. */
  recordCollection(collection: Collection): Promise<void>;
  /** What the last questions about a day came to, one of each source that was asked. */
  collectionsOf(day: string): Promise<Collection[]>;
};

type ReadingStore = CatalogueStore & {noteDamage: NoteDamage};

/** The catalogue of papers in Redis. Nothing is read or written until it is asked. */
export const openCatalogue = ({
  redis,
  prefix,
  noteDamage = ignoreDamage,
}: {
  redis: Redis;
  prefix: string;
  noteDamage?: NoteDamage;
}): Catalogue => {
  const store: CatalogueStore = {redis, keys: catalogueKeys(prefix)};
  const reading: ReadingStore = {...store, noteDamage};
  return {
    store: item => storeSourceItem(store, item),
    storeAll: items => storeAll(store, items),
    noteNewVersions: versions => noteNewVersions(store, versions),
    candidatesOf: day => candidatesOf(reading, day),
    candidatesInParts: day => candidatesInParts(reading, day),
    find: id => findCandidate(reading, id),
    findAll: ids => findCandidates(reading, ids),
    snapshotsOf: id => snapshotsOf(store, id),
    idsOf: day => idsOf(store, day),
    superfluousSnapshots: (id, before) => superfluousSnapshots(store, id, before),
    dropSnapshots: (id, members) => dropSnapshots(store, id, members),
    days: range => daysIn(store, range ?? {}),
    changesAfter: number => changesAfter(store, number),
    recordCollection: collection => recordCollection(store, collection),
    collectionsOf: day => collectionsOf(store, day),
  };
};

const storeAll = async (store: CatalogueStore, items: readonly SourceItem[]): Promise<StoredCounts> => {
  const counts = {imported: 0, updated: 0};
  for (const part of inParts(items)) {
    // Those of one title in turn: the second is told from the first, or is the first.
    await Promise.all(
      byTitle(part).map(async titled => {
        for (const item of titled) counts[await storeSourceItem(store, item)]++;
      }),
    );
  }
  return counts;
};

const byTitle = (items: readonly SourceItem[]): SourceItem[][] => {
  const groups = new Map<string, SourceItem[]>();
  for (const item of items) {
    const title = foldTitle(item.paper.title);
    groups.set(title, [...(groups.get(title) ?? []), item]);
  }
  return [...groups.values()];
};

const noteNewVersions = async (
  {redis, keys}: CatalogueStore,
  versions: readonly NewVersion[],
): Promise<void> => {
  for (const part of inParts(versions))
    await Promise.all(
      part.map(({id, isWithdrawn, version}) =>
        noteNewVersion(redis, {
          keys: [keys.paper(id)],
          args: [isWithdrawn ? '1' : '0', ...versionArgs(version)],
        }),
      ),
    );
};

const findCandidate = async (store: ReadingStore, id: PaperId): Promise<Candidate | null> => {
  const {redis, keys} = store;
  const [hash, last] = await Promise.all([
    redis.hgetall(keys.paper(id)),
    redis.zrange(keys.snapshots(id), -1, '-1'),
  ]);
  if (isDamagedRecord(hash))
    store.noteDamage({kind: 'paper', name: id, problem: 'what a source said of it cannot be read'});
  const record = parseRecord(hash);
  if (!record) return null;
  if (record.alias && record.alias !== id) return findCandidate(store, record.alias);
  const {paper, firstSeenAt, versions} = record;
  const uncounted: Snapshot = {at: firstSeenAt, votes: null, comments: null, stars: null};
  return {
    ...{paper, firstSeenAt, snapshot: last[0] === undefined ? uncounted : parseSnapshot(last[0])},
    ...(versions.length === 0 ? {} : {versions}),
  };
};

const findCandidates = async (
  store: ReadingStore,
  ids: readonly PaperId[],
): Promise<(Candidate | null)[]> => {
  const found: (Candidate | null)[] = [];
  for (const part of inParts(ids))
    found.push(...(await Promise.all(part.map(id => findCandidate(store, id)))));
  return found;
};

const candidatesOf = async (store: ReadingStore, day: string): Promise<Candidate[]> => {
  // Two ids of a list can be one paper: a title-only paper that is just giving way.
  const found = new Map<PaperId, Candidate>();
  for await (const part of candidatesInParts(store, day))
    for (const candidate of part) if (!candidate.paper.isWithdrawn) found.set(candidate.paper.id, candidate);
  return [...found.values()].sort((one, other) => (one.paper.id < other.paper.id ? -1 : 1));
};

async function* candidatesInParts(store: ReadingStore, day: string): AsyncGenerator<Candidate[]> {
  for (const part of inParts(await idsOf(store, day))) {
    const candidates = await Promise.all(part.map(id => findCandidate(store, id)));
    yield candidates.filter(candidate => candidate !== null);
  }
}

const idsOf = async ({redis, keys}: CatalogueStore, day: string): Promise<PaperId[]> =>
  (await redis.zrange(keys.day(day), 0, '-1')).flatMap(text => parsePaperId(text) ?? []);

const snapshotsOf = async ({redis, keys}: CatalogueStore, id: PaperId): Promise<Snapshot[]> => {
  const alias = parsePaperId((await redis.hget(keys.paper(id), 'alias')) ?? '');
  const members = await redis.zrange(keys.snapshots(alias ?? id), 0, '-1');
  return members.map(parseSnapshot);
};

const daysIn = async (
  {redis, keys}: CatalogueStore,
  {from, to}: {from?: string; to?: string},
): Promise<{day: string; papers: number}[]> => {
  const lowest = from === undefined ? '-inf' : scoreOf(from);
  const highest = to === undefined ? '+inf' : scoreOf(to);
  const days = await redis.zrangebyscore(keys.days(), lowest, highest);
  return Promise.all(days.map(async day => ({day, papers: await redis.zcard(keys.day(day))})));
};

const changesAfter = async (
  {redis, keys}: CatalogueStore,
  number: number,
): Promise<{days: string[]; last: number}> => {
  const [, newest] = await redis.zrange(keys.changes(), -1, '-1', 'WITHSCORES');
  const last = Number(newest ?? 0);
  // What comes between two readings is listed again by the next one.
  const days = last > number ? await redis.zrangebyscore(keys.changes(), `(${number}`, '+inf') : [];
  return {days, last};
};

const recordCollection = async ({redis, keys}: CatalogueStore, collection: Collection): Promise<void> => {
  await redis.hset(keys.collections(collection.source), collection.day, JSON.stringify(collection));
};

const collectionsOf = async ({redis, keys}: CatalogueStore, day: string): Promise<Collection[]> => {
  const texts = await Promise.all(sourceNames.map(source => redis.hget(keys.collections(source), day)));
  return texts.flatMap(text => (text === null ? [] : (parseCollection(text) ?? [])));
};

/** How many are on their way to Redis at once. */
const together = 250;

const inParts = <T>(all: readonly T[]): T[][] => {
  const parts: T[][] = [];
  for (let from = 0; from < all.length; from += together) parts.push(all.slice(from, from + together));
  return parts;
};
