import {z} from 'zod';
import {wholeNumber} from './shapes.ts';

/** For how long is kept what nobody needs any more. */
export const keepingSettings = {
  NOES_FILE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'File in which this host notes who left, bounced, complained or was erased, without addresses, for a ' +
        'restore to know; keep it where Redis is not. Default: `.paperboy/noes.jsonl`',
    ),
  KEEP_LEFT_DAYS: wholeNumber(1, 36_500)
    .optional()
    .describe(
      'Days after which the record of who unsubscribed is deleted; a fingerprint stays, so that no import ' +
        'adds them again. Default: kept',
    ),
  KEEP_DETAILS_DAYS: wholeNumber(8, 36_500)
    .default(90)
    .describe(
      'Days after its last email for which an edition keeps what became of each one, with receipts; then ' +
        'sums and states alone, and no re-send',
    ),
  KEEP_SNAPSHOTS_DAYS: wholeNumber(8, 36_500)
    .default(30)
    .describe('Days for which every count of a paper’s votes is kept; then one a day'),
  KEEP_LETTERS_DAYS: wholeNumber(2, 36_500)
    .default(30)
    .describe('Days for which it is kept what became of a confirmation or another letter'),
  KEEP_AUDIT_DAYS: wholeNumber(30, 36_500)
    .default(730)
    .describe('Days for which operators’ orders and decisions are kept'),
};
