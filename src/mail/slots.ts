import {createHash} from 'node:crypto';

/**
 * A stretch of a mail with gaps: text, mark, text, mark, …, text. A mark names the slot whose value stands there; `?name` begins and
 * `/name` ends what stands only where that slot is not empty. Mails are joined from pieces and never searched, so what a
 * paper or a person wrote cannot become a mark.
 */
export type Piece = string[];

/** The value of each slot by its name, ready for its part: escaped for HTML, plain for text. */
export type Slots = Readonly<Record<string, string>>;

/** What a template prints to leave a mark: `{{ slot.rank }}`, `{{ when.because }}…{{ done.because }}`, `{{ cut.lead }}`. */
export type Marks = Record<'slot' | 'when' | 'done' | 'cut', Record<string, string>>;

/**
 * A word that stands nowhere in the given texts. It is made from their hash, so the same inputs give the same word, and looked
 * for in each of them, so its absence is proved and not only likely.
 */
export const absentWord = (texts: string[]): string => {
  for (let attempt = 0; ; attempt++) {
    const hash = createHash('sha256').update(String(attempt));
    for (const text of texts) hash.update(text);
    const word = hash.digest('hex').slice(0, 24);
    if (texts.every(text => !text.includes(word))) return word;
  }
};

/** The marks of a template that may name these slots and cuts. */
export const marksFor = ({
  word,
  slots,
  cuts,
}: {
  word: string;
  slots: readonly string[];
  cuts: readonly string[];
}): Marks => {
  const named = (names: readonly string[], sign: string) =>
    Object.fromEntries(names.map(name => [name, `${word}(${sign}${name})`]));
  return {slot: named(slots, ''), when: named(slots, '?'), done: named(slots, '/'), cut: named(cuts, '!')};
};

export type CutPiece = {cut: string; piece: Piece};

/** Takes a rendered template apart at its marks; what stands before the first cut is called `top`. */
export const cutAtMarks = ({text, word}: {text: string; word: string}): CutPiece[] => {
  const parts = text.split(new RegExp(`${word}\\(([!?/]?[A-Za-z]+)\\)`));
  let current: Piece = [parts[0] ?? ''];
  const pieces: CutPiece[] = [{cut: 'top', piece: current}];
  for (let place = 1; place < parts.length; place += 2) {
    const mark = parts[place] ?? '';
    const after = parts[place + 1] ?? '';
    if (!mark.startsWith('!')) {
      current.push(mark, after);
      continue;
    }
    current = [after];
    pieces.push({cut: mark.slice(1), piece: current});
  }
  return pieces;
};

/** The piece with its slots filled. Throws where a slot has no value or an end is missing: a bug of the template. */
export const fill = (piece: Piece, slots: Slots): string => {
  let text = piece[0] ?? '';
  for (let place = 1; place < piece.length; place += 2) {
    const mark = piece[place] ?? '';
    if (mark.startsWith('?')) {
      if (valueIn(slots, mark.slice(1)) === '') place = endOf(piece, mark.slice(1));
    } else if (!mark.startsWith('/')) text += valueIn(slots, mark);
    text += piece[place + 1] ?? '';
  }
  return text;
};

const valueIn = (slots: Slots, name: string): string => {
  const value = slots[name];
  if (value === undefined) throw new Error(`the template names "${name}", which has no value here`);
  return value;
};

const endOf = (piece: Piece, name: string): number => {
  const end = piece.indexOf(`/${name}`);
  if (end === -1) throw new Error(`the template begins a part for "${name}" and does not end it`);
  return end;
};

const UNSAFE = /[&<>"']/;
const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text as HTML shows it, in an element or in a quoted attribute. */
export const escapeHtml = (text: string): string =>
  UNSAFE.test(text) ? text.replace(/[&<>"']/g, found => ENTITIES[found] ?? found) : text;
