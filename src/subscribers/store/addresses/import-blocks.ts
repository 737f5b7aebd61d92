import {loadScript, type Redis} from '../../../redis/redis.ts';
import {pipelined, textReply} from '../pipelined.ts';

/** Where the address index keeps an address. */
export type AddressPlace = {key: string; field: string};

/**
 * What an erased subscriber was, or what ended their having this address. Only its HMAC is kept. `bounced`
 * may ask again once a month, `suppressed` (such as by a complaint) never.
 */
export type ImportBlock = 'unsubscribed' | 'bounced' | 'suppressed';

/** Addresses that may not be imported. */
export type ImportBlocks = {
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

const blockLetters = {unsubscribed: 'u', bounced: 'b', suppressed: 's'} as const;

const changeBlock = loadScript('src/subscribers/store/lua/change-block.lua');

/** The blocks stand beside the addresses of the address index. */
export const importBlocksIn = ({
  redis,
  placeOf,
}: {
  redis: Redis;
  placeOf: (folded: string) => AddressPlace;
}): ImportBlocks => ({
  blockImport: async (folded, as) => {
    const {key, field} = placeOf(folded);
    const weaker = as === 'suppressed' ? 'ub' : 'u';
    await changeBlock(redis, {keys: [key], args: [blockField(field), blockLetters[as], weaker, 'or-none']});
  },
  liftBounce: async folded => {
    const {key, field} = placeOf(folded);
    const {unsubscribed, bounced} = blockLetters;
    await changeBlock(redis, {keys: [key], args: [blockField(field), unsubscribed, bounced, 'one-of-them']});
  },
  importBlocks: async folded => {
    const replies = await pipelined(redis, pipeline => {
      for (const {key, field} of folded.map(placeOf)) pipeline.hget(key, blockField(field));
    });
    return replies.map(textReply).map(toImportBlock);
  },
});

/** Beside the address's own field, which is base64url and never begins so. */
const blockField = (field: string): string => `!${field}`;

const toImportBlock = (letter: string | null): ImportBlock | null => {
  if (letter === null) return null;
  if (letter === blockLetters.unsubscribed) return 'unsubscribed';
  if (letter === blockLetters.bounced) return 'bounced';
  if (letter === blockLetters.suppressed) return 'suppressed';
  throw new Error('a note in the address index is damaged');
};
