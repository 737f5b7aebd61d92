import {english} from './english.ts';
import type {Speech} from './speech.ts';

const PREFIX = 'mail.words.';

type WordKey = Extract<keyof typeof english, `${typeof PREFIX}${string}`>;

type WordName = WordKey extends `${typeof PREFIX}${infer Name}` ? Name : never;

const isWord = (key: string): key is WordKey => key.startsWith(PREFIX);

/** What mail templates print as it is, by its name: `words.unsubscribe`. */
export const catalogueWords = ({say}: Speech): Readonly<Record<WordName, string>> =>
  Object.fromEntries(
    Object.keys(english)
      .filter(isWord)
      .map(key => [key.slice(PREFIX.length), say(key)]),
  ) as Record<WordName, string>;
