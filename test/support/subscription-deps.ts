import type {LetterToRequest} from '../../src/delivery/letters/request-letter.ts';
import type {Libraries} from '../../src/editions/learning/library-store.ts';
import {silentLog} from '../../src/log.ts';
import type {Subscribers} from '../../src/subscribers/store/subscriber-store.ts';
import type {LinkKeys} from '../../src/subscribers/tokens.ts';
import type {LastLetter} from '../../src/use-cases/sending/send-last-letter.ts';
import type {SubscriptionDeps} from '../../src/wiring/subscribers.ts';

export type TestDeps = SubscriptionDeps & {
  /** The letters that were requested. */
  letters: LetterToRequest[];
  /** Who was told of an erasure. */
  told: LastLetter[];
};

export const TEST_KEYS: LinkKeys = {secrets: ['a-secret-for-tests-of-32-characters'], instance: 'tests1'};

/** Of readers who brought none. */
export const noLibraries: Pick<Libraries, 'findEach'> = {findEach: async numbers => numbers.map(() => null)};

/**
 * What the use cases about a subscription need, on this store, at an instant; what else a test needs comes
 * as changes.
 */
export const depsAt = (
  subscribers: Subscribers,
  now: number,
  changes: Partial<SubscriptionDeps> = {},
): TestDeps => {
  const letters: LetterToRequest[] = [];
  const told: LastLetter[] = [];
  return {
    subscribers,
    letters,
    told,
    damage: {clear: async () => undefined},
    limits: {take: async () => ({kind: 'free'})},
    linkKeys: TEST_KEYS,
    instanceId: TEST_KEYS.instance,
    requestLetter: async letter => {
      letters.push(letter);
    },
    sendLastLetter: async letter => {
      told.push(letter);
    },
    forgetTraces: async () => undefined,
    keepLeftDays: null,
    sendLatest: async () => ({kind: 'none', because: 'no edition'}),
    letterRequests: {result: async () => null},
    libraries: {
      forget: async () => undefined,
      find: async () => null,
      ...noLibraries,
      findProposed: async () => null,
      keep: async () => undefined,
      propose: async () => undefined,
      countUpload: async () => 1,
    },
    openUnderstandLibrary: () => async () => ({kind: 'refused', reason: 'there is no catalogue', file: null}),
    readingLists: {
      of: async () => null,
      forget: async () => undefined,
      find: async () => [],
      save: async () => 'saved',
      remove: async () => 'unknown',
    },
    feedKeys: {
      find: async () => null,
      renew: async (_, madeAt) => ({key: 'k', madeAt}),
      forget: async () => undefined,
    },
    news: {find: async () => []},
    loadInterests: async () => [],
    keptOfReaders: {},
    editions: {list: async () => [], find: async () => null},
    ledger: {
      mailOf: async () => Promise.reject(new Error('there is no ledger here')),
      order: async () => null,
    },
    clock: {now: () => now},
    log: silentLog,
    ...changes,
  };
};
