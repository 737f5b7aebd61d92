import cron from 'node-cron';
import {z} from 'zod';
import {theme} from '../templates/theme.ts';
import {accentOn, footerText, picture, siteName, whyForeignLogo} from './settings/brand.ts';

/**
 * The configuration: one schema, read once from the environment. Each entry's description is what the README's
 * table prints.
 */

const isOrigin = (text: string): boolean =>
  /^https?:/.test(text) && URL.canParse(text) && new URL(text).origin === text;

const list = z.string().transform(text =>
  text
    .split(',')
    .map(part => part.trim())
    .filter(part => part !== ''),
);

const httpUrl = z
  .url({protocol: /^https?$/, error: 'must be an http or https address'})
  .transform(url => url.replace(/\/+$/, ''));

/** As browsers send it in the Origin header (RFC 6454 section 6.1), so that it can be compared letter by letter. */
const origin = z
  .string()
  .refine(isOrigin, 'each must be an origin, such as https://lab.example.org, without a path');

const wholeNumber = (smallest: number, largest: number) =>
  z
    .string()
    .regex(/^\d+$/, 'must be a whole number')
    .transform(Number)
    .pipe(z.number().min(smallest).max(largest));

const cronPattern = z
  .string()
  .refine(text => /^(\S+\s+){4}\S+$/.test(text) && cron.validate(text), 'must be five cron fields, in UTC');

const mailbox = z
  .string()
  .regex(/^[^\r\n<>]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/, 'must be "Name <address>" or an address');

/** Shorter keys than 16 bytes could be guessed; one of none would let everybody in. */
const webhookSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{22,}={0,2}$/, 'each secret must be as Resend shows it, whsec_…');

const knownSources = ['hugging-face', 'arxiv'] as const;

const schema = z.object({
  REDIS_URL: z
    .url({protocol: /^rediss?$/, error: 'must begin with redis:// or rediss://'})
    .optional()
    .describe('The Redis to use; unset: a Redis of its own, kept on disk under `.paperboy/`'),
  QUEUE_PREFIX: z
    .string()
    .regex(/^[A-Za-z0-9_-]{1,40}$/, 'must be 1 to 40 letters, digits, - or _')
    .default('paperboy')
    .describe('Begins every key in Redis, so that instances can share one'),
  MAIL_TRANSPORT: z
    .enum(['resend', 'outbox', 'smtp'])
    .optional()
    .describe('How mail leaves; unset: `resend` with a `RESEND_API_KEY`, else the outbox'),
  RESEND_API_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('The key of the Resend account; unset: mails land in the outbox'),
  RESEND_BASE_URL: httpUrl.default('https://api.resend.com').describe("Where Resend's API is"),
  RESEND_WEBHOOK_SECRET: list
    .pipe(z.array(webhookSecret))
    .default([])
    .describe("The webhook's signing secrets, newest first, separated by commas"),
  RESEND_RATE: z.coerce
    .number()
    .positive()
    .max(1000)
    .optional()
    .describe("Calls a second for all workers together; unset: Resend's own headers decide"),
  SMTP_URL: z
    .url({protocol: /^smtps?$/, error: 'must begin with smtp:// or smtps://'})
    .optional()
    .describe('The mail server for `MAIL_TRANSPORT=smtp`'),
  OUTBOX_DIR: z.string().min(1).default('outbox').describe('The folder of the outbox'),
  SITE_NAME: siteName
    .default('Paperboy')
    .describe('The name of your newsletter, in mails, letters, pages and feeds'),
  LOGO_URL: picture
    .optional()
    .describe(
      `A picture in place of the name at the head of mails, letters and pages, shown as ${theme.logo.width} × ${theme.logo.height}; on the host of \`PUBLIC_URL\``,
    ),
  ACCENT_COLOUR: accentOn('light').describe('The colour of links on the light ground'),
  ACCENT_COLOUR_DARK: accentOn('dark').describe('The colour of links on the dark ground'),
  FOOTER_TEXT: footerText
    .optional()
    .describe('A sentence or two of yours at the end of mails, letters and pages; plain text'),
  TEMPLATES_DIR: z
    .string()
    .min(1)
    .optional()
    .describe('A folder whose `digest.mjml` and `digest.txt` replace ours; docs/templates.md says how'),
  DIGEST_FROM: mailbox.default('Paperboy <digest@localhost>').describe('The sender of the digest'),
  LETTERS_FROM: mailbox
    .default('Paperboy <letters@localhost>')
    .describe('The sender of letters; another address than the digest'),
  REPLY_TO: mailbox.optional().describe('Where answers go; a person should read them'),
  POSTAL_ADDRESS: z
    .string()
    .min(1)
    .optional()
    .describe('Your postal address, printed in every mail, as the law asks (CAN-SPAM)'),
  LIST_ID: z
    .string()
    .regex(/^[A-Za-z0-9.-]{3,200}$/, 'must be a name under a domain of yours, such as daily.example.org')
    .default('daily.localhost')
    .describe("The list's stable name in List-Id (RFC 2919), under a domain of yours"),
  PUBLIC_URL: httpUrl
    .default('http://localhost:3000')
    .describe('Where the web pages are reached; every link in a mail begins with it'),
  PORT: wholeNumber(0, 65_535).default(3000).describe('The port of the web pages'),
  TOKEN_SECRETS: list
    .pipe(z.array(z.string().min(32, 'each secret must have at least 32 characters')))
    .default([])
    .describe('The secrets that sign links, newest first, separated by commas; 32 characters or more each'),
  ADMIN_TOKEN: z
    .string()
    .min(32, 'must have at least 32 characters')
    .optional()
    .describe('Opens the admin page, the metrics and a re-send over HTTP; unset: there are none of them'),
  EDITION_CRON: cronPattern
    .default('10 0 * * *')
    .describe('When the edition of the day before is built, and after its Sunday that of a week, in UTC'),
  COLLECT_CRON: cronPattern.default('5 * * * *').describe('When the sources are asked, in UTC'),
  // Less than Resend remembers a key: what a restored Redis no longer knows is then repeated under a living one.
  CATCH_UP_HOURS: wholeNumber(0, 22).default(6).describe('How late a mail may still go out after its hour'),
  SOURCES: list
    .pipe(z.array(z.enum(knownSources)).min(1))
    .default(['hugging-face'])
    .describe('Where papers come from: `hugging-face`, `arxiv`, or both with a comma'),
  HUGGING_FACE_URL: httpUrl.default('https://huggingface.co').describe("Where Hugging Face's API is"),
  ARXIV_URL: httpUrl.default('https://export.arxiv.org').describe("Where arXiv's API is"),
  ARXIV_CATEGORIES: list
    .default(['cs.AI', 'cs.CL', 'cs.CV', 'cs.LG'])
    .describe('The categories asked of arXiv, separated by commas'),
  TRUST_PROXY: wholeNumber(0, 10)
    .default(0)
    .describe('How many proxies in front are trusted to tell the address of a visitor'),
  SUBSCRIBE_ORIGINS: list
    .pipe(z.array(origin))
    .default([])
    .describe(
      'The sites whose pages may call `POST /api/subscribe`, such as `https://lab.example.org`, separated by commas',
    ),
  THUMBNAILS: z
    .enum(['off', 'on'])
    .default('off')
    .describe(
      'Whether pages, and the first three papers of a mail, show the pictures that Hugging Face has; the web process fetches them and passes them on',
    ),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'])
    .default('info')
    .describe('How much the log says, on stderr'),
});

export type Config = Readonly<z.infer<typeof schema>> & {
  /** The transport in force after the defaults. */
  readonly MAIL_TRANSPORT: 'resend' | 'outbox' | 'smtp';
};

export type ConfigReading = {kind: 'config'; config: Config} | {kind: 'problems'; problems: string[]};

/**
 * Reads the environment once. An empty value counts as unset. Problems come back all together, each with the
 * setting's name and the rule, never with its value (it may be a secret).
 */
export const readConfig = (environment: Record<string, string | undefined>): ConfigReading => {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const parsed = schema.safeParse(given);
  if (!parsed.success) return {kind: 'problems', problems: parsed.error.issues.map(toProblem)};
  const settings = parsed.data;
  const transport = settings.MAIL_TRANSPORT ?? (settings.RESEND_API_KEY ? 'resend' : 'outbox');
  const config = {...settings, MAIL_TRANSPORT: transport};
  const foreign = whyForeignLogo(config);
  if (foreign !== null) return {kind: 'problems', problems: [foreign]};
  const missing = missingForTransport(config);
  if (missing === null) return {kind: 'config', config};
  const others = problemsOfARealSend(config).map(
    ({setting, problem, fix}) => `${setting} ${problem}: ${fix}`,
  );
  return {kind: 'problems', problems: [missing, ...others]};
};

const missingForTransport = ({MAIL_TRANSPORT, RESEND_API_KEY, SMTP_URL}: Config): string | null => {
  if (MAIL_TRANSPORT === 'resend' && !RESEND_API_KEY)
    return 'RESEND_API_KEY is missing: MAIL_TRANSPORT=resend needs it';
  if (MAIL_TRANSPORT === 'smtp' && !SMTP_URL) return 'SMTP_URL is missing: MAIL_TRANSPORT=smtp needs it';
  return null;
};

const toProblem = (issue: z.core.$ZodIssue): string =>
  `${String(issue.path[0])}: ${plainMessage(issue.message)}`;

const plainMessage = (message: string): string =>
  message.replace(/^Invalid input: /, '').replace(/received .*$/, 'and is not');

export type SendingProblem = {setting: string; problem: string; fix: string};

/**
 * What keeps this configuration from writing to real people: the duties of CAN-SPAM and RFC 8058, all at once,
 * each with its fix. The outbox writes to nobody, so it has none.
 */
export const problemsOfARealSend = (config: Config): SendingProblem[] => {
  if (config.MAIL_TRANSPORT === 'outbox') return [];
  const problems: SendingProblem[] = [];
  if (!config.POSTAL_ADDRESS)
    problems.push({
      setting: 'POSTAL_ADDRESS',
      problem: 'is missing; the law asks for it in every mail',
      fix: 'set it to an address where post reaches you',
    });
  if (!config.PUBLIC_URL.startsWith('https://') && !isLoopback(config.PUBLIC_URL, config))
    problems.push({
      setting: 'PUBLIC_URL',
      problem: 'is not https; mailboxes do not offer the one-click way out without it',
      fix: 'set it to the https address of the web pages',
    });
  if (config.TOKEN_SECRETS.length === 0)
    problems.push({
      setting: 'TOKEN_SECRETS',
      problem: 'is missing; links could be forged by whoever reads the Redis',
      fix: 'set it to the output of: openssl rand -hex 32',
    });
  if (config.DIGEST_FROM.includes('@localhost'))
    problems.push({
      setting: 'DIGEST_FROM',
      problem: 'still names localhost',
      fix: 'set it to an address of a domain that you verified with your mail provider',
    });
  return problems;
};

/** Whether mail goes to a stand-in on this machine: tests and rehearsals, where nobody real is written to. */
const isLoopback = (publicUrl: string, config: Config): boolean =>
  config.MAIL_TRANSPORT === 'resend' && isLoopbackHost(publicUrl) && isLoopbackHost(config.RESEND_BASE_URL);

const isLoopbackHost = (url: string): boolean =>
  /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(new URL(url).hostname);

export type SettingDescription = {name: string; byDefault: string; meaning: string};

/** Every setting with its default and meaning, in the schema's order: what the README's table is made from. */
export const describeSettings = (): SettingDescription[] =>
  Object.entries(schema.shape).map(([name, setting]) => ({
    name,
    byDefault: defaultOf(setting),
    meaning: setting.description ?? '',
  }));

const defaultOf = (setting: z.ZodType): string => {
  const parsed = setting.safeParse(undefined);
  if (!parsed.success || parsed.data === undefined) return '';
  return Array.isArray(parsed.data) ? parsed.data.join(',') : String(parsed.data);
};
