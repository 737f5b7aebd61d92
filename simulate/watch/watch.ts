import {SECOND} from '../../src/clock.ts';
import type {Answer} from '../../src/delivery/transports/transport.ts';
import type {Value} from '../redis/keyspace.ts';
import type {Bytes} from '../redis/reply.ts';
import type {Server, Unit} from '../redis/server.ts';
import type {Provider, SentCall} from '../resend/provider.ts';
import type {Time} from '../world/time.ts';
import {begunIn, type Calls, openCalls} from './calls.ts';
import {type ChunkPlace, watchChunk} from './chunks.ts';
import {
  BASE,
  countsIn,
  type Fields,
  fieldsOf,
  imbalanceOf,
  mailsIn,
  recount,
  STOP,
  toCounts,
} from './ledger.ts';
import {watchMails, watchReceipts} from './mails.ts';

/** Watches each step of a round for what must never be, whatever it comes to in the end. */
export type Watch = {
  /** Redis has done something. */
  onUnit(unit: Unit): void;
  /** A call leaves a process; one hears an answer. */
  onSend(sent: SentCall): void;
  onAnswer(sent: SentCall, answer: Answer['kind']): void;
  /** Something befalls the round that may hold a process up for so long, ms. */
  onTrouble(forMs: number): void;
  /** Redis forgets the end of its history. */
  whileForgetting(forget: () => number): number;
  calls: Calls;
  /** What was wrong, each once. */
  wrong(): string[];
};

export type WatchPlace = {time: Time; server: Server; provider: Provider; batchSize: number};

/** Between the look whether all is stopped and the step that begins a call lie two questions to Redis. */
const HEARD_AFTER_MS = 50;

/** What held a process up may do so again while it goes on. */
const TROUBLED_MS = 60 * SECOND;

export const openWatch = ({time, server, provider, batchSize}: WatchPlace): Watch => {
  const {keys} = server;
  const wrongs = new Set<string>();
  const tell = (wrong: string) => wrongs.add(wrong);
  const calls = openCalls({provider, batchSize, tell, now: () => time.now});
  let stoppedAt: number | null = null;
  let troubledUntil = 0;
  const noteStop = () => {
    if (keys.peek(STOP) === undefined) stoppedAt = null;
    else stoppedAt ??= time.now;
  };
  const isStoppedForLong = () =>
    stoppedAt !== null && stoppedAt + HEARD_AFTER_MS < time.now && troubledUntil < stoppedAt;
  const place = {keys, provider, calls, tell, isStoppedForLong, now: () => time.now};
  return {
    calls,
    onUnit: unit => {
      const changes = keys.changes().filter(({key}) => key.startsWith(BASE));
      for (const {key, before} of changes) watchKey(place, {name: key.slice(BASE.length), before, unit});
      if (changes.some(({key}) => key === `${BASE}mails` || key === `${BASE}counts`)) watchCounts(place);
      noteStop();
    },
    onSend: calls.onSend,
    onAnswer: calls.onAnswer,
    onTrouble: forMs => {
      troubledUntil = Math.max(troubledUntil, time.now + forMs + TROUBLED_MS);
    },
    whileForgetting: forget => {
      const before = begunIn(keys);
      const lost = forget();
      calls.noteForgotten(before, begunIn(keys));
      noteStop();
      return lost;
    },
    wrong: () => [...wrongs, ...calls.findTakenAfterAll()],
  };
};

type KeyStep = {name: string; before: Value | undefined; unit: Unit};

/** Watches what one step made of one key of the edition. */
const watchKey = (place: ChunkPlace, {name, before, unit}: KeyStep): void => {
  const {keys} = place;
  const after = keys.peek(BASE + name);
  if (name.startsWith('chunk:'))
    watchChunk(place, {
      name: name.slice('chunk:'.length),
      before: fieldsOf(before),
      after: fieldsOf(after),
      unit,
    });
  if (name === 'mails') watchMails(place, textOf(before), textOf(after));
  if (name === 'receipts') watchReceipts(place, textOf(before), textOf(after));
  if (name.startsWith('run:')) watchSum(place, name, fieldsOf(after));
};

const textOf = (value: Value | undefined): Bytes => (typeof value === 'string' ? value : '');

/** Everybody of the audience has a state. */
const watchSum = ({tell}: ChunkPlace, name: string, fields: Fields): void => {
  const counts = toCounts(fields);
  if (imbalanceOf(counts) !== 0) tell(`the counts of ${name} do not add up: ${JSON.stringify(counts)}`);
};

/** The counts of the edition are those of its mails. */
const watchCounts = ({keys, tell}: ChunkPlace): void => {
  const [told, real] = [JSON.stringify(countsIn(keys)), JSON.stringify(recount(mailsIn(keys)))];
  if (told !== real) tell(`the counts are ${told}, the entries ${real}`);
};
