import type {Redis} from '../../redis/redis.ts';
import type {SubscriberState} from '../subscriber.ts';
import {pipelined} from './pipelined.ts';
import {stateLetter} from './record/subscriber-record.ts';

/**
 * Everybody's state as one long string, one letter at the place of each number, so that a count reads a byte
 * a subscriber and can never drift: writing a letter twice counts once. The records stay the truth.
 */
export type StateIndex = {
  place(states: {number: number; state: SubscriberState}[]): Promise<void>;
  /** These numbers stand in no state. */
  forget(numbers: number[]): Promise<void>;
  count(): Promise<Record<SubscriberState, number>>;
  /** The numbers in a state, ascending, some hundred at a time. Hints: the record decides. */
  numbersIn(state: SubscriberState): AsyncIterable<number[]>;
  /** The highest numbers in a state, the highest first, at most `limit`. Hints too. */
  newestIn(state: SubscriberState, limit: number): Promise<number[]>;
};

const countedAtOnceBytes = 256 * 1024;
const listedAtOnce = 512;

const noState = '-';

export const openStateIndex = ({redis, key}: {redis: Redis; key: string}): StateIndex => ({
  place: states =>
    write({redis, key, letters: states.map(({number, state}) => ({number, letter: stateLetter(state)}))}),
  forget: numbers => write({redis, key, letters: numbers.map(number => ({number, letter: noState}))}),
  count: async () => {
    const lengthBytes = await redis.strlen(key);
    const counted = {pending: 0, active: 0, unsubscribed: 0, suppressed: 0};
    for (let from = 0; from < lengthBytes; from += countedAtOnceBytes) {
      const letters = await redis.getrangeBuffer(key, from, from + countedAtOnceBytes - 1);
      counted.pending += countByte(letters, 'pending');
      counted.active += countByte(letters, 'active');
      counted.unsubscribed += countByte(letters, 'unsubscribed');
      counted.suppressed += countByte(letters, 'suppressed');
    }
    return counted;
  },
  newestIn: (state, limit) => newestIn({redis, key}, state, limit),
  async *numbersIn(state) {
    const lengthBytes = await redis.strlen(key);
    for (let from = 0; from < lengthBytes; from += countedAtOnceBytes) {
      const letters = await redis.getrangeBuffer(key, from, from + countedAtOnceBytes - 1);
      const numbers = placesOf(letters, stateLetter(state)).map(place => from + place);
      for (let at = 0; at < numbers.length; at += listedAtOnce) yield numbers.slice(at, at + listedAtOnce);
    }
  },
});

const newestIn = async (
  {redis, key}: {redis: Redis; key: string},
  state: SubscriberState,
  limit: number,
): Promise<number[]> => {
  const found: number[] = [];
  let end = await redis.strlen(key);
  while (end > 0 && found.length < limit) {
    const from = Math.max(0, end - countedAtOnceBytes);
    const letters = await redis.getrangeBuffer(key, from, end - 1);
    const places = placesOf(letters, stateLetter(state)).slice(-(limit - found.length));
    found.push(...places.reverse().map(place => from + place));
    end = from;
  }
  return found;
};

const placesOf = (letters: Buffer, letter: string): number[] => {
  const wanted = letter.charCodeAt(0);
  const places: number[] = [];
  for (let at = letters.indexOf(wanted); at >= 0; at = letters.indexOf(wanted, at + 1)) places.push(at);
  return places;
};

const countByte = (letters: Buffer, state: SubscriberState): number => {
  const wanted = stateLetter(state).charCodeAt(0);
  let count = 0;
  for (const letter of letters) if (letter === wanted) count += 1;
  return count;
};

type Letter = {number: number; letter: string};
type Run = {from: number; letters: string};

const write = async ({
  redis,
  key,
  letters,
}: {
  redis: Redis;
  key: string;
  letters: Letter[];
}): Promise<void> => {
  await pipelined(redis, pipeline => {
    for (const run of toRuns(letters)) pipeline.setrange(key, run.from, run.letters);
  });
};

/** Neighbours are written together: an import's five hundred new subscribers are one command. */
const toRuns = (letters: Letter[]): Run[] => {
  const runs: Run[] = [];
  for (const {number, letter} of [...letters].sort((a, b) => a.number - b.number)) {
    const last = runs.at(-1);
    if (last && last.from + last.letters.length === number) last.letters += letter;
    else runs.push({from: number, letters: letter});
  }
  return runs;
};
