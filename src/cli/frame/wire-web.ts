import type {Paperboy} from '../../app.ts';
import {fetchPicture} from '../../papers/sources/fetch-picture.ts';
import type {WebRooms} from '../../web/deps.ts';

/** What the pages ask of the house, from the house. */
export const roomsOf = (paperboy: Paperboy): WebRooms => {
  const {config, clock, log, subscribers, editions, papers, sending, operations, tokenSecrets, letterhead} =
    paperboy;
  return {
    clock,
    log,
    publicUrl: config.PUBLIC_URL,
    tokenSecrets,
    name: config.SITE_NAME,
    postalAddress: config.POSTAL_ADDRESS ?? null,
    logoUrl: letterhead.logoUrl,
    accents: letterhead.accents,
    footer: letterhead.footer,
    contact: config.REPLY_TO === undefined ? null : addressIn(config.REPLY_TO),
    transport: config.MAIL_TRANSPORT,
    trustedProxies: config.TRUST_PROXY,
    sources: config.SOURCES,
    subscribeOrigins: config.SUBSCRIBE_ORIGINS,
    editions,
    archive: editions.archive,
    papers,
    search: papers.search,
    suggest: editions.suggest,
    fetchPicture: config.THUMBNAILS === 'on' ? fetchPicture : null,
    subscribers,
    webhooks: {take: sending.takeWebhook},
    admin: config.ADMIN_TOKEN
      ? {
          token: config.ADMIN_TOKEN,
          problems: paperboy.problems,
          resending: sending,
          operating: {
            ...operations,
            ...editions,
            ...sending,
            ...paperboy.orders,
            orderOf: paperboy.orders.of,
          },
          metrics: operations.metrics,
        }
      : null,
    redis: {writable: operations.canWrite},
  };
};

/** `Papers <papers@example.org>` as `papers@example.org`. */
const addressIn = (mailbox: string): string => /<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox;
