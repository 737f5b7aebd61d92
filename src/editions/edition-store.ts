import {promisify} from 'node:util';
import {gunzip, gzip} from 'node:zlib';
import type {PaperId} from '../papers/paper.ts';
import {parsePaperId} from '../papers/paper-id.ts';
import {loadScript, type Redis} from '../redis/redis.ts';
import type {Edition, EditionContent, EditionId} from './edition.ts';
import {daysOf, isWeekly, parseEditionId} from './edition-id.ts';
import {editionKeys} from './edition-keys.ts';
import {openCarried} from './pool/carried-papers.ts';
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
  /** The fragments' JSON of one variant. */
  compiled(id: EditionId, hash: string): Promise<string | null>;
  /** The newest daily or weekly edition that has papers. */
  latest(): Promise<Edition | null>;
  /** The newest entries first, skipped ones too. */
  list(limit: number): Promise<EditionEntry[]>;
};

const freezeScript = loadScript('src/editions/lua/freeze-edition.lua');
const skipScript = loadScript('src/editions/lua/skip-edition.lua');
const delayScript = loadScript('src/editions/lua/delay-edition.lua');
const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** Editions in Redis: one hash each under the edition's tag, and an index by date. They are kept for good. */
export const openEditions = ({redis, prefix}: {redis: Redis; prefix: string}): Editions => {
  const keys = editionKeys(prefix);
  const {index, edition: key, curation} = keys;

  const entry = async (id: EditionId): Promise<EditionEntry | null> =>
    toEntry(id, await redis.hmget(key(id), ...ENTRY_FIELDS));

  const find = async (id: EditionId): Promise<Edition | null> => {
    const [content, hash, builtAt] = await redis.hmgetBuffer(key(id), 'content', 'hash', 'builtAt');
    if (!content || !hash || !builtAt) return null;
    return {content: await unpackContent(content), hash: hash.toString(), builtAt: Number(builtAt)};
  };

  const carried = openCarried({redis, keys, find});

  const remember = async (id: EditionId): Promise<RememberedEdition[]> => {
    const [content, skipped, considered, builtAt, skippedAt] = await redis.hmgetBuffer(
      key(id),
      'content',
      'skipped',
      'considered',
      'builtAt',
      'skippedAt',
    );
    if (!content && !skipped) return [];
    const papers = content ? (await unpackContent(content)).papers : [];
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

  const list = async (limit: number): Promise<EditionEntry[]> => {
    const ids = (await redis.zrevrange(index, 0, limit - 1)).flatMap(text => {
      const reading = parseEditionId(text);
      return reading.kind === 'edition-id' ? [reading.id] : [];
    });
    const entries = await Promise.all(ids.map(entry));
    return entries.filter(found => found !== null);
  };

  return {
    freeze: async ({edition: {content, hash, builtAt}, compiled, curationRevision, considered}) => {
      // Indexed first: an entry without an edition is passed over, an edition without an entry would be lost.
      await redis.zadd(index, ageOf(content.id), content.id);
      await carried.note(content);
      const standing = await freezeScript(redis, {
        keys: [key(content.id), curation(content.id)],
        args: [
          await zip(JSON.stringify(content)),
          hash,
          content.papers.length,
          builtAt,
          compiled.hash,
          await zip(compiled.json),
          curationRevision,
          await zipIds(considered),
        ],
      });
      if (standing === 'curated') return {kind: 'curated'};
      return {kind: standing === hash ? 'frozen' : 'stands', hash: String(standing)};
    },
    skip: async (id, {reason, at, considered}) => {
      await redis.zadd(index, ageOf(id), id);
      return (await skipScript(redis, {keys: [key(id)], args: [reason, at, await zipIds(considered)]})) === 1;
    },
    delay: async (id, {reason, at}) => {
      await redis.zadd(index, ageOf(id), id);
      return (await delayScript(redis, {keys: [key(id)], args: [reason, at]})) === 1;
    },
    find,
    carrying: carried.find,
    remember: async ids => (await Promise.all(ids.map(remember))).flat(),
    entry,
    keepCompiled: async (id, {hash, json}) => {
      await redis.hsetnx(key(id), `fragments:${hash}`, await zip(json));
    },
    compiled: async (id, hash) => {
      const found = await redis.hgetBuffer(key(id), `fragments:${hash}`);
      return found ? (await unzip(found)).toString() : null;
    },
    latest: async () => {
      for (const found of await list(60)) if (found.kind === 'edition') return find(found.id);
      return null;
    },
    list,
  };
};

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

const zipIds = (ids: PaperId[]): Promise<Buffer> => zip(ids.join(' '));

const unpackIds = async (zipped: Buffer): Promise<Set<PaperId>> =>
  new Set(
    (await unzip(zipped))
      .toString()
      .split(' ')
      .flatMap(text => parsePaperId(text) ?? []),
  );

const unpackContent = async (zipped: Buffer): Promise<EditionContent> =>
  JSON.parse((await unzip(zipped)).toString());
