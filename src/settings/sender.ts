import {z} from 'zod';
import {mailbox} from './address-shapes.ts';
import {list} from './shapes.ts';

const secrets = list
  .pipe(z.array(z.string().min(32, 'each secret must have at least 32 characters')))
  .default([]);

/** Who writes, and what signs the links. */
export const senderSettings = {
  DIGEST_FROM: mailbox.default('Paperboy <digest@localhost>').describe('Sender of the digest'),
  LETTERS_FROM: mailbox
    .default('Paperboy <letters@localhost>')
    .describe('Sender of letters; use a different address from the digest'),
  REPLY_TO: mailbox.optional().describe('Reply-To address; someone should read it'),
  UNSUBSCRIBE_MAILTO: z
    .email('must be an email address')
    .optional()
    .describe(
      'Inbox named in List-Unsubscribe beside the link; someone must read it and unsubscribe ' +
        'who writes there',
    ),
  POSTAL_ADDRESS: z
    .string()
    .min(1)
    .optional()
    .describe('Your postal address, printed in every email as the law requires (CAN-SPAM)'),
  LIST_ID: z
    .string()
    .regex(/^[A-Za-z0-9.-]{3,200}$/, 'must be a name under a domain of yours, such as daily.example.org')
    .default('daily.localhost')
    .describe("The list's stable name in List-Id (RFC 2919), under a domain of yours"),
  TOKEN_SECRETS: secrets.describe(
    'Secrets that sign links, newest first, separated by commas; at least 32 characters each',
  ),
  UNSUBSCRIBE_SECRETS: secrets.describe(
    'Withdrawn secrets, separated by commas: links that they signed still unsubscribe and do nothing else',
  ),
};
