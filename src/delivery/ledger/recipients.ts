import {z} from 'zod';
import type {SubscriberId} from '../../subscribers/subscriber-id.ts';

/**
 * What the same bytes of a mail need beside the manifest, and what an erasure takes away: where it goes, and
 * what its links name. Without an id they name the number: so they did in chunks that were frozen by 0.1.0.
 */
export type Recipient = {address: string; id: SubscriberId | null};

const stored = z.union([z.tuple([z.string(), z.string().nullable()]), z.string()]);

/** The recipients of a chunk as Redis keeps them for a day. */
export const packRecipients = (recipients: Recipient[]): string =>
  JSON.stringify(recipients.map(({address, id}) => [address, id]));

/** Reads them back, also the bare addresses of 0.1.0; null for what this program did not write. */
export const parseRecipients = (text: string): Recipient[] | null =>
  parseStored(text)?.map(one =>
    typeof one === 'string' ? {address: one, id: null} : {address: one[0], id: one[1]},
  ) ?? null;

const parseStored = (text: string) => {
  try {
    return z.array(stored).safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};
