import {createHmac} from 'node:crypto';
import {loadScript, type Redis} from '../../../redis/redis.ts';
import {pipelined, textReply} from '../pipelined.ts';
import {type AddressPlace, type ImportBlocks, importBlocksIn} from './import-blocks.ts';

/**
 * Which subscriber has an address: HMAC-SHA256 of the folded address -> number. Redis holds small hashes of
 * about a hundred entries (its compact listpack form), each in a slot of its own.
 */
export type AddressIndex = ImportBlocks & {
  /** The numbers of folded addresses, null where none has it. */
  find(folded: string[]): Promise<(number | null)[]>;
  /**
   * Gives each folded address a number for good: the one it has, or the next one. Of two claims at the same
   * moment one wins and both get the winner's number.
   */
  claim(folded: string[]): Promise<Claim[]>;
  /**
   * Gives an address to a subscriber who has another; returns whose it is, null where it was released just
   * now.
   */
  assign(folded: string, number: number): Promise<number | null>;
  /** Releases addresses, each unless it is no longer that number's. */
  release(claims: {folded: string; number: number}[]): Promise<void>;
};

export type Claim = {number: number; isNew: boolean};

/**
 * At a million addresses a bucket holds 122; up to 4 million it stays within `hash-max-listpack-entries`
 * (512).
 */
const buckets = 8192;
/** 96 bits beside the bucket's 13: among a billion addresses two collide with odds of one in 10^15. */
const fieldCharacters = 16;

const releaseAddress = loadScript('src/subscribers/store/lua/release-address.lua');

export const openAddressIndex = ({
  redis,
  pepper,
  keys,
}: {
  redis: Redis;
  pepper: string;
  keys: {bucket(bucket: number): string; highest: string};
}): AddressIndex => {
  const index = {redis, placeOf: placesBy(pepper, keys.bucket), highest: keys.highest};
  return {...claimsIn(index), ...importBlocksIn({...index, bucketKey: keys.bucket})};
};

type Index = {
  redis: Redis;
  placeOf: (folded: string) => AddressPlace;
  /** The key of the highest number that was given. */
  highest: string;
};

const placesBy =
  (pepper: string, bucketKey: (bucket: number) => string) =>
  (folded: string): AddressPlace => {
    const digest = createHmac('sha256', pepper).update(folded).digest();
    const bucket = digest.readUInt16BE(30) % buckets;
    return {
      bucket,
      key: bucketKey(bucket),
      field: digest.toString('base64url').slice(0, fieldCharacters),
    };
  };

const claimsIn = (index: Index): Pick<AddressIndex, 'find' | 'claim' | 'assign' | 'release'> => {
  const {redis, placeOf} = index;
  return {
    find: folded => lookUp(redis, folded.map(placeOf)),
    claim: async folded => {
      const places = folded.map(placeOf);
      const found = await lookUp(redis, places);
      const claimed = await claimFree(
        index,
        places.filter((_, place) => found[place] === null),
      );
      const rest = claimed.values();
      return found.map(number => {
        if (number !== null) return {number, isNew: false};
        const next = rest.next().value;
        if (!next) throw new Error('fewer addresses were claimed than asked for');
        return next;
      });
    },
    assign: async (folded, number) => {
      const place = placeOf(folded);
      if ((await redis.hsetnx(place.key, place.field, String(number))) === 1) return number;
      const [owner] = await lookUp(redis, [place]);
      return owner ?? null;
    },
    release: async claims => {
      await Promise.all(
        claims.map(({folded, number}) => {
          const {key, field} = placeOf(folded);
          return releaseAddress(redis, {keys: [key], args: [field, number]});
        }),
      );
    },
  };
};

const lookUp = async (redis: Redis, places: AddressPlace[]): Promise<(number | null)[]> => {
  const replies = await pipelined(redis, pipeline => {
    for (const {key, field} of places) pipeline.hget(key, field);
  });
  return replies.map(textReply).map(reply => (reply === null ? null : Number(reply)));
};

const claimFree = async ({redis, highest}: Index, places: AddressPlace[]): Promise<Claim[]> => {
  if (places.length === 0) return [];
  const last = await redis.incrby(highest, places.length);
  const numbers = places.map((_, place) => last - places.length + 1 + place);
  const won = await pipelined(redis, pipeline => {
    places.forEach(({key, field}, place) => {
      pipeline.hsetnx(key, field, String(numbers[place]));
    });
  });
  const winners = won.includes(0) ? await lookUp(redis, places) : numbers;
  return winners.map((number, place) => {
    if (number === null) throw new Error('an address claim vanished while it was made');
    return {number, isNew: won[place] === 1};
  });
};
