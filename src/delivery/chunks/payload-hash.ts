import {createHash} from 'node:crypto';
import {type Batch, mailsIn} from '../../mail/body/batch.ts';
import type {Mail} from '../../mail/mail.ts';

/** The number of the formula that hashes now; it stands before the hash. */
const FORMULA = '2:';

/** What a chunk's mails were, as its ledger keeps it: SHA-256 over the whole body, in hex, after `2:`. */
export const payloadHash = ({body}: Batch): string =>
  FORMULA + createHash('sha256').update(body).digest('hex');

/**
 * Whether the mails are those of a kept hash, by the formula that made it: a chunk may be in doubt while
 * Paperboy is updated.
 */
export const isPayload = (kept: string, batch: Batch): boolean =>
  kept === (kept.startsWith(FORMULA) ? payloadHash(batch) : firstPayloadHash(mailsIn(batch)));

/** The formula of 0.1.0, which hashed the parts of each mail. */
const firstPayloadHash = (mails: Mail[]): string => {
  const hash = createHash('sha256');
  for (const {from, to, replyTo, subject, html, text, headers, tags} of mails)
    hash
      .update(JSON.stringify([{from, to, replyTo, subject, headers, tags}, html.length, text.length]))
      .update(html)
      .update(text);
  return hash.digest('hex');
};
