import {plainLine} from '../../papers/text.ts';

/** The most characters of a note. */
export const MAX_NOTE_LENGTH = 1000;

export type ParsedNote = {kind: 'note'; text: string} | {kind: 'refused'; reason: string};

const LINE_BREAK = /\r\n|[\n\r\v\f\u0085\u2028\u2029]/;

/**
 * Reads an operator's note: lines of plain text without invisible characters, with at most one empty line
 * between two. It is text and never markup; the code that prints it escapes it. '' is a note that is removed.
 */
export const parseNote = (raw: string): ParsedNote => {
  const text = raw
    .split(LINE_BREAK)
    .map(plainLine)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
  const characters = [...text].length;
  if (characters > MAX_NOTE_LENGTH)
    return {
      kind: 'refused',
      reason: `the note has ${characters} characters: ${MAX_NOTE_LENGTH} are the most`,
    };
  if (text === '' && raw !== '')
    return {kind: 'refused', reason: 'the note holds nothing to read; an empty one ("") removes it'};
  return {kind: 'note', text};
};
