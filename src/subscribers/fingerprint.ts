import {createHmac} from 'node:crypto';

/** 96 bits: enough that no two of the millions counted at once are taken for each other. */
const CHARACTERS = 16;

/**
 * What is counted, as a key in Redis may name it: it cannot be read back without the pepper, which is
 * `openInstance`'s.
 */
export const fingerprintOf = (text: string, pepper: string): string =>
  createHmac('sha256', pepper).update(text).digest('base64url').slice(0, CHARACTERS);
