import type {Paperboy} from '../app.ts';
import {fetchPicture} from '../papers/sources/fetch-picture.ts';
import {onlyThese, trustedNeighbours} from './visitors/proxies.ts';

/** What pages print about the site, and what its operator allows. */
export const aboutTheSite = ({config, letterhead, feedBase}: Paperboy) => ({
  /** Where the pages are reached, without a slash at the end; the only source of links. */
  publicUrl: config.PUBLIC_URL,
  /** What the ids in feeds begin with, whatever PUBLIC_URL is. */
  feedBase,
  /** The instance's name, `Paperboy`. */
  name: config.SITE_NAME,
  postalAddress: config.POSTAL_ADDRESS ?? null,
  /** A picture in place of the name, on the host of the pages; null for the name in letters. */
  logoUrl: letterhead.logoUrl,
  accents: letterhead.accents,
  /** What the operator says at the end of every page; null for nothing. */
  footer: letterhead.footer,
  /** Where questions go that a person should read: `papers@example.org`; null where none is set. */
  contact: config.REPLY_TO === undefined ? null : addressIn(config.REPLY_TO),
  /** How mail leaves, since the privacy page names who delivers it. */
  transport: config.MAIL_TRANSPORT,
  /** How many proxies in front are trusted to tell the IP address of a visitor. */
  trustedProxies: config.TRUST_PROXY ?? 0,
  /** Whether nothing was said of proxies; then a forwarded request is worth a warning. */
  isProxyUnset: config.TRUST_PROXY === undefined,
  /** Whether the other end of a connection may say for whom it asks. */
  isTrustedNeighbour: trustedNeighbours(config.TRUST_PROXY_FROM),
  /** The proxy that says who logged in, and the header in which; null for none. */
  loginProxy: loginProxyOf(config),
  /** For how many days the record of who unsubscribed is kept; null for good. */
  keepLeftDays: config.KEEP_LEFT_DAYS ?? null,
  /** Where papers come from. */
  sources: config.SOURCES,
  /** The origins of other sites whose pages may request a subscription. */
  subscribeOrigins: config.SUBSCRIBE_ORIGINS,
  /** Fetches the picture of a paper from its source; null where pages show none. */
  fetchPicture: config.THUMBNAILS === 'on' ? fetchPicture : null,
});

const loginProxyOf = ({ADMIN_TRUSTED_HEADER, ADMIN_TRUSTED_FROM}: Paperboy['config']) =>
  ADMIN_TRUSTED_HEADER === undefined
    ? null
    : {header: ADMIN_TRUSTED_HEADER, isListed: onlyThese(ADMIN_TRUSTED_FROM)};

/** `Papers <papers@example.org>` as `papers@example.org`. */
const addressIn = (mailbox: string): string => /<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox;
