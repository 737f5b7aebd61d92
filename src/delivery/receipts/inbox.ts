import {ignoreDamage, type NoteDamage} from '../../ops/damage.ts';
import type {Redis} from '../../redis/redis.ts';
import {toReceipt} from './parse-receipt.ts';
import type {Receipt} from './receipt.ts';

/**
 * The receipts that were answered with 200 and are not applied yet. Resend does not send them again, and a
 * queue's job is only a hint: losing every job must lose no complaint.
 */
export type Inbox = {
  keep(receipt: Receipt): Promise<void>;
  forget(receipt: Receipt): Promise<void>;
  /** All that wait, in no order; one may come twice while others are kept. */
  waiting(): AsyncIterable<Receipt[]>;
};

export const openInbox = ({
  redis,
  prefix,
  noteDamage = ignoreDamage,
}: {
  redis: Redis;
  prefix: string;
  noteDamage?: NoteDamage;
}): Inbox => {
  const key = `${prefix}:{receipts}:inbox`;
  return {
    keep: async receipt => {
      await redis.hset(key, receipt.eventId, JSON.stringify(receipt));
    },
    forget: async ({eventId}) => {
      await redis.hdel(key, eventId);
    },
    async *waiting() {
      for await (const fields of redis.hscanStream(key, {count: 500})) {
        const receipts = toReceipts(fields, noteDamage);
        if (receipts.length > 0) yield receipts;
      }
    },
  };
};

/** Redis answers with ids and values in turn. */
const toReceipts = (fields: unknown, noteDamage: NoteDamage): Receipt[] => {
  if (!Array.isArray(fields)) throw new Error('HSCAN gave no list');
  return fields.flatMap((field, place) => {
    if (place % 2 === 0) return [];
    const receipt = toReceipt(String(field));
    const name = String(fields[place - 1])
      .replace(/[^0-9a-f]/g, '?')
      .slice(0, 32);
    if (!receipt) noteDamage({kind: 'receipt', name, problem: 'it is no receipt'});
    return receipt ?? [];
  });
};
