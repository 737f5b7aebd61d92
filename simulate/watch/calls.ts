import type {Answer} from '../../src/delivery/transports/transport.ts';
import type {Keyspace} from '../redis/keyspace.ts';
import type {Provider, SentCall} from '../resend/provider.ts';
import {BASE, fieldsOf} from './ledger.ts';
import {mailName} from './mail-name.ts';

/** What a key stands for, and the calls under it of which nobody was told that nothing was taken. */
type Called = {hash: string; open: Set<SentCall>};

/** What is known of the calls of a round, from what left the processes and what they heard. */
export type Calls = {
  onSend(sent: SentCall): void;
  onAnswer(sent: SentCall, answer: Answer['kind']): void;
  /** Notes which calls the Redis that is here now does not know of any more. */
  noteForgotten(before: Begun, after: Begun): void;
  isForgotten(key: string): boolean;
  /** Whether Redis has forgotten a call of this mail. */
  isMailForgotten(mail: string): boolean;
  /** Whether a call was answered that its key stands for other mails. */
  hasConflict(key: string): boolean;
  /** The ledger says that a call under this key begins: from then on it is repeated as it was. */
  noteBegun(key: string): void;
  /** When that was for the first time; 0 where it never was. */
  begunAt(key: string): number;
  /** A chunk's doubt was taken back. */
  noteCleared(key: string): void;
  /** What was taken after all of calls whose doubt was taken back. */
  findTakenAfterAll(): string[];
};

/** The key of each chunk of which a call may have been taken, or was. */
export type Begun = Map<string, string>;

export const begunIn = (keys: Keyspace): Begun => {
  const begun: Begun = new Map();
  for (const name of keys.keys()) {
    if (!name.startsWith(`${BASE}chunk:`)) continue;
    const chunk = fieldsOf(keys.peek(name));
    if (chunk.has('doubtSince') || /^(?:accepted|uncertain)$/.test(chunk.get('state') ?? ''))
      begun.set(name, chunk.get('key') ?? '');
  }
  return begun;
};

/** Where Redis forgot, another call under the same key may have carried other mails. */
const hasMail = ({mails}: SentCall, mail: string): boolean => mails.some(one => mailName(one) === mail);

/**
 * Where Redis forgot, a call to which the answer was no may be forgotten, too, and so may be whose number a
 * letter was asked for: somebody else may have it by then.
 */
const mayChange = ({mails}: SentCall, {open}: Called): boolean =>
  open.size === 0 || mails.some(({letter}) => letter !== '');

type CallsPlace = {provider: Provider; batchSize: number; now: () => number; tell: (wrong: string) => void};

export const openCalls = ({provider, batchSize, now, tell}: CallsPlace): Calls => {
  const called = new Map<string, Called>();
  const keysOf = new Map<string, Set<string>>();
  const forgotten = new Set<string>();
  let hasForgotten = false;
  const conflicts = new Set<string>();
  const begun = new Map<string, number>();
  const cleared: {key: string; at: number}[] = [];
  const mayBeTaken = (key: string, mail: string) =>
    !forgotten.has(key) && [...(called.get(key)?.open ?? [])].some(sent => hasMail(sent, mail));
  const isMailForgotten = (mail: string) => [...(keysOf.get(mail) ?? [])].some(key => forgotten.has(key));
  return {
    onSend: sent => {
      const {key, hash} = sent;
      const mails = sent.mails.map(mailName);
      if (mails.length > batchSize) tell(`${key} has ${mails.length} mails, and a call carries ${batchSize}`);
      const known = called.get(key) ?? {hash, open: new Set()};
      const isExcused = forgotten.has(key) || (hasForgotten && mayChange(sent, known));
      if (known.hash !== hash && !isExcused) tell(`${key} was called with other bytes than before`);
      called.set(key, {...known, hash});
      known.open.add(sent);
      for (const mail of mails) {
        const keys = keysOf.get(mail) ?? new Set();
        for (const other of keys)
          if (other !== key && mayBeTaken(other, mail))
            tell(`mail ${mail} is called as ${key}, and ${other} may have been taken`);
        keysOf.set(mail, keys.add(key));
      }
    },
    onAnswer: (sent, answer) => {
      const {open} = called.get(sent.key) ?? {open: new Set()};
      if (answer === 'conflict') conflicts.add(sent.key);
      // A refusal under a key that is remembered says it of every call before it.
      if (answer === 'refused') open.clear();
      if (answer === 'wait' || answer === 'blocked') open.delete(sent);
    },
    noteForgotten: (before, after) => {
      hasForgotten = true;
      for (const [name, key] of before) if (after.get(name) !== key) forgotten.add(key);
    },
    isForgotten: key => forgotten.has(key),
    isMailForgotten,
    hasConflict: key => conflicts.has(key),
    noteBegun: key => {
      if (!begun.has(key)) begun.set(key, now());
    },
    begunAt: key => begun.get(key) ?? 0,
    noteCleared: key => cleared.push({key, at: now()}),
    findTakenAfterAll: () =>
      cleared
        .filter(({key}) => !forgotten.has(key))
        .flatMap(({key, at}) =>
          provider.taken.some(mail => mail.key === key && mail.call.begunAt < at)
            ? [`${key} was taken for unsent, and its call was taken`]
            : [],
        ),
  };
};
