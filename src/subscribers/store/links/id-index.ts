import {loadScript, type Redis} from '../../../redis/redis.ts';
import {bytesOfId, newSubscriberId, type SubscriberId} from '../../subscriber-id.ts';
import {pipelined, textReply} from '../pipelined.ts';

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

type IdIndexToOpen = {
  redis: Redis;
  /** Gives that many random bytes. */
  random: (sizeBytes: number) => Buffer;
  keys: {bucket(bucket: number): string};
};

export const openIdIndex = ({redis, random, keys}: IdIndexToOpen): IdIndex => {
  const placeOf = placesIn(keys);
  const enter = (owners: Owner[]) => enterAll({redis, placeOf, owners});
  return {
    find: id => find({redis, place: placeOf(id)}),
    claim: wanted => claim({enter, random, wanted}),
    enter: async owners => {
      await enter(owners);
    },
    enterOthers: async owners => {
      await pipelined(redis, pipeline => {
        for (const {id, number} of owners) {
          const {key, other} = placeOf(id);
          pipeline.hsetnx(key, other, String(number));
        }
      });
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

type Place = {key: string; field: string; other: string};
type PlaceOf = (id: SubscriberId) => Place;

const placesIn =
  (keys: IdIndexToOpen['keys']): PlaceOf =>
  id => ({
    key: keys.bucket(bytesOfId(id).readUInt16BE(0) % BUCKETS),
    field: `#${id.slice(3, 9)}`,
    other: `=${id}`,
  });

const find = async ({redis, place: {key, field, other}}: {redis: Redis; place: Place}) => {
  const [own, another] = await redis.hmget(key, field, other);
  if (own) return {number: Number(own), isOther: false};
  return another ? {number: Number(another), isOther: true} : null;
};

/** Whether each id leads to its number now. */
const enterAll = async ({
  redis,
  placeOf,
  owners,
}: {
  redis: Redis;
  placeOf: PlaceOf;
  owners: Owner[];
}): Promise<boolean[]> => {
  const places = owners.map(({id}) => placeOf(id));
  const won = await pipelined(redis, pipeline => {
    places.forEach(({key, field}, place) => {
      pipeline.hsetnx(key, field, String(owners[place]?.number));
    });
  });
  if (!won.includes(0)) return owners.map(() => true);
  const leads = await pipelined(redis, pipeline => {
    for (const {key, field} of places) pipeline.hget(key, field);
  });
  return owners.map(({number}, place) => textReply(leads[place]) === String(number));
};

type Claim = {
  enter: (owners: Owner[]) => Promise<boolean[]>;
  random: IdIndexToOpen['random'];
  wanted: {id: SubscriberId | null; number: number}[];
};

const claim = async ({enter, random, wanted}: Claim): Promise<SubscriberId[]> => {
  if (wanted.length === 0) return [];
  const tried = wanted.map(({id, number}) => ({id: id ?? newSubscriberId(random), number}));
  const got = await enter(tried);
  const taken = tried.filter((_, place) => !got[place]).map(({number}) => ({id: null, number}));
  const others = (await claim({enter, random, wanted: taken})).values();
  return tried.map(({id}, place) => (got[place] ? id : required(others.next().value)));
};

const required = (id: SubscriberId | undefined): SubscriberId => {
  if (id === undefined) throw new Error('fewer ids were claimed than asked for');
  return id;
};
