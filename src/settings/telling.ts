import {z} from 'zod';
import {httpUrl} from './address-shapes.ts';
import {webhookSecret} from './shapes.ts';

/** Who is told when something is wrong, and which program hears of what happens. */
const percent = z.coerce
  .number('must be a number')
  .positive('must be above 0')
  .max(100, 'must be at most 100');

export const tellingSettings = {
  OPERATOR_EMAIL: z
    .email('must be an email address')
    .optional()
    .describe('Gets one email when trouble starts and one when it ends'),
  ALERT_URL: httpUrl
    .optional()
    .describe('Gets the same as a POST: a webhook of Slack or Discord, or any URL that takes JSON'),
  EVENTS_URL: httpUrl
    .optional()
    .describe(
      'Gets a POST for `subscriber.confirmed`, `subscriber.left`, `edition.ready`, `edition.done` and ' +
        '`edition.paused`; readers are named by their random id',
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: httpUrl
    .optional()
    .describe('Gets traces: the base URL of an OTLP receiver over HTTP, such as http://localhost:4318'),
  BOUNCE_LIMIT_PERCENT: percent
    .default(4)
    .describe(
      'Bounces of the last 7 days, in percent of the accepted emails, from which /admin asks for you',
    ),
  COMPLAINT_LIMIT_PERCENT: percent.default(0.08).describe('The same for complaints'),
  ALERT_SECRET: webhookSecret
    .optional()
    .describe('Signs what goes to ALERT_URL and EVENTS_URL (Standard Webhooks), `whsec_` and base64'),
};
