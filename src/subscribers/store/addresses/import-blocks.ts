import {loadScript, type Redis} from '../../../redis/redis.ts';
import {foldAddress} from '../../address.ts';
import type {PlaceCode} from '../../tokens.ts';
import {pipelined, textReply} from '../pipelined.ts';

/** Where the address index keeps an address. */
export type AddressPlace = {bucket: number; key: string; field: string};

/**
 * What an erased subscriber was, or what ended their having this address. Only its HMAC is kept. `bounced`
 * may ask again once a month, `suppressed` (such as by a complaint) never. `never-again` is what its owner
 * said to a confirmation email; an operator can take it back.
 */
export type ImportBlock = 'unsubscribed' | 'bounced' | 'never-again' | 'suppressed';

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
  /** What a link that blocks the address carries. */
  placeCodeOf(folded: string): PlaceCode;
  /**
   * Blocks the address that a code was made of, by default as `never-again`. A stronger block that stands
   * there stays. Throws for what is no code.
   */
  blockPlace(code: PlaceCode, as?: ImportBlock): Promise<void>;
  /** `never-again` becomes `unsubscribed`, the rest stays; whether it stood there. */
  unblock(folded: string): Promise<boolean>;
};

/** The same for addresses that `parseAddress` returned, as typed. */
export type AddressBlocks = ImportBlocks;

/** Folds each address on its way to the index. */
export const blocksOf = (index: ImportBlocks): AddressBlocks => ({
  blockImport: (address, as) => index.blockImport(foldAddress(address), as),
  liftBounce: address => index.liftBounce(foldAddress(address)),
  importBlocks: addresses => index.importBlocks(addresses.map(foldAddress)),
  placeCodeOf: address => index.placeCodeOf(foldAddress(address)),
  blockPlace: index.blockPlace,
  unblock: address => index.unblock(foldAddress(address)),
});

const letterOf: Record<ImportBlock, string> = {
  unsubscribed: 'u',
  bounced: 'b',
  'never-again': 'n',
  suppressed: 's',
};

/** The blocks that each takes the place of, by their letters. */
const weakerThan: Record<ImportBlock, string> = {
  unsubscribed: '',
  bounced: 'u',
  'never-again': 'ub',
  suppressed: 'ubn',
};

const changeBlock = loadScript('src/subscribers/store/lua/change-block.lua');

type Index = {
  redis: Redis;
  placeOf: (folded: string) => AddressPlace;
  bucketKey: (bucket: number) => string;
};

/** The blocks stand beside the addresses of the address index. */
export const importBlocksIn = (index: Index): ImportBlocks => {
  const {redis, placeOf, bucketKey} = index;
  return {
    blockImport: (folded, as) => block(redis, placeOf(folded), as),
    liftBounce: async folded => {
      await weaken(redis, placeOf(folded), 'bounced');
    },
    importBlocks: async folded => {
      const replies = await pipelined(redis, pipeline => {
        for (const {key, field} of folded.map(placeOf)) pipeline.hget(key, blockField(field));
      });
      return replies.map(textReply).map(toImportBlock);
    },
    placeCodeOf: folded => toCode(placeOf(folded)),
    blockPlace: (code, as = 'never-again') => {
      const {bucket, field} = parseCode(code);
      return block(redis, {bucket, key: bucketKey(bucket), field}, as);
    },
    unblock: folded => weaken(redis, placeOf(folded), 'never-again'),
  };
};

const block = async (redis: Redis, {key, field}: AddressPlace, as: ImportBlock): Promise<void> => {
  await changeBlock(redis, {keys: [key], args: [blockField(field), letterOf[as], weakerThan[as], 'or-none']});
};

/** Whether the block stood there. */
const weaken = async (redis: Redis, {key, field}: AddressPlace, from: ImportBlock): Promise<boolean> => {
  const args = [blockField(field), letterOf.unsubscribed, letterOf[from], 'one-of-them'];
  return (await changeBlock(redis, {keys: [key], args})) === 1;
};

/** The bytes of a bucket's number in a code, and of the field that follows it. */
const BUCKET_BYTES = 2;
const FIELD_BYTES = 12;

const toCode = ({bucket, field}: AddressPlace): PlaceCode => {
  const number = Buffer.alloc(BUCKET_BYTES);
  number.writeUInt16BE(bucket);
  return Buffer.concat([number, Buffer.from(field, 'base64url')]).toString('base64url');
};

const parseCode = (code: PlaceCode): Pick<AddressPlace, 'bucket' | 'field'> => {
  const bytes = Buffer.from(code, 'base64url');
  if (bytes.length !== BUCKET_BYTES + FIELD_BYTES)
    throw new Error('a link names no place in the address index');
  return {bucket: bytes.readUInt16BE(), field: bytes.subarray(BUCKET_BYTES).toString('base64url')};
};

/** Beside the address's own field, which is base64url and never begins so. */
const blockField = (field: string): string => `!${field}`;

const blocks: ImportBlock[] = ['unsubscribed', 'bounced', 'never-again', 'suppressed'];

const toImportBlock = (letter: string | null): ImportBlock | null => {
  if (letter === null) return null;
  const found = blocks.find(name => letterOf[name] === letter);
  if (found === undefined) throw new Error('a note in the address index is damaged');
  return found;
};
