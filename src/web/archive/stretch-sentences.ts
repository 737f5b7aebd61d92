import type {Speech} from '../../../templates/languages/speech.ts';
import {inQuotes} from '../../editions/reason-words.ts';
import {MAX_WORDS} from '../../search/query.ts';
import type {Stretch} from '../../search/ways.ts';

/** What was not searched for as it was typed, one sentence each. */
export const stretchSentences = (stretches: readonly Stretch[], speech: Speech): string[] => {
  const leftOut = stretches.filter(({kind}) => kind === 'left-out').map(({typed}) => inQuotes(typed, speech));
  const ignored =
    leftOut.length === 0
      ? []
      : [speech.say('search.ignored', {n: MAX_WORDS, words: leftOut.join(speech.say('comma'))})];
  return [...stretches.flatMap(stretch => sentencesOf(stretch, speech)), ...ignored];
};

const sentencesOf = (stretch: Stretch, speech: Speech): string[] => {
  const {say} = speech;
  const typed = inQuotes(stretch.typed, speech);
  switch (stretch.kind) {
    case 'unknown':
      return [say('search.unknown', {typed})];
    case 'apart':
      return [say('search.apart', {typed})];
    case 'left-out':
      return [];
    default: {
      const words = stretch.as.map(word => inQuotes(word, speech)).join(say('comma'));
      return [say('search.also', {words, typed})];
    }
  }
};
