import {isFunctionWord} from '../topics/function-words.ts';

/** Words of every paper, which tell none from another, as `wordsOf` gives them. */
const COMMON: ReadonlySet<string> = new Set(
  `about across al also although among any based been being both can could do doe during each et even
  existing first furthermore further had has have he hence however i if introduce just like main many
  may method more moreover most much need new no not novel one only other paper present propose
  proposed result same several show shown shows since so some such than then there therefore these
  they this those three through thu two use used various very was well were while will work would yet
  approach e g`.split(/\s+/),
);

/** Whether a word says nothing of what a paper is about. */
export const isStopWord = (word: string): boolean => COMMON.has(word) || isFunctionWord(word);
