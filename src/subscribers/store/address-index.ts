import {createHmac} from 'node:crypto';
import {loadScript, type Redis} from '../../redis/redis.ts';
import {pipelined, textReply} from './pipelined.ts';

/**
 * Which subscriber has an address: HMAC-SHA256 of the folded address -> number. Redis holds small hashes of
 * about a hundred entries (its compact listpack form), each in a slot of its own.
 */
export type AddressIndex = {
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
  /**
   * Blocks an address, of which nothing else is known any more, from import. A stronger block that stands
   * there stays.
   */
  blockImport(folded: string, as: ImportBlock): Promise<void>;
  /** Its owner confirmed that email arrives: what is `bounced` becomes `unsubscribed`, the rest stays. */
  liftBounce(folded: string): Promise<void>;
  /** In the addresses' order; null where the address may be added. */
  importBlocks(folded: string[]): Promise<(ImportBlock | null)[]>;
};

export type Claim = {number: number; isNew: boolean};

/**
 * What an erased subscriber was, or what ended their having this address. Only its HMAC is kept. `bounced`
 * may ask again once a month, `suppressed` (such as by a complaint) never.
 */
export type ImportBlock = 'unsubscribed' | 'bounced' | 'suppressed';

const blockLetters = {unsubscribed: 'u', bounced: 'b', suppressed: 's'} as const;

/**
 * At a million addresses a bucket holds 122; up to 4 million it stays within `hash-max-listpack-entries`
 * (512).
 */
const buckets = 8192;
/** 96 bits beside the bucket's 13: among a billion addresses two collide with odds of one in 10^15. */
const fieldCharacters = 16;

type Place = {key: string; field: string};

const changeBlock = loadScript('src/subscribers/store/lua/change-block.lua');
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
  const placeOf = (folded: string): Place => {
    const digest = createHmac('sha256', pepper).update(folded).digest();
    return {
      key: keys.bucket(digest.readUInt16BE(30) % buckets),
      field: digest.toString('base64url').slice(0, fieldCharacters),
    };
  };

  const lookUp = async (places: Place[]): Promise<(number | null)[]> => {
    const replies = await pipelined(redis, pipeline => {
      for (const {key, field} of places) pipeline.hget(key, field);
    });
    return replies.map(textReply).map(reply => (reply === null ? null : Number(reply)));
  };

  const claimFree = async (places: Place[]): Promise<Claim[]> => {
    if (places.length === 0) return [];
    const highest = await redis.incrby(keys.highest, places.length);
    const numbers = places.map((_, place) => highest - places.length + 1 + place);
    const won = await pipelined(redis, pipeline => {
      places.forEach(({key, field}, place) => {
        pipeline.hsetnx(key, field, String(numbers[place]));
      });
    });
    const winners = won.includes(0) ? await lookUp(places) : numbers;
    return winners.map((number, place) => {
      if (number === null) throw new Error('an address claim vanished while it was made');
      return {number, isNew: won[place] === 1};
    });
  };

  return {
    find: folded => lookUp(folded.map(placeOf)),
    claim: async folded => {
      const places = folded.map(placeOf);
      const found = await lookUp(places);
      const claimed = await claimFree(places.filter((_, place) => found[place] === null));
      const rest = claimed.values();
      return found.map(number => {
        if (number !== null) return {number, isNew: false};
        const next = rest.next().value;
        if (!next) throw new Error('fewer addresses were claimed than asked for');
        return next;
      });
    },
    assign: async (folded, number) => {
      const {key, field} = placeOf(folded);
      if ((await redis.hsetnx(key, field, String(number))) === 1) return number;
      const [owner] = await lookUp([{key, field}]);
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
    blockImport: async (folded, as) => {
      const {key, field} = placeOf(folded);
      const weaker = as === 'suppressed' ? 'ub' : 'u';
      await changeBlock(redis, {keys: [key], args: [blockField(field), blockLetters[as], weaker, 'or-none']});
    },
    liftBounce: async folded => {
      const {key, field} = placeOf(folded);
      const {unsubscribed, bounced} = blockLetters;
      await changeBlock(redis, {
        keys: [key],
        args: [blockField(field), unsubscribed, bounced, 'one-of-them'],
      });
    },
    importBlocks: async folded => {
      const replies = await pipelined(redis, pipeline => {
        for (const {key, field} of folded.map(placeOf)) pipeline.hget(key, blockField(field));
      });
      return replies.map(textReply).map(toImportBlock);
    },
  };
};

/** Beside the address's own field, which is base64url and never begins so. */
const blockField = (field: string): string => `!${field}`;

const toImportBlock = (letter: string | null): ImportBlock | null => {
  if (letter === null) return null;
  if (letter === blockLetters.unsubscribed) return 'unsubscribed';
  if (letter === blockLetters.bounced) return 'bounced';
  if (letter === blockLetters.suppressed) return 'suppressed';
  throw new Error('a note in the address index is damaged');
};
