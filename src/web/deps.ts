import type {LanguageCode} from '../../templates/languages/languages.ts';
import {speechIn} from '../../templates/languages/speech.ts';
import type {Paperboy} from '../app.ts';
import {shownSettings} from '../config.ts';
import {aboutTheSite} from './about-the-site.ts';

/**
 * All that the pages need of an instance. Its type is what this function returns, and is written nowhere
 * else.
 */
export type WebDeps = ReturnType<typeof webDepsOf>;

/** The part that is null without an `ADMIN_TOKEN`. */
export type AdminDeps = NonNullable<WebDeps['admin']>;

/** What an operator's page or call needs. */
export type AdminContext = {deps: WebDeps; admin: AdminDeps};

/** What the pages get of an instance: what they print about it, and the use cases by group. */
export const webDepsOf = (paperboy: Paperboy) => ({
  clock: paperboy.clock,
  log: paperboy.log,
  subscribers: paperboy.subscribers,
  editions: paperboy.editions,
  papers: paperboy.papers,
  sending: paperboy.sending,
  orders: paperboy.orders,
  operations: paperboy.operations,
  telling: paperboy.telling,
  operators: paperboy.operators,
  today: paperboy.today,
  /** From which share of bounces and of complaints, in percent, an operator is asked for. */
  rateLimits: {
    bounced: paperboy.config.BOUNCE_LIMIT_PERCENT,
    complained: paperboy.config.COMPLAINT_LIMIT_PERCENT,
  },
  /** What signs links. */
  linkKeys: paperboy.linkKeys,
  /** The settings as they are, secrets masked; for operators alone. */
  settings: shownSettings(paperboy.config),
  /** What every page says before anything else; null for nothing. */
  note: NO_NOTE,

  /** The language that pages are in. */
  speech: speechIn(paperboy.config.DEFAULT_LANGUAGE),
  /** What an address asked for (`?lang=de`), so that its links ask for it too. */
  askedLanguage: NO_LANGUAGE,
  /** The language of readers who have chosen none. */
  instanceLanguage: paperboy.config.DEFAULT_LANGUAGE,
  ...aboutTheSite(paperboy),
  /** What an operator may do over HTTP; null without an ADMIN_TOKEN, and then there is no admin page. */
  admin: adminOf(paperboy),
});

const NO_NOTE: 'frame.preview' | null = null;
const NO_LANGUAGE: LanguageCode | null = null;

const adminOf = ({config, problems}: Paperboy) => {
  const token = config.ADMIN_TOKEN;
  return token ? {token, problems} : null;
};
