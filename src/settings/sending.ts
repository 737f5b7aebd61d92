import {z} from 'zod';
import {httpUrl} from './address-shapes.ts';
import {list, webhookSecret} from './shapes.ts';

/** It goes into an HTTP header: printable ASCII without spaces (RFC 9110 section 5.5). */
const apiKey = z
  .string()
  .regex(/^[\x21-\x7e]+$/, 'must be one line of printable ASCII characters without spaces');

const quota = z.coerce
  .number('must be a number')
  .int('must be a whole number')
  .positive('must be above 0')
  .optional();

/** How mail leaves. */
export const sendingSettings = {
  MAIL_TRANSPORT: z
    .enum(['resend', 'outbox', 'smtp'], 'must be resend, outbox or smtp')
    .optional()
    .describe('How email is sent; default: `resend` with a `RESEND_API_KEY`, otherwise the outbox'),
  RESEND_API_KEY: apiKey.optional().describe('Resend API key; without it emails go to the outbox'),
  RESEND_BASE_URL: httpUrl.default('https://api.resend.com').describe("Base URL of Resend's API"),
  RESEND_WEBHOOK_SECRET: list
    .pipe(z.array(webhookSecret))
    .default([])
    .describe("The webhook's signing secrets, newest first, separated by commas"),
  RESEND_RATE: z.coerce
    .number('must be a number')
    .positive('must be above 0')
    .max(1000, 'must be at most 1000')
    .optional()
    .describe("API calls per second across all workers; default: from Resend's response headers"),
  RESEND_DAILY_QUOTA: quota.describe(
    'Emails a day that the plan allows (100 on the free one); tells at 80 % of it. Default: none',
  ),
  RESEND_MONTHLY_QUOTA: quota.describe(
    'Emails a month that the plan allows (3000 on the free one); tells at 80 % of it. Default: none',
  ),
  SMTP_URL: z
    .url({protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://'})
    .optional()
    .describe('Mail server for `MAIL_TRANSPORT=smtp`'),
  OUTBOX_DIR: z.string().min(1).default('outbox').describe('Folder of the outbox'),
};
