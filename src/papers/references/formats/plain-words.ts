import {MAX_KEY_LENGTH, MAX_LIST_LINE_LENGTH} from '../limits.ts';
import {type EntriesParsed, entriesFrom, rawReference} from '../reference.ts';

/** A title is shorter. */
const MAX_TITLE = 300;

/** Reads what somebody wrote of their work, or titles, one a line: each line with a word is a text. */
export const readPlainWords = (text: string): EntriesParsed => {
  const lines = text.split('\n').map((written, at) => ({line: at + 1, words: written.trim()}));
  const isLong = ({words}: {words: string}): boolean => words.length > MAX_LIST_LINE_LENGTH;
  return {
    ...entriesFrom(
      lines.filter(one => !isLong(one) && /\p{L}{3}/u.test(one.words)),
      ({line, words}) =>
        rawReference({line, ...(words.length <= MAX_TITLE ? {title: words} : {abstract: words})}),
    ),
    rejected: lines.filter(isLong).map(({line, words}) => ({
      line,
      key: words.slice(0, MAX_KEY_LENGTH),
      reason: 'is longer than 10,000 characters',
    })),
  };
};
