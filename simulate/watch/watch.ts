import {SECOND} from '../../src/clock.ts';
import type {Answer} from '../../src/delivery/transports/transport.ts';
import type {Bytes} from '../redis/reply.ts';
import type {Server, Unit} from '../redis/server.ts';
import type {Provider, SentCall} from '../resend/provider.ts';
import type {Time} from '../world/time.ts';
import {begunIn, type Calls, openCalls} from './calls.ts';
import {watchChunk} from './chunks.ts';
import {BASE, countsIn, fieldsAt, fieldsOf, imbalanceOf, mailsIn, recount, STOP, toCounts} from './ledger.ts';
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
  const place = {keys, provider, calls, tell, isStoppedForLong};
  const textOf = (value: unknown): Bytes => (typeof value === 'string' ? value : '');
  const watchers: [prefix: string, watch: (name: string, before: unknown, unit: Unit) => void][] = [
    [
      `${BASE}chunk:`,
      (name, before, unit) => {
        const after = fieldsOf(keys.peek(`${BASE}chunk:${name}`));
        watchChunk(place, {name, before: fieldsOf(before as Map<Bytes, Bytes>), after, unit});
      },
    ],
    [`${BASE}mails`, (_, before) => watchMails(place, textOf(before), textOf(keys.peek(`${BASE}mails`)))],
    [`${BASE}run:`, run => balance(`run ${run}`, toCounts(fieldsAt(keys, `run:${run}`)))],
    [`${BASE}counts`, () => balance('the edition', countsIn(keys))],
    [
      `${BASE}receipts`,
      (_, before) => watchReceipts(place, textOf(before), textOf(keys.peek(`${BASE}receipts`))),
    ],
    [STOP, noteStop],
  ];
  const balance = (of: string, counts: ReturnType<typeof toCounts>) => {
    const left = imbalanceOf(counts);
    if (left !== 0) tell(`the counts of ${of} do not add up: ${JSON.stringify(counts)}`);
  };
  const recountAll = () => {
    const [told, real] = [JSON.stringify(countsIn(keys)), JSON.stringify(recount(mailsIn(keys)))];
    if (told !== real) tell(`the counts are ${told}, the entries ${real}`);
  };
  return {
    calls,
    onUnit: unit => {
      let isCounted = false;
      for (const {key, before} of keys.changes()) {
        if (!key.startsWith(BASE) && key !== STOP) continue;
        for (const [prefix, watch] of watchers)
          if (key.startsWith(prefix)) watch(key.slice(prefix.length), before, unit);
        isCounted ||= key === `${BASE}mails` || key === `${BASE}counts`;
      }
      if (isCounted) recountAll();
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
