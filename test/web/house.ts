import {Writable} from 'node:stream';
import type {Hono} from 'hono';
import {pino} from 'pino';
import {DAY, systemClock} from '../../src/clock.ts';
import {openLedger} from '../../src/delivery/ledger/ledger.ts';
import {openArchive} from '../../src/editions/archive.ts';
import {hashContent} from '../../src/editions/compose.ts';
import type {EditionPaper} from '../../src/editions/edition.ts';
import {dailyEdition, parseEditionId} from '../../src/editions/edition-id.ts';
import {type Editions, openEditions} from '../../src/editions/edition-store.ts';
import {openSuggestions, type Suggestions} from '../../src/editions/suggestions/suggestion-store.ts';
import type {LetterName} from '../../src/mail/letters.ts';
import {openCatalogue} from '../../src/papers/catalogue/catalogue.ts';
import {parsePaperId} from '../../src/papers/paper-id.ts';
import {openPaperSearch} from '../../src/search/paper-search.ts';
import {openSignUpLimits} from '../../src/subscribers/sign-up-limits.ts';
import {openSubscribers, type Subscribers} from '../../src/subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../src/subscribers/subscriber.ts';
import {suppress} from '../../src/subscribers/suppress.ts';
import {mintToken, type TokenScope} from '../../src/subscribers/tokens.ts';
import {suggestPaper} from '../../src/use-cases/editions/suggest-paper.ts';
import {type AddSubscriber, addOrAskAgain} from '../../src/use-cases/subscribers/add-subscriber.ts';
import type {Subscribe} from '../../src/use-cases/subscribers/subscribe.ts';
import {webApp} from '../../src/web/app.ts';
import type {WebRooms} from '../../src/web/deps.ts';
import {wireSubscribers} from '../../src/wiring/subscribers.ts';
import {ourAccents} from '../../templates/theme.ts';
import {openTestRedis, type TestRedis} from '../support/redis.ts';

export const publicUrl = 'https://paperboy.example.org';
export const secrets = ['a-secret-for-tests-of-32-characters', 'an-older-secret-for-tests-of-32-ch'];

/** The pages with real subscribers and editions in a real Redis, a clock that is set, and a log that is kept. */
export type House = {
  app: Hono;
  rooms: WebRooms;
  redis: TestRedis;
  subscribers: Subscribers;
  editions: Editions;
  suggestions: Suggestions;
  /** The letters that were asked for. */
  letters: {number: number; name: LetterName}[];
  /** Who was sent the newest edition when they confirmed. */
  latest: number[];
  /** What a visitor asked with, as the house was told. */
  askings: Subscribe[];
  /** Happens while the house works on the next askings. */
  beforeAsking: () => void;
  clock: TestClock;
  /** Every line of the log so far. */
  logged(): string;
  /** A subscriber in a state; the address is made from it. */
  subscriber(state: 'pending' | 'active', address?: string): Promise<Subscriber>;
  suppress(number: number): Promise<void>;
  reread(number: number): Promise<Subscriber>;
  token(
    scope: TokenScope,
    subscriber: Subscriber,
    life?: {expiresAt?: number | null; secret?: string},
  ): string;
  post(path: string, body?: RequestInit['body'], headers?: Record<string, string>): Promise<Response>;
  get(path: string, headers?: Record<string, string>): Promise<Response>;
  build(id: string, papers: EditionPaper[], note?: string): Promise<void>;
  close(): Promise<void>;
};

export const openHouse = async (changes: Partial<WebRooms> = {}): Promise<House> => {
  const redis = await openTestRedis();
  const subscribers = openSubscribers({redis: redis.redis, prefix: redis.prefix, addressPepper: 'pepper'});
  const limits = openSignUpLimits({redis: redis.redis, prefix: redis.prefix, pepper: 'pepper'});
  const editions = openEditions({redis: redis.redis, prefix: redis.prefix});
  const suggestions = openSuggestions({redis: redis.redis, prefix: redis.prefix});
  const clock = stillClock(Date.UTC(2026, 2, 13, 9));
  const letters: House['letters'] = [];
  const askings: Subscribe[] = [];
  const latest: number[] = [];
  const {log, logged} = keptLog();
  const use = wireSubscribers({
    subscribers,
    limits,
    suggestions,
    editions,
    ledger: openLedger({redis: redis.redis, prefix: redis.prefix}),
    tokenSecrets: secrets,
    requestLetter: async ({number, letter: name}) => {
      letters.push({number, name});
    },
    sendLatest: async number => {
      latest.push(number);
      return {kind: 'planned', edition: dailyEdition('2026-03-12')};
    },
    clock,
    log,
  });
  const papers = openCatalogue({redis: redis.redis, prefix: redis.prefix});
  const rooms: WebRooms = {
    clock,
    log,
    publicUrl,
    tokenSecrets: secrets,
    name: 'Paperboy',
    postalAddress: '1 Example Street, Example Town',
    logoUrl: null,
    accents: ourAccents,
    footer: null,
    contact: 'papers@example.org',
    transport: 'resend',
    trustedProxies: 0,
    subscribeOrigins: [],
    sources: ['hugging-face'],
    subscribers: {
      ...use,
      subscribe: async request => {
        house.beforeAsking();
        askings.push(request);
        return use.subscribe(request);
      },
    },
    editions,
    archive: openArchive({redis: redis.redis, prefix: redis.prefix, editions}),
    papers: {...papers, countLikes: subscribers.countLikes},
    suggest: given =>
      suggestPaper({subscribers, suggestions, editions, catalogue: papers, clock, log}, given),
    search: openPaperSearch({catalogue: papers, clock: systemClock, log}),
    fetchPicture: null,
    webhooks: {take: async () => ({kind: 'closed'})},
    admin: null,
    redis: {writable: async () => (await redis.redis.set(`${redis.prefix}:ready`, '1')) === 'OK'},
    ...changes,
  };
  const app = webApp(rooms);
  const house: House = {
    app,
    rooms,
    redis,
    subscribers,
    editions,
    suggestions,
    letters,
    latest,
    askings,
    beforeAsking: () => undefined,
    clock,
    logged,
    subscriber: (state, address = `${state}@example.org`) =>
      added({subscribers, now: clock.at, state, address}),
    suppress: async number => {
      await suppress({subscribers, number, now: clock.at, why: 'bounced'});
    },
    reread: async number => required((await subscribers.read([number]))[0]),
    token: (scope, {number, epoch}, {expiresAt = null, secret} = {}) =>
      mintToken({secrets: secret ? [secret] : secrets, scope, number, epoch, expiresAt}),
    post: async (path, body = '', headers = {}) => app.request(path, {method: 'POST', body, headers}),
    get: async (path, headers = {}) => app.request(path, {headers}),
    build: (id, papers, note) => built({editions, id, papers, note}),
    close: redis.close,
  };
  return house;
};

/** A clock that stands where it is put; who sleeps wakes at once, and it is noted until when. */
export type TestClock = {at: number; woken: number[]; now(): number; sleep(ms: number): Promise<void>};

const stillClock = (at: number): TestClock => {
  const clock: TestClock = {
    at,
    woken: [],
    now: () => clock.at,
    sleep: async ms => {
      clock.woken.push(clock.at + ms);
    },
  };
  return clock;
};

export const form = (fields: Record<string, string>): URLSearchParams => new URLSearchParams(fields);

export const inTwoDays = (now: number): number => now + 2 * DAY;

/** A paper of an edition, plain where nothing else is said. */
export const editionPaper = (rank: number, changes: Partial<EditionPaper> = {}): EditionPaper => ({
  id: required(parsePaperId(`2503.${String(10_000 + rank)}`)),
  rank,
  title: `A plain title of paper ${rank}`,
  authors: ['Ada Lovelace', 'Alan Turing'],
  otherAuthors: 0,
  organisation: null,
  summary: '',
  abstract: 'An abstract that was made up for a test.',
  keywords: [],
  links: {page: 'https://arxiv.org/abs/2503.10001', pdf: null, code: null, project: null},
  votes: 34,
  comments: 0,
  reasons: ['34 upvotes'],
  ...changes,
});

export const required = <Value>(value: Value | null | undefined): Value => {
  if (value === null || value === undefined) throw new Error('the test needs a value here');
  return value;
};

type Added = {subscribers: Subscribers; now: number; state: 'pending' | 'active'; address: string};

const added = async ({subscribers, now, state, address}: Added): Promise<Subscriber> => {
  const confirmed = state === 'active';
  const request: AddSubscriber = {address, confirmed, consentText: 'A test agreed.', via: 'command'};
  const outcome = await addOrAskAgain({subscribers, now}, request);
  if (outcome.kind === 'refused') throw new Error(outcome.reason);
  return outcome.subscriber;
};

type Built = {editions: Editions; id: string; papers: EditionPaper[]; note: string | undefined};

const built = async ({editions, id, papers, note}: Built) => {
  const reading = parseEditionId(id);
  if (reading.kind === 'refused') throw new Error(reading.reason);
  const content = {id: reading.id, ...(note === undefined ? {} : {note}), papers};
  const edition = {content, hash: hashContent(content), builtAt: Date.UTC(2026, 2, 13)};
  await editions.freeze({edition, compiled: {hash: 'none', json: '{}'}, curationRevision: 0, considered: []});
};

const keptLog = () => {
  const lines: string[] = [];
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  return {log: pino({level: 'debug'}, sink), logged: () => lines.join('')};
};
