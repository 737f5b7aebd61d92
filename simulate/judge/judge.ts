import {type MailState, receiptCode} from '../../src/delivery/ledger/layout.ts';
import {EDITION} from '../edition.ts';
import type {Founded} from '../newsletter.ts';
import type {TakenMail} from '../resend/provider.ts';
import {BASE, mailsIn, receiptsOf} from '../watch/ledger.ts';
import {mailName} from '../watch/mail-name.ts';
import type {Watch} from '../watch/watch.ts';
import type {World} from '../world/world.ts';
import type {Diary} from './diary.ts';
import {judgeLetters} from './letters.ts';

/** What a round came to. */
export type Outcome = {
  mails: number;
  calls: number;
  lost: number;
  doubled: number;
  /** Mails that came twice since Redis forgot the first call and its plan, which then came out otherwise. */
  moved: number;
  uncertain: number;
  /** Doubts that no fault of the round accounts for. */
  unexplained: number;
  /** Readers of whom the ledger says what is not so, since Redis forgot the call of their mail. */
  untrue: number;
  /** What else is wrong, a line each. */
  wrong: string[];
};

/** Whether a round shows what must never be. */
export const isFailed = ({lost, doubled, unexplained, wrong}: Outcome): boolean =>
  lost + doubled + unexplained + wrong.length > 0;

/** Compares what was taken with who should have got it and with what the ledger says. */
export const judge = (world: World, founded: Founded, diary: Diary): Outcome => {
  const {provider, watch} = world;
  const mails = mailsIn(world.server.keys);
  const outcome: Outcome = {
    ...{mails: provider.taken.length, calls: provider.arrivals.length},
    ...{lost: 0, doubled: 0, moved: 0, uncertain: 0, unexplained: 0, untrue: 0},
    wrong: [
      ...(diary.stuck === null ? [] : [`stuck: ${diary.stuck}`]),
      ...strangers(world, founded),
      ...world.bugs,
      ...heldCalls(world, diary),
      ...lateMails(world, diary),
      ...lostReceipts(world, diary),
      ...judgeLetters(world, diary),
    ],
  };
  for (const [address, {number}] of founded.audience) {
    const {state, run} = mails[number] ?? {state: 'none' as const, run: 0};
    judgeReader(outcome, {world, diary, address, number, state, run});
  }
  for (const taken of provider.takenBy.values()) {
    if (taken.length < 2) continue;
    if (isMoved(taken, watch)) outcome.moved += 1;
    else outcome.doubled += 1;
  }
  const wrong = watch.wrong();
  outcome.unexplained = wrong.filter(line => / without a cause$/.test(line)).length;
  outcome.wrong.push(...wrong);
  return outcome;
};

/** Each call had another key, and all but one were forgotten. */
const isMoved = (taken: TakenMail[], {calls}: Watch): boolean =>
  new Set(taken.map(({key}) => key)).size === taken.length &&
  taken.filter(({key}) => !calls.isForgotten(key)).length <= 1;

type Judged = {world: World; diary: Diary; address: string; number: number; state: MailState; run: number};

/** One reader of the audience: what the ledger says in the end, and whether they have a mail. */
const judgeReader = (outcome: Outcome, {world, diary, address, number, state, run}: Judged): void => {
  const {provider, watch} = world;
  const hasIt = provider.taken.some(mail => mail.number === number);
  const isOut = diary.left.has(address) || diary.complained.has(address) || diary.isCancelled;
  const mayMiss = isOut || provider.badAddresses.has(address) || state === 'uncertain';
  if (!hasIt && !mayMiss) outcome.lost += 1;
  if (state === 'uncertain') outcome.uncertain += 1;
  if (state === 'failed' && !provider.badAddresses.has(address))
    outcome.wrong.push(`${address} is failed, and nothing refuses it`);
  const name = mailName({run, number});
  if (!isUntrue(state, provider.takenBy.has(name))) return;
  if (isOut && watch.calls.isMailForgotten(name)) outcome.untrue += 1;
  else outcome.wrong.push(`${address} is ${state} in run ${run}, and that is not so`);
};

const isUntrue = (state: MailState, isTaken: boolean): boolean => {
  if (state === 'accepted') return !isTaken;
  return (state === 'failed' || state === 'excluded') && isTaken;
};

/** Mails to somebody who is not of the audience, or to another address than the reader's. */
const strangers = ({provider}: World, {audience}: Founded): string[] => {
  // Who subscribed and confirmed meanwhile is sent to where an operator sends now or again.
  const newcomers = new Set(provider.letters.map(({to}) => to));
  const isMeant = ({to, number}: TakenMail) => audience.get(to)?.number === number || newcomers.has(to);
  return provider.taken
    .filter(mail => mail.edition !== EDITION || !isMeant(mail))
    .map(({to}) => `a mail went to ${to}, who is not of this audience`);
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
const lateMails = ({provider, watch}: World, {left, stoodStillMs, lostWrites}: Diary): string[] =>
  // A click that Redis forgot is forgotten (docs/chaos.md).
  [...(lostWrites ? [] : left)].flatMap(([address, {doneAt}]) =>
    doneAt === null
      ? []
      : provider.taken
          .filter(({to}) => to === address)
          .filter(({key}) => watch.calls.begunAt(key) > doneAt + ON_ITS_WAY_MS + stoodStillMs)
          .map(({key}) => `${key} went to somebody who had left`),
  );

/** What was said of a mail by webhook and heard stands beside the mail, or something heavier does. */
const lostReceipts = ({server: {keys}}: World, {told, lostWrites}: Diary): string[] => {
  if (lostWrites) return [];
  const text = keys.peek(`${BASE}receipts`);
  const receipts = receiptsOf(typeof text === 'string' ? text : '');
  const mails = mailsIn(keys);
  return told.flatMap(({run, number, kind}) => {
    const receipt = receipts[number] ?? null;
    const isKept = receipt?.run === run && receiptCode(receipt.kind) >= receiptCode(kind);
    return mails[number]?.run !== run || isKept ? [] : [`the receipt ${kind} of mail ${number} is lost`];
  });
};
