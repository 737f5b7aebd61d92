import type {LatentSpace} from '../../ranking/space/latent-space.ts';
import {unpackSpace, versionOf} from '../../ranking/space/pack-space.ts';
import type {Redis} from '../../redis/redis.ts';

/** The space in which new editions are made, and how large the catalogue was when it was made. */
export type CurrentSpace = {version: string; papers: number};

export type Spaces = {
  current(): Promise<CurrentSpace | null>;
  /** The space with this version; null where it is not kept any more. Some stay in memory. */
  find(version: string): Promise<LatentSpace | null>;
  /** The same, packed. */
  findBytes(version: string): Promise<Buffer | null>;
  /** Keeps a packed space and makes it the current one; gives its version. The oldest ones go. */
  keep(bytes: Buffer, made: {papers: number; at: number}): Promise<string>;
};

/** Editions that may still be sent name one of the last few; each has some megabytes. */
const KEPT = 3;

/** A process that sends two editions at once needs no more. */
const REMEMBERED = 2;

/** Spaces in Redis: each a value under its version, in one slot with their index. */
export const openSpaces = ({redis, prefix}: {redis: Redis; prefix: string}): Spaces => {
  const keys = {
    /** Sorted set of versions by when they were made. */
    index: `${prefix}:{space}:versions`,
    /** Hash: version and papers of the current one. */
    current: `${prefix}:{space}:current`,
    space: (version: string) => `${prefix}:{space}:${version}`,
  };
  const remembered = new Map<string, Promise<LatentSpace | null>>();
  const findBytes = (version: string): Promise<Buffer | null> => redis.getBuffer(keys.space(version));
  const read = async (version: string): Promise<LatentSpace | null> => {
    const bytes = await findBytes(version);
    const space = bytes && unpackSpace(bytes);
    return space?.version === version ? space : null;
  };
  return {
    current: async () => {
      const [version, papers] = await redis.hmget(keys.current, 'version', 'papers');
      return version ? {version, papers: Number(papers)} : null;
    },
    find: version => {
      const known = remembered.get(version);
      if (known) return known;
      const reading = read(version);
      remembered.set(version, reading);
      // What is not there, or could not be read, is looked for again.
      reading.then(
        space => space ?? remembered.delete(version),
        () => remembered.delete(version),
      );
      const oldest = remembered.keys().next().value;
      if (remembered.size > REMEMBERED && oldest !== undefined) remembered.delete(oldest);
      return reading;
    },
    findBytes,
    keep: async (bytes, {papers, at}) => {
      const version = versionOf(bytes);
      await redis.set(keys.space(version), bytes);
      await redis.zadd(keys.index, at, version);
      await redis.hset(keys.current, {version, papers});
      for (const old of await redis.zrange(keys.index, 0, String(-KEPT - 1))) {
        await redis.del(keys.space(old));
        await redis.zrem(keys.index, old);
      }
      return version;
    },
  };
};
