import type {Paperboy} from '../../app.ts';
import {fetchPicture} from '../../papers/sources/fetch-picture.ts';
import type {WebRooms} from '../../web/deps.ts';

/** What the pages ask of the house, from the house. */
export const roomsOf = (paperboy: Paperboy): WebRooms => {
  const {config, clock, log, subscribers, editions, archive, redis, tokenSecrets, name, letterhead} =
    paperboy;
  return {
    clock,
    log,
    publicUrl: config.PUBLIC_URL,
    tokenSecrets,
    name,
    postalAddress: config.POSTAL_ADDRESS ?? null,
    logoUrl: letterhead.logoUrl,
    accents: letterhead.accents,
    footer: letterhead.footer,
    contact: config.REPLY_TO === undefined ? null : addressIn(config.REPLY_TO),
    transport: config.MAIL_TRANSPORT,
    trustedProxies: config.TRUST_PROXY,
    sources: config.SOURCES,
    subscribeOrigins: config.SUBSCRIBE_ORIGINS,
    subscribers,
    editions,
    archive,
    papers: paperboy.catalogue,
    search: paperboy.search,
    suggest: paperboy.suggest,
    fetchPicture: config.THUMBNAILS === 'on' ? fetchPicture : null,
    subscription: subscriptionOf(paperboy),
    webhooks: {take: paperboy.takeWebhook},
    admin: config.ADMIN_TOKEN
      ? {
          token: config.ADMIN_TOKEN,
          problems: paperboy.problems,
          resending: paperboy,
          operating: paperboy,
          metrics: paperboy.readMetrics,
        }
      : null,
    redis: {
      writable: async () =>
        (await redis.set(`${config.QUEUE_PREFIX}:{health}:written`, clock.now(), 'EX', 60)) === 'OK',
    },
  };
};

const subscriptionOf = (paperboy: Paperboy): WebRooms['subscription'] => ({
  ask: paperboy.askToSubscribe,
  welcome: async ({number, withLatest}) => {
    await paperboy.requestLetter(number, 'welcome');
    return {isLatestComing: withLatest && (await paperboy.sendLatest(number)).kind !== 'none'};
  },
  sendManageLink: number => paperboy.requestLetter(number, 'manage-link'),
  requestAddressChange: paperboy.requestAddressChange,
  confirmAddressChange: paperboy.confirmAddressChange,
  mintComeBack: paperboy.mintComeBack,
  comeBack: paperboy.comeBack,
  tellWhyLeft: paperboy.tellWhyLeft,
  exportOwnData: paperboy.exportOwnData,
  erase: paperboy.erase,
});

/** `Papers <papers@example.org>` as `papers@example.org`. */
const addressIn = (mailbox: string): string => /<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox;
