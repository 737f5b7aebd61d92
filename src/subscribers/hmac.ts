import {createHash, createHmac, hash} from 'node:crypto';

/** 96 bits: enough that no two of the millions counted at once are taken for each other. */
const CHARACTERS = 16;

/**
 * What is counted, as a key in Redis may name it: it cannot be read back without the pepper, which is
 * `openInstance`'s.
 */
export const fingerprintOf = (text: string, pepper: string): string =>
  createHmac('sha256', pepper).update(text).digest('base64url').slice(0, CHARACTERS);

/** What is signed: `before`, of ASCII, and what stands in a buffer up to `end`. */
export type Signing = {before: string; end: number; macBytes: number};

/** Writes the first bytes of a MAC where the signed bytes end, and returns where those end. */
export type WriteMac = (into: Buffer, signing: Signing) => number;

/** What SHA-256 takes at a time, and what it gives (FIPS 180-4). */
const BLOCK_BYTES = 64;
const HASH_BYTES = 32;

/** More than is ever signed. */
const MAX_SIGNED_BYTES = 512;

/**
 * HMAC-SHA256 of many short texts with one secret (RFC 2104): the same bytes as `createHmac`, which makes an
 * object for each that the collector must see to. Each mail has three.
 */
export const openMacWriter = (secret: string): WriteMac => {
  const key = keyBlock(secret);
  const inner = Buffer.alloc(BLOCK_BYTES + MAX_SIGNED_BYTES);
  const outer = Buffer.alloc(BLOCK_BYTES + HASH_BYTES);
  for (let at = 0; at < BLOCK_BYTES; at += 1) {
    inner[at] = (key[at] ?? 0) ^ 0x36;
    outer[at] = (key[at] ?? 0) ^ 0x5c;
  }
  return (into, {before, end, macBytes}) => {
    if (before.length + end > MAX_SIGNED_BYTES) throw new Error('too much is to be signed');
    const start = BLOCK_BYTES + inner.write(before, BLOCK_BYTES, 'latin1');
    into.copy(inner, start, 0, end);
    outer.write(hash('sha256', inner.subarray(0, start + end), 'binary'), BLOCK_BYTES, 'latin1');
    return end + into.write(hash('sha256', outer, 'binary'), end, macBytes, 'latin1');
  };
};

/** A secret as long as a block: filled up with zeros, and hashed where it is longer. */
const keyBlock = (secret: string): Buffer => {
  const bytes = Buffer.from(secret);
  const key = bytes.length > BLOCK_BYTES ? createHash('sha256').update(bytes).digest() : bytes;
  return Buffer.concat([key], BLOCK_BYTES);
};
