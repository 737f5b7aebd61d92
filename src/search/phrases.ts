import type {BoundedIndex} from './budget.ts';
import {FIELD_COUNTS, MAX_COUNT} from './paper-words.ts';
import {
  beginsPassage,
  borderIn,
  CELL_BITS,
  FIELDS,
  isTight,
  type WordSequence,
  wordIn,
} from './word-sequence.ts';

/** Words side by side in one passage, by their numbers: any of the first ones, then each of the others. */
export type Phrase = {
  firsts: readonly number[];
  others: readonly number[];
  /** At which of the others, counted from 0, no blank may stand before it; unset: everywhere one may. */
  isTogether?: readonly boolean[];
};

/**
 * How much a phrase that is only the beginning of something longer says beside the phrase itself: `qwen2` in
 * `Qwen2.5`.
 */
const BEGINNING_SHARE = 0.5;

/**
 * By place: how much the phrase counts in each paper that has it, as a word's count (1 to 255). Titles are
 * looked through before the rest, and the papers that came last before the others, until nothing more may be
 * read.
 */
export const findPhrase = (index: BoundedIndex, phrase: Phrase): Map<number, number> => {
  const counts = new Map<number, number>();
  const places = placesToLookAt(index, phrase);
  const {sequenceAt, phrases} = index;
  for (const fields of [TITLE_ALONE, BEHIND_TITLE])
    for (let nth = places.length - 1; nth >= 0 && phrases.left() > 0; nth--) {
      const place = places[nth] ?? -1;
      const sequence = sequenceAt(place);
      if (!sequence) continue;
      phrases.spend(1 + cellsOf(sequence, fields));
      const count = countIn(sequence, {phrase, fields});
      if (count > 0) counts.set(place, (counts.get(place) ?? 0) + count);
    }
  for (const [place, count] of counts) counts.set(place, Math.min(MAX_COUNT, Math.ceil(count)));
  return counts;
};

/** The first of some fields, and the one behind the last of them. */
type FieldRange = {from: number; to: number};
const TITLE_ALONE: FieldRange = {from: 0, to: 1};
const BEHIND_TITLE: FieldRange = {from: 1, to: FIELDS.length};

const startOf = ({ends}: WordSequence, field: number): number => (field === 0 ? 0 : (ends[field - 1] ?? 0));

const cellsOf = (sequence: WordSequence, {from, to}: FieldRange): number =>
  startOf(sequence, to) - startOf(sequence, from);

/** The papers that have the rarest of the words, and the second rarest too. */
const placesToLookAt = (
  {postings, places, phrases, scratch}: BoundedIndex,
  {firsts, others}: Phrase,
): number[] => {
  const holdersOf = (words: readonly number[]) =>
    words.reduce((sum, word) => sum + postings.holders(word), 0);
  const [rarest = [], second] = [firsts, ...others.map(word => [word])].sort(
    (one, other) => holdersOf(one) - holdersOf(other),
  );
  if (phrases.left() <= 0) return [];
  const marks = scratch.bytes('phrase', places());
  const looked: number[] = [];
  const mark = (place: number): void => {
    marks[place] = 1;
  };
  const look = (place: number): void => {
    if (marks[place] !== 1) return;
    marks[place] = 2;
    looked.push(place);
  };
  phrases.spend(holdersOf(rarest) + holdersOf(second ?? rarest));
  for (const word of rarest) postings.visit(word, mark);
  for (const word of second ?? rarest) postings.visit(word, look);
  return looked;
};

const countIn = (sequence: WordSequence, {phrase, fields}: {phrase: Phrase; fields: FieldRange}): number => {
  const {cells, ends} = sequence;
  const {firsts, others} = phrase;
  // One word is looked for; where there are several first ones it is the second.
  const ahead = firsts.length === 1 ? 0 : 1;
  const anchor = (ahead === 0 ? firsts[0] : others[0]) ?? -1;
  let count = 0;
  for (let field = fields.from, at = startOf(sequence, fields.from); field < fields.to; field++)
    for (const end = ends[field] ?? 0; at < end; at++)
      if ((cells[at] ?? 0) >>> CELL_BITS === anchor && standsAt(sequence, at - ahead, phrase))
        count += weightAt(sequence, at - ahead, {phrase, field});
  return count;
};

const standsAt = (sequence: WordSequence, at: number, phrase: Phrase): boolean =>
  at >= 0 && othersFollow(sequence, at, phrase) && phrase.firsts.includes(wordIn(sequence.cells[at] ?? 0));

const weightAt = (
  sequence: WordSequence,
  at: number,
  {phrase, field}: {phrase: Phrase; field: number},
): number =>
  FIELD_COUNTS[FIELDS[field] ?? 'abstract'] * (isWholeAt(sequence, at, phrase) ? 1 : BEGINNING_SHARE);

/** Whether the other words of the phrase follow its first one, which stands at this cell. */
export const othersFollow = ({cells}: WordSequence, at: number, {others, isTogether}: Phrase): boolean => {
  for (let place = 0; place < others.length; place++) {
    const cell = cells[at + 1 + place];
    if (cell === undefined || wordIn(cell) !== others[place] || beginsPassage(cell)) return false;
    if (isTogether?.[place] && borderIn(cell) === 'blank') return false;
  }
  return true;
};

/** Whether what stands at this cell ends where its last word ends. */
export const isWholeAt = ({cells}: WordSequence, at: number, {others}: Phrase): boolean => {
  const next = cells[at + 1 + others.length];
  return next === undefined || beginsPassage(next) || !isTight(next);
};
