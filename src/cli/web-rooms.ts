import type {Paperboy} from '../app.ts';
import {addSubscriber} from '../subscribers/add-subscriber.ts';
import type {WebRooms} from '../web/web-rooms.ts';

const LISTED_EDITIONS = 400;

/** What the pages ask of the house, from the house. */
export const roomsOf = (paperboy: Paperboy): WebRooms => {
  const {config, clock, log, subscribers, editions, redis, tokenSecrets, name} = paperboy;
  return {
    clock,
    log,
    publicUrl: config.PUBLIC_URL,
    tokenSecrets,
    name,
    postalAddress: config.POSTAL_ADDRESS ?? null,
    contact: config.REPLY_TO === undefined ? null : addressIn(config.REPLY_TO),
    transport: config.MAIL_TRANSPORT,
    trustedProxies: config.TRUST_PROXY,
    subscribeOrigins: config.SUBSCRIBE_ORIGINS,
    subscribers,
    editions: {
      find: editions.find,
      latest: editions.latest,
      list: async () =>
        (await editions.list(LISTED_EDITIONS)).flatMap(entry => (entry.kind === 'edition' ? [entry] : [])),
    },
    papers: paperboy.catalogue,
    subscription: subscriptionOf(paperboy),
    webhooks: {take: paperboy.takeWebhook},
    admin: config.ADMIN_TOKEN
      ? {token: config.ADMIN_TOKEN, problems: paperboy.problems, resending: paperboy}
      : null,
    redis: {
      writable: async () =>
        (await redis.set(`${config.QUEUE_PREFIX}:{health}:written`, clock.now(), 'EX', 60)) === 'OK',
    },
  };
};

const subscriptionOf = (paperboy: Paperboy): WebRooms['subscription'] => {
  const {subscribers, clock} = paperboy;
  return {
    ask: async ({address, preferences, consentText}) => {
      const outcome = await addSubscriber({
        subscribers,
        now: clock.now(),
        request: {address, ...(preferences ? {preferences} : {}), confirmed: false, consentText, via: 'form'},
      });
      if (outcome.kind === 'refused') return outcome;
      const {number, state} = outcome.subscriber;
      if (state === 'pending') await paperboy.requestLetter(number, 'confirm');
      return {kind: 'taken', reason: outcome.kind};
    },
    welcome: async ({number, withLatest}) => {
      await paperboy.requestLetter(number, 'welcome');
      return {isLatestComing: withLatest && (await paperboy.sendLatest(number)).kind !== 'none'};
    },
  };
};

/** `Papers <papers@example.org>` as `papers@example.org`. */
const addressIn = (mailbox: string): string => /<([^<>]+)>$/.exec(mailbox)?.[1] ?? mailbox;
