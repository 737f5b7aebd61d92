import {ignoreDamage, type NoteDamage} from '../ops/damage.ts';
import type {PaperId} from '../papers/paper.ts';
import {loadScript, type Redis} from '../redis/redis.ts';
import type {Edition, EditionContent, EditionId} from './edition.ts';
import {daysOf, isWeekly, toEditionIds} from './edition-id.ts';
import {editionKeys} from './edition-keys.ts';
import {gzipPacking, openPacked, type Packing} from './packed.ts';
import {type CarriedPapers, openCarried} from './pool/carried-papers.ts';
import type {RememberedEdition} from './pool/pool.ts';

/** An edition compiled for one letterhead and one state of the templates: what mails are assembled from. */
export type Compiled = {
  /** SHA-256 of the fragments, in hex. */
  hash: string;
  /** The fragments as JSON. */
  json: string;
};

export type EditionEntry =
  | {kind: 'edition'; id: EditionId; papers: number; hash: string; builtAt: number}
  | {kind: 'skipped'; id: EditionId; reason: string; skippedAt: number}
  /** Its sources could not be asked: since when (ms), and when they were asked last. */
  | {kind: 'building'; id: EditionId; reason: string; since: number; triedAt: number};

export type Freezing = {
  edition: Edition;
  compiled: Compiled;
  /** Of the curation that the content was made with. */
  curationRevision: number;
  /** All papers that it was made from, whether it carries them or not. */
  considered: PaperId[];
};

export type Editions = {
  /**
   * Keeps the edition, unless one stands already; tells the hash of the one that stands. `curated`: the
   * curation was changed since it was read for this content, and nothing was kept.
   */
  freeze(freezing: Freezing): Promise<{kind: 'frozen' | 'stands'; hash: string} | {kind: 'curated'}>;
  /** Keeps the reason why there is no edition; false when there is one. */
  skip(id: EditionId, skipped: {reason: string; at: number; considered: PaperId[]}): Promise<boolean>;
  /** Keeps why the edition cannot be built yet; false when there is one. What was skipped no longer is. */
  delay(id: EditionId, delayed: {reason: string; at: number}): Promise<boolean>;
  find(id: EditionId): Promise<Edition | null>;
  /** The newest edition that carries this very id, or null. */
  carrying(paper: PaperId): Promise<EditionId | null>;
  /** What is remembered of those among these that stand or were skipped. */
  remember(ids: EditionId[]): Promise<RememberedEdition[]>;
  /** The entry without its content: cheap. */
  entry(id: EditionId): Promise<EditionEntry | null>;
  /** Keeps one more compiled variant beside the first; the same hash is the same variant. */
  keepCompiled(id: EditionId, compiled: Compiled): Promise<void>;
  /** Deletes the compiled variants: they are made again where something is to be sent of it. */
  dropCompiled(id: EditionId): Promise<void>;
  /** The fragments' JSON of one variant. */
  compiled(id: EditionId, hash: string): Promise<string | null>;
  /** The newest daily or weekly edition that has papers. */
  latest(): Promise<Edition | null>;
  /** The newest entries first, skipped ones too, after the first `skip` of them. */
  list(limit: number, skip?: number): Promise<EditionEntry[]>;
};

/** Among so many newest entries the latest edition is sought; those after it were skipped. */
const MAX_SKIPPED = 60;

const freezeScript = loadScript('src/editions/lua/freeze-edition.lua');
const skipScript = loadScript('src/editions/lua/skip-edition.lua');
const delayScript = loadScript('src/editions/lua/delay-edition.lua');

/** Editions in Redis: one hash each under the edition's tag, and an index by date. They are kept for good. */
export const openEditions = ({
  redis,
  prefix,
  noteDamage = ignoreDamage,
  packing = gzipPacking,
}: {
  redis: Redis;
  prefix: string;
  packing?: Packing;
  /** Told of editions whose content cannot be read. */
  noteDamage?: NoteDamage;
}): Editions => {
  const store = {redis, keys: editionKeys(prefix), noteDamage, packed: openPacked(packing)};
  const reads = readsOf(store);
  const entries = entriesOf(store);
  const carried = openCarried({...store, find: reads.find});
  return {
    ...reads,
    ...entries,
    ...writesOf(store, carried),
    carrying: carried.find,
    latest: async () => {
      for (const found of await entries.list(MAX_SKIPPED))
        if (found.kind === 'edition') return reads.find(found.id);
      return null;
    },
  };
};

type Store = {
  redis: Redis;
  keys: ReturnType<typeof editionKeys>;
  noteDamage: NoteDamage;
  packed: ReturnType<typeof openPacked>;
};

/** What stands where, without its content. */
const entriesOf = ({redis, keys}: Store): Pick<Editions, 'entry' | 'list'> => {
  const entry = async (id: EditionId): Promise<EditionEntry | null> =>
    toEntry(id, await redis.hmget(keys.edition(id), ...ENTRY_FIELDS));

  return {
    entry,
    list: async (limit, skip = 0) => {
      const ids = toEditionIds(await redis.zrevrange(keys.index, skip, skip + limit - 1));
      return (await Promise.all(ids.map(entry))).filter(found => found !== null);
    },
  };
};

/** What stands, with its content. */
const readsOf = ({
  redis,
  keys,
  noteDamage,
  packed: {unpack, unpackContent, unpackIds},
}: Store): Pick<Editions, 'find' | 'remember' | 'compiled'> => {
  /** Null where nobody can read it: who goes through many goes on with the others. */
  const read = async (id: EditionId, packed: Buffer): Promise<EditionContent | null> => {
    try {
      return await unpackContent(packed);
    } catch (error) {
      noteDamage({kind: 'edition', name: id, problem: `its content cannot be read: ${String(error)}`});
      return null;
    }
  };

  const remember = async (id: EditionId): Promise<RememberedEdition[]> => {
    const [content, skipped, considered, builtAt, skippedAt] = await redis.hmgetBuffer(
      keys.edition(id),
      ...REMEMBERED_FIELDS,
    );
    if (!content && !skipped) return [];
    const papers = (content && (await read(id, content))?.papers) ?? [];
    return [
      {
        id,
        isSkipped: !content,
        at: Number(content ? builtAt : skippedAt),
        carries: new Map(papers.map(paper => [paper.id, paper.votes])),
        considered: considered ? await unpackIds(considered) : null,
      },
    ];
  };

  return {
    find: async id => {
      const [content, hash, builtAt] = await redis.hmgetBuffer(
        keys.edition(id),
        ...['content', 'hash', 'builtAt'],
      );
      if (!content || !hash || !builtAt) return null;
      const unpacked = await read(id, content);
      return unpacked && {content: unpacked, hash: hash.toString(), builtAt: Number(builtAt)};
    },
    remember: async ids => (await Promise.all(ids.map(remember))).flat(),
    compiled: async (id, hash) => {
      const found = await redis.hgetBuffer(keys.edition(id), `fragments:${hash}`);
      return found ? unpack(found) : null;
    },
  };
};

/** Freezes an edition, or notes why there is none. */
const writesOf = (
  {redis, keys, packed: {pack, packContent, packIds}}: Store,
  carried: Pick<CarriedPapers, 'note'>,
): Pick<Editions, 'freeze' | 'skip' | 'delay' | 'keepCompiled' | 'dropCompiled'> => {
  /** Indexed first: an entry without an edition is passed over, an edition without an entry would be lost. */
  const index = (id: EditionId) => redis.zadd(keys.index, ageOf(id), id);

  return {
    freeze: async ({edition: {content, hash, builtAt}, compiled, curationRevision, considered}) => {
      await index(content.id);
      await carried.note(content);
      const standing = await freezeScript(redis, {
        keys: [keys.edition(content.id), keys.curation(content.id)],
        args: [
          ...[await packContent(content), hash, content.papers.length, builtAt],
          ...[compiled.hash, await pack(compiled.json), curationRevision, await packIds(considered)],
        ],
      });
      if (standing === 'curated') return {kind: 'curated'};
      return {kind: standing === hash ? 'frozen' : 'stands', hash: String(standing)};
    },
    skip: async (id, {reason, at, considered}) => {
      await index(id);
      const args = [reason, at, await packIds(considered)];
      return (await skipScript(redis, {keys: [keys.edition(id)], args})) === 1;
    },
    delay: async (id, {reason, at}) => {
      await index(id);
      return (await delayScript(redis, {keys: [keys.edition(id)], args: [reason, at]})) === 1;
    },
    dropCompiled: async id => {
      const fields = await redis.hkeys(keys.edition(id));
      const fragments = fields.filter(field => field.startsWith('fragments:'));
      if (fragments.length > 0) await redis.hdel(keys.edition(id), ...fragments);
    },
    keepCompiled: async (id, {hash, json}) => {
      await redis.hsetnx(keys.edition(id), `fragments:${hash}`, await pack(json));
    },
  };
};

const REMEMBERED_FIELDS = ['content', 'skipped', 'considered', 'builtAt', 'skippedAt'];

const ENTRY_FIELDS = [
  ...['hash', 'papers', 'builtAt', 'skipped', 'skippedAt'],
  ...['delayed', 'delayedSince', 'triedAt'],
];

const toEntry = (
  id: EditionId,
  [hash, papers, builtAt, skipped, skippedAt, delayed, since, triedAt]: (string | null)[],
): EditionEntry | null => {
  if (hash) return {kind: 'edition', id, papers: Number(papers), hash, builtAt: Number(builtAt)};
  if (skipped) return {kind: 'skipped', id, reason: skipped, skippedAt: Number(skippedAt)};
  if (delayed) return {kind: 'building', id, reason: delayed, since: Number(since), triedAt: Number(triedAt)};
  return null;
};

/** Orders the index: a week stands after its last day. */
export const ageOf = (id: EditionId): number =>
  Date.parse(`${daysOf(id).at(-1)}T00:00:00Z`) + (isWeekly(id) ? 1 : 0);
