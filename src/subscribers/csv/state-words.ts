import type {SubscriberState} from '../subscriber.ts';
import {WORDS} from './state-vocabulary.ts';

/** What a row says about consent. `word` is the reason that is kept: what the file said, in one word. */
export type SaidState = {state: SubscriberState; word: string};

const STATE_OF: ReadonlyMap<string, SaidState> = new Map(
  WORDS.flatMap(([state, word, names]) =>
    names.split(';').map(name => [name.trim(), {state, word}] as const),
  ),
);

const plain = (text: string): string =>
  text
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s_.-]+/g, ' ')
    .trim();

/**
 * The state that a word names, whatever its case and whatever parts its words; null for a word that is not
 * known.
 */
export const parseStateWord = (text: string): SaidState | null => STATE_OF.get(plain(text)) ?? null;

/** How words of state are compared: whatever their case, and whatever parts their words. */
export const toStateWord = plain;

/** What an operator may say that a word means: `--word WORD=STATE`. */
export const parseStateName = (text: string): SaidState | null =>
  WORDS.map(([state, word]) => ({state, word})).find(({word}) => word === text) ?? null;

/** The names that `parseStateName` knows. */
export const STATE_NAMES: readonly string[] = WORDS.map(([, word]) => word);

/** Whether a text says on its own that somebody wants no email, wherever it stands. */
export const isRefusalWord = (text: string): boolean => {
  const said = parseStateWord(text);
  return (
    said !== null && (said.state === 'unsubscribed' || said.state === 'suppressed') && plain(text) !== 'no'
  );
};
