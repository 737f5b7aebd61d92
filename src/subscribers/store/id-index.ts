import {loadScript, type Redis} from '../../redis.ts';
import {bytesOfId, newSubscriberId, type SubscriberId} from '../subscriber-id.ts';
import {pipelined, textReply} from './pipelined.ts';

/**
 * Whose an id is: id -> number, in the small hashes of the address index. A field holds 36 bits beside the
 * bucket's 13, so the record that it leads to must be asked whether it has the whole id.
 */
export type IdIndex = {
  /** Where an id leads. `isOther`: it is another id of that subscriber's, and stands in no record. */
  find(id: SubscriberId): Promise<{number: number; isOther: boolean} | null>;
  /**
   * Gives each number an id: the one that is wanted where it is free or theirs already, else a new one. Where
   * nothing is wanted, a new one.
   */
  claim(wanted: {id: SubscriberId | null; number: number}[]): Promise<SubscriberId[]>;
  /** Enters ids that stand in records; what leads to somebody else stays. */
  enter(owners: Owner[]): Promise<void>;
  /**
   * Enters other ids of subscribers: what another instance gave who was known here already. An id in a record
   * goes before.
   */
  enterOthers(owners: Owner[]): Promise<void>;
  /** Gives ids free, each unless it leads to another number. */
  release(owners: Owner[]): Promise<void>;
};

type Owner = {id: SubscriberId; number: number};

const BUCKETS = 8192;
const releaseField = loadScript('src/subscribers/store/lua/release-address.lua');

export const openIdIndex = ({
  redis,
  random,
  keys,
}: {
  redis: Redis;
  random: (sizeBytes: number) => Buffer;
  keys: {bucket(bucket: number): string};
}): IdIndex => {
  const placeOf = (id: SubscriberId) => ({
    key: keys.bucket(bytesOfId(id).readUInt16BE(0) % BUCKETS),
    field: `#${id.slice(3, 9)}`,
    other: `=${id}`,
  });

  const find = async (id: SubscriberId): Promise<{number: number; isOther: boolean} | null> => {
    const {key, field, other} = placeOf(id);
    const [own, another] = await redis.hmget(key, field, other);
    if (own) return {number: Number(own), isOther: false};
    return another ? {number: Number(another), isOther: true} : null;
  };

  const leadsTo = async (ids: SubscriberId[]): Promise<(number | null)[]> => {
    const replies = await pipelined(redis, pipeline => {
      for (const {key, field} of ids.map(placeOf)) pipeline.hget(key, field);
    });
    return replies.map(textReply).map(reply => (reply === null ? null : Number(reply)));
  };

  const enterAll = async (owners: Owner[]): Promise<boolean[]> => {
    const won = await pipelined(redis, pipeline => {
      for (const {id, number} of owners) {
        const {key, field} = placeOf(id);
        pipeline.hsetnx(key, field, String(number));
      }
    });
    const leads = won.includes(0) ? await leadsTo(owners.map(({id}) => id)) : [];
    return owners.map(({number}, place) => won[place] === 1 || leads[place] === number);
  };

  const claim = async (wanted: {id: SubscriberId | null; number: number}[]): Promise<SubscriberId[]> => {
    if (wanted.length === 0) return [];
    const tried = wanted.map(({id, number}) => ({id: id ?? newSubscriberId(random), number}));
    const got = await enterAll(tried);
    const again = tried.filter((_, place) => !got[place]).map(({number}) => ({id: null, number}));
    const others = (await claim(again)).values();
    return tried.map(({id}, place) => (got[place] ? id : required(others.next().value)));
  };

  return {
    find,
    claim,
    enterOthers: async owners => {
      await pipelined(redis, pipeline => {
        for (const {id, number} of owners) {
          const {key, other} = placeOf(id);
          pipeline.hsetnx(key, other, String(number));
        }
      });
    },
    enter: async owners => {
      await enterAll(owners);
    },
    release: async owners => {
      await Promise.all(
        owners.map(({id, number}) => {
          const {key, field} = placeOf(id);
          return releaseField(redis, {keys: [key], args: [field, number]});
        }),
      );
    },
  };
};

const required = (id: SubscriberId | undefined): SubscriberId => {
  if (id === undefined) throw new Error('fewer ids were claimed than asked for');
  return id;
};
