import {decodeMail, MAIL_STATES, type MailState} from '../src/delivery/ledger/layout.ts';
import {EDITION, type Founded} from './newsletter.ts';
import {HASH, type Keyspace, readAt, textAt} from './redis/keyspace.ts';
import type {World} from './world/world.ts';

const BASE = `sim:{e:${EDITION}}`;

export type Counts = Record<Exclude<MailState, 'none'> | 'audience', number>;

export const countsIn = (keys: Keyspace): Counts => {
  const stored = readAt(keys, `${BASE}:counts`, HASH);
  const count = (name: string) => Number(stored?.get(name) ?? 0);
  return {
    audience: count('audience'),
    pending: count('pending'),
    accepted: count('accepted'),
    failed: count('failed'),
    excluded: count('excluded'),
    uncertain: count('uncertain'),
  };
};

const stateIn = (keys: Keyspace, number: number): MailState => {
  const bytes = textAt(keys, `${BASE}:mails`) ?? '';
  return decodeMail(Buffer.from(bytes.slice(number * 5, number * 5 + 5), 'latin1')).state;
};

/** What happened to people and by people, beside what the ledger and the provider say. */
export type Diary = {
  /** Who pressed "leave", and when that was answered for good; ms since 1970. */
  left: Map<string, {pressedAt: number; doneAt: number | null}>;
  /** Who was suppressed by a webhook that was answered. */
  complained: Set<string>;
  isCancelled: boolean;
  /** From when to when nothing may be called, as it was answered to the operator. */
  holds: {what: 'pause' | 'stop'; from: number; to: number}[];
  /** Whether Redis forgot something. */
  lostWrites: boolean;
  /** For how long something stood still or was cut off, ms: so much later may be done what was begun. */
  stoodStillMs: number;
  /** How often Redis was struck just as somebody asked. */
  struck: number;
  stuck: string | null;
};

/** What a round came to. */
export type Outcome = {
  mails: number;
  calls: number;
  lost: number;
  doubled: number;
  uncertain: number;
  /** Doubts that no fault of the round accounts for. */
  unexplained: number;
  /** Readers of whom the ledger says what is not so, where Redis forgot something and people left. */
  untrue: number;
  /** What else is wrong, a line each. */
  wrong: string[];
};

/** Whether a round shows what must never be. */
export const isFailed = ({lost, doubled, unexplained, wrong}: Outcome): boolean =>
  lost + doubled + unexplained + wrong.length > 0;

/** Compares what was taken with who should have got it and with what the ledger says. */
export const judge = (world: World, founded: Founded, diary: Diary): Outcome => {
  const {keys} = world.server;
  const {provider} = world;
  const inboxes = new Map<string, number>();
  const wrong: string[] = diary.stuck === null ? [] : [`stuck: ${diary.stuck}`];
  for (const {to, number} of provider.taken) {
    inboxes.set(to, (inboxes.get(to) ?? 0) + 1);
    const reader = founded.audience.get(to);
    if (reader?.number !== number) wrong.push(`a mail went to ${to}, who is not of this audience`);
  }
  const outcome: Outcome = {
    ...{mails: provider.taken.length, calls: provider.arrivals.length},
    ...{lost: 0, doubled: 0, uncertain: 0, unexplained: 0, untrue: 0, wrong},
  };
  const isOtherAudience = diary.left.size > 0 || diary.complained.size > 0;
  const isOpenWindow = diary.lostWrites && isOtherAudience;
  for (const [address, {number}] of founded.audience) {
    const mails = inboxes.get(address) ?? 0;
    const state = stateIn(keys, number);
    const mayMiss =
      diary.left.has(address) ||
      diary.isCancelled ||
      provider.badAddresses.has(address) ||
      state === 'uncertain';
    if (mails === 0 && !mayMiss) outcome.lost += 1;
    if (mails > 1) outcome.doubled += 1;
    if (state === 'uncertain') outcome.uncertain += 1;
    if (!isUntrue(state, mails)) continue;
    const isOther = diary.left.has(address) || diary.complained.has(address) || diary.isCancelled;
    if (diary.lostWrites && isOther) outcome.untrue += 1;
    else wrong.push(`${address} is ${state} and has ${mails} mails`);
  }
  // A cancelled edition repeats no call, so that a doubt stays one.
  if (!diary.isCancelled && !isOpenWindow) outcome.unexplained = outcome.uncertain;
  wrong.push(
    ...world.bugs,
    ...imbalances(keys, founded),
    ...heldCalls(world, diary),
    ...lateMails(world, diary),
  );
  return outcome;
};

const isUntrue = (state: MailState, mails: number): boolean => {
  if (state === 'accepted') return mails === 0;
  return (state === 'failed' || state === 'excluded' || state === 'none') && mails > 0;
};

/** The counts of the edition and the entries that they count. */
const imbalances = (keys: Keyspace, founded: Founded): string[] => {
  const counts = countsIn(keys);
  const recount: Counts = {audience: 0, pending: 0, accepted: 0, failed: 0, excluded: 0, uncertain: 0};
  for (const {number} of founded.audience.values()) {
    const state = stateIn(keys, number);
    if (state === 'none') continue;
    recount[state] += 1;
    recount.audience += 1;
  }
  const differs = MAIL_STATES.some(state => state !== 'none' && counts[state] !== recount[state]);
  return differs || counts.audience !== recount.audience
    ? [`the counts are ${JSON.stringify(counts)}, the entries ${JSON.stringify(recount)}`]
    : [];
};

/** So long a call that had begun when the operator got the answer may take until it leaves. */
const ON_ITS_WAY_MS = 6000;

const heldCalls = ({provider}: World, {holds, stoodStillMs, lostWrites}: Diary): string[] =>
  // An order that Redis forgot holds no more.
  (lostWrites ? [] : holds).flatMap(({from, to}) =>
    provider.taken
      .filter(({call}) => call.begunAt > from + ON_ITS_WAY_MS + stoodStillMs && call.begunAt < to)
      .map(({key}) => `${key} was called while all was held`),
  );

/** Who left long before the first call of their mail gets none. */
const lateMails = ({provider}: World, {left, stoodStillMs, lostWrites}: Diary): string[] =>
  // A click that Redis forgot is forgotten (docs/chaos.md).
  [...(lostWrites ? [] : left)].flatMap(([address, {doneAt}]) =>
    doneAt === null
      ? []
      : provider.taken
          .filter(({to}) => to === address)
          .filter(({key}) => (provider.begunAt.get(key) ?? 0) > doneAt + ON_ITS_WAY_MS + stoodStillMs)
          .map(({key}) => `${key} went to somebody who had left`),
  );
