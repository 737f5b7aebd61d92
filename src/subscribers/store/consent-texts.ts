import {createHash} from 'node:crypto';
import type {NoteDamage} from '../../ops/damage.ts';
import type {Redis} from '../../redis/redis.ts';

/**
 * The texts that subscribers agreed to, each kept once under a short hash of itself: thousands agree to the
 * same one, and the text is the proof (GDPR article 7.1).
 */
export type ConsentTexts = {
  /** Keeps texts before a record names them; returns their ids in order. */
  keep(texts: string[]): Promise<string[]>;
  /** The texts of ids, each looked up in Redis once in a process's life; one that is gone is left out. */
  recall(ids: Iterable<string>): Promise<ReadonlyMap<string, string>>;
};

/** SHA-256 of a text that was agreed to, in hex: shows that it was not changed since. */
export const consentHash = (text: string): string => createHash('sha256').update(text).digest('hex');

const idOf = (text: string): string =>
  Buffer.from(consentHash(text), 'hex').toString('base64url').slice(0, 11);

export const openConsentTexts = ({
  redis,
  key,
  noteDamage,
}: {
  redis: Redis;
  key: string;
  noteDamage: NoteDamage;
}): ConsentTexts => {
  const known = new Map<string, string>();
  return {
    keep: async texts => {
      const ids = texts.map(idOf);
      const byId = new Map(texts.map((text, place) => [ids[place] ?? idOf(text), text]));
      if (byId.size > 0) await redis.hset(key, byId);
      return ids;
    },
    recall: async ids => {
      const missing = [...new Set(ids)].filter(id => !known.has(id));
      if (missing.length === 0) return known;
      const texts = await redis.hmget(key, ...missing);
      missing.forEach((id, place) => {
        const text = texts[place];
        if (typeof text === 'string') known.set(id, text);
        else noteDamage({kind: 'consent', name: id, problem: 'its text is gone'});
      });
      return known;
    },
  };
};
