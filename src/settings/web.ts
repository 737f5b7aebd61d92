import {z} from 'zod';
import {DEFAULT_LANGUAGE, languageCodes} from '../../templates/languages/languages.ts';
import {hostName, httpUrl, network, origin} from './address-shapes.ts';
import {list, wholeNumber} from './shapes.ts';

const DEFAULT_PORT = 3000;

/**
 * Where the pages are as long as nobody says it: on this machine. A port that is taken at random is unknown.
 */
export const localUrl = (port: number): string => `http://localhost:${port || DEFAULT_PORT}`;

/** Whether a URL is one that nobody chose, at whatever port. */
export const isLocalUrl = (url: string): boolean => /^http:\/\/localhost:\d+$/.test(url);

/** The pages and their operators. */
export const webSettings = {
  PUBLIC_URL: httpUrl
    .optional()
    .describe(
      'Public URL of the web pages; every link in an email begins with it. Default: this machine, at PORT',
    ),
  DEFAULT_LANGUAGE: z
    .enum(languageCodes, `must be one of ${languageCodes.join(', ')}`)
    .default(DEFAULT_LANGUAGE)
    .describe('Language of emails and pages for readers who have chosen none'),
  PORT: wholeNumber(0, 65_535).default(DEFAULT_PORT).describe('Port of the web pages'),
  ADMIN_TOKEN: z
    .string()
    .min(32, 'must have at least 32 characters')
    .optional()
    .describe('Enables the admin page, metrics and HTTP re-send; without it they are off'),
  ADMIN_TRUSTED_HEADER: z
    .string()
    .regex(/^[A-Za-z][A-Za-z0-9-]{1,60}$/, 'must be the name of a header, such as Remote-User')
    .optional()
    .describe(
      'Header in which a login proxy names the operator, such as `Remote-User`; the name must be one of ' +
        '`paperboy operators list`',
    ),
  ADMIN_TRUSTED_FROM: list
    .pipe(z.array(network))
    .default([])
    .describe('IP addresses of that proxy, by the socket; ADMIN_TRUSTED_HEADER needs them'),
  HOST: hostName
    .default('127.0.0.1')
    .describe('IP address that the web pages listen on; `0.0.0.0` for every network of this machine'),
  METRICS_PORT: wholeNumber(0, 65_535)
    .optional()
    .describe(
      'Port of `/metrics` and `/healthz` of each process, web, worker or scheduler, on HOST and without a ' +
        'login; default: none, and `/metrics` of the pages needs ADMIN_TOKEN',
    ),
  HEALTH_FILE: z
    .string()
    .min(1)
    .optional()
    .describe(
      'File that each process, of any role, writes every 15 seconds while its loop turns, and deletes when ' +
        'it ends; one a process; default: none',
    ),
  TRUST_PROXY: wholeNumber(0, 10)
    .optional()
    .describe(
      'Number of reverse proxies in front whose X-Forwarded-For is believed; default: none, ' +
        'with a warning where one is seen',
    ),
  TRUST_PROXY_FROM: list
    .pipe(z.array(network))
    .default([])
    .describe(
      'Proxies with a public IP address, such as `203.0.113.7` or `203.0.113.0/24`; ' +
        'private addresses are trusted without',
    ),
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
