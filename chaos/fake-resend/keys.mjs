/** @import {Reply} from './types.ts' */

/** For how long Resend knows a key: 24 hours. */
export const KEY_LIFE_MS = 24 * 60 * 60 * 1000;

/**
 * The idempotency keys, as Resend documents them: 24 hours from the acceptance; the same key with the same
 * body is given the first answer again, with another body a 409, and while the first is still in the works
 * another 409. A refused call leaves its key unused.
 * @param {{now: () => number}} options
 */
export const openKeys = ({now}) => {
  /** @type {Map<string, {bodyHash: string, reply: Reply, at: number}>} */
  const answered = new Map();
  /** @type {Map<string, string>} */
  const inFlight = new Map();
  return {
    /**
     * @param {string} key
     * @param {string} bodyHash
     * @returns {{kind: 'free'} | {kind: 'concurrent'} | {kind: 'other-body'} | {kind: 'known', reply: Reply}}
     */
    look: (key, bodyHash) => {
      const known = answered.get(key);
      if (known && now() - known.at < KEY_LIFE_MS)
        return known.bodyHash === bodyHash ? {kind: 'known', reply: known.reply} : {kind: 'other-body'};
      const running = inFlight.get(key);
      if (running !== undefined) return running === bodyHash ? {kind: 'concurrent'} : {kind: 'other-body'};
      return {kind: 'free'};
    },
    /**
     * @param {string} key
     * @param {string} bodyHash
     */
    begin: (key, bodyHash) => {
      inFlight.set(key, bodyHash);
    },
    /**
     * @param {string} key
     * @param {{bodyHash: string, reply: Reply, at: number}} accepted
     */
    finish: (key, accepted) => {
      inFlight.delete(key);
      answered.set(key, accepted);
    },
    /** @param {string} key */
    abandon: key => {
      inFlight.delete(key);
    },
  };
};
