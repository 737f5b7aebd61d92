import {z} from 'zod';
import {httpUrl, list, origin, wholeNumber} from './shapes.ts';

/** The pages and their operators. */
export const webSettings = {
  PUBLIC_URL: httpUrl
    .default('http://localhost:3000')
    .describe('Public URL of the web pages; every link in an email begins with it'),
  PORT: wholeNumber(0, 65_535).default(3000).describe('Port of the web pages'),
  ADMIN_TOKEN: z
    .string()
    .min(32, 'must have at least 32 characters')
    .optional()
    .describe('Enables the admin page, metrics and HTTP re-send; without it they are off'),
  TRUST_PROXY: wholeNumber(0, 10)
    .default(0)
    .describe('Number of trusted reverse proxies for X-Forwarded-For'),
  SUBSCRIBE_ORIGINS: list
    .pipe(z.array(origin))
    .default([])
    .describe(
      'Sites whose pages may call `POST /api/subscribe`, such as `https://lab.example.org`, separated ' +
        'by commas',
    ),
  THUMBNAILS: z
    .enum(['off', 'on'], 'must be off or on')
    .default('off')
    .describe(
      "Whether pages, and the first three papers of an email, show Hugging Face's thumbnails, fetched " +
        'and served by the web process',
    ),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info')
    .describe('Log level (stderr)'),
};
