import {Writable} from 'node:stream';
import type {Hono} from 'hono';
import {pino} from 'pino';
import {DAY} from '../../src/clock.ts';
import {hashContent} from '../../src/editions/compose.ts';
import type {EditionPaper} from '../../src/editions/edition.ts';
import {parseEditionId} from '../../src/editions/edition-id.ts';
import type {Editions} from '../../src/editions/edition-store.ts';
import {parsePaperId} from '../../src/papers/paper-id.ts';
import type {Subscriber} from '../../src/subscribers/subscriber.ts';
import {suppress} from '../../src/subscribers/suppress.ts';
import {type LinkKeys, mintToken, type TokenScope} from '../../src/subscribers/tokens.ts';
import {type AddSubscriber, addOrAskAgain} from '../../src/use-cases/subscribers/add-subscriber.ts';
import type {Subscribe} from '../../src/use-cases/subscribers/subscribe.ts';
import {webApp} from '../../src/web/app.ts';
import {type WebDeps, webDepsOf} from '../../src/web/deps.ts';
import {openNewsletter, type TestClock, testClock} from './newsletter.ts';
import {reasonsIn} from './texts/reasons.ts';

export const publicUrl = 'https://paperboy.example.org';
export const secrets = ['a-secret-for-tests-of-32-characters', 'an-older-secret-for-tests-of-32-ch'];

/** A whole instance with its pages: the real wiring, a clock that is set, and a log that is kept. */
export type TestSite = Awaited<ReturnType<typeof openTestSite>>;

const NINE_O_CLOCK = Date.UTC(2026, 2, 13, 9);

const ENVIRONMENT = {
  PUBLIC_URL: publicUrl,
  TOKEN_SECRETS: secrets.join(','),
  POSTAL_ADDRESS: '1 Example Street, Example Town',
  REPLY_TO: 'Papers <papers@example.org>',
  SOURCES: 'hugging-face',
};

const doNothing = (): void => undefined;

type Opening = {
  environment?: Record<string, string>;
  /** Sleeping does not move it, where nothing else is given. */
  clock?: TestClock;
};

/**
 * Opened once a file and emptied between its tests. `changes` take the place of what the wiring gives to
 * the pages. What an operator would configure differently is the `environment`.
 */
export const openTestSite = async (
  changes: Partial<WebDeps> = {},
  {environment = {}, clock = testClock(NINE_O_CLOCK, {stands: true})}: Opening = {},
) => {
  const {log, logged, forget} = keptLog();
  const openedAt = clock.at;
  const newsletter = await openNewsletter({environment: {...ENVIRONMENT, ...environment}, clock, log});
  const {paperboy, redis} = newsletter;
  const {stores} = paperboy;
  const requests: Subscribe[] = [];
  const hooks = {beforeSubscribe: doNothing};
  const deps = watched({...webDepsOf(paperboy), ...changes}, {requests, hooks});
  const keys = (secret?: string): LinkKeys =>
    secret ? {...paperboy.linkKeys, secrets: [secret]} : paperboy.linkKeys;
  const reread = async (number: number) => required((await stores.subscribers.read([number]))[0]);
  return {
    ...visitTo(webApp(deps)),
    ...{deps, newsletter, paperboy, stores, redis, clock, logged, hooks, reread},
    /** What visitors asked for a subscription with. */
    requests,
    /** The letters that wait to be sent. */
    letters: async () =>
      (await stores.letterRequests.waiting(1000)).map(({number, letter}) => ({number, name: letter})),
    /** Other pages of the same instance. */
    with: (others: Partial<WebDeps>) => visitTo(webApp({...deps, ...others})),
    /** A subscriber in a state; the address is made from it. */
    subscriber: async (state: 'pending' | 'active', address = `${state}@example.org`) => {
      const request: AddSubscriber = {
        ...{address, confirmed: state === 'active'},
        ...{consentText: 'A test agreed.', via: 'command'},
      };
      const outcome = await addOrAskAgain({subscribers: stores.subscribers, now: clock.at}, request);
      if (!('subscriber' in outcome)) throw new Error(outcome.reason);
      return outcome.subscriber;
    },
    suppress: async (number: number) => {
      await suppress({subscribers: stores.subscribers, number, now: clock.at, why: 'bounced'});
    },
    token: (scope: TokenScope, reader: Subscriber, {expiresAt = null, secret}: TokenLife = {}) =>
      mintToken({keys: keys(secret), scope, reader, epoch: reader.epoch, expiresAt}),
    build: (id: string, papers: EditionPaper[], note?: string) =>
      freeze(stores.editions, {id, papers, ...(note === undefined ? {} : {note})}),
    /** As if it had just been opened: nothing is kept, nothing was said, and it is the same time again. */
    empty: async () => {
      await newsletter.empty();
      requests.length = 0;
      hooks.beforeSubscribe = doNothing;
      clock.at = openedAt;
      clock.woken.length = 0;
      forget();
    },
    close: newsletter.close,
  };
};

type Watch = {requests: Subscribe[]; hooks: {beforeSubscribe: () => void}};

/** The deps, with every request for a subscription noted. */
const watched = (deps: WebDeps, {requests, hooks}: Watch): WebDeps => ({
  ...deps,
  subscribers: {
    ...deps.subscribers,
    subscribe: async request => {
      hooks.beforeSubscribe();
      requests.push(request);
      return deps.subscribers.subscribe(request);
    },
  },
});

/** A visitor without a browser. */
const visitTo = (app: Hono) => ({
  app,
  get: async (path: string, headers: Record<string, string> = {}) => app.request(path, {headers}),
  post: async (path: string, body: RequestInit['body'] = '', headers: Record<string, string> = {}) =>
    app.request(path, {method: 'POST', body, headers}),
});

type TokenLife = {expiresAt?: number | null; secret?: string};

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
  reasons: reasonsIn('34 upvotes'),
  ...changes,
});

export const required = <Value>(value: Value | null | undefined): Value => {
  if (value === null || value === undefined) throw new Error('the test needs a value here');
  return value;
};

type Frozen = {id: string; papers: EditionPaper[]; note?: string};

/** An edition as it is kept, without the mails that the build would compile. */
const freeze = async (editions: Editions, {id: text, ...rest}: Frozen) => {
  const reading = parseEditionId(text);
  if (reading.kind === 'refused') throw new Error(reading.reason);
  const content = {id: reading.id, ...rest};
  const edition = {content, hash: hashContent(content), builtAt: Date.UTC(2026, 2, 13)};
  await editions.freeze({edition, compiled: {hash: 'none', json: '{}'}, curationRevision: 0, considered: []});
};

/** A log that can be read. */
const keptLog = () => {
  const lines: string[] = [];
  const sink = new Writable({
    write: (chunk, _encoding, done) => {
      lines.push(String(chunk));
      done();
    },
  });
  return {
    log: pino({level: 'debug'}, sink),
    logged: () => lines.join(''),
    forget: () => {
      lines.length = 0;
    },
  };
};
