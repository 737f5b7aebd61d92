import type {Border, Token} from './tokens.ts';

/** The fields of a paper in the order in which a sequence has them. */
export const FIELDS = ['title', 'keywords', 'authors', 'abstract'] as const;
export type Field = (typeof FIELDS)[number];
export const AUTHORS = FIELDS.indexOf('authors');
export const ABSTRACT = FIELDS.indexOf('abstract');

/**
 * The words of a paper in order, a cell each: the word's number above five bits that say what stands before
 * it, whether a passage begins with it and whether it was a plural. A passage is what belongs together: the
 * title, a keyword, a name, the abstract. `ends` has the cell behind each field's last one.
 */
export type WordSequence = {cells: Uint32Array; ends: readonly [number, number, number, number]};

/** How many bits of a cell stand below the word's number. */
export const CELL_BITS = 5;
const BORDERS: readonly Border[] = ['blank', 'sign', 'none'];
const BORDER_BITS = 3;
const PART = 4;
const PASSAGE = 8;
const PLURAL = 16;

/** No real paper comes near; what stands behind is found by its words, not by their order. */
const MAX_CELLS = 32_768;

export const wordIn = (cell: number): number => cell >>> CELL_BITS;
export const borderIn = (cell: number): Border => BORDERS[cell & BORDER_BITS] ?? 'blank';
/** Whether the word follows the one before without a blank or sign. */
export const isTight = (cell: number): boolean => (cell & BORDER_BITS) === 2;
export const beginsPassage = (cell: number): boolean => (cell & PASSAGE) !== 0;
/** Whether a passage begins, or what stands behind a title's colon. */
export const beginsPart = (cell: number): boolean => (cell & (PASSAGE | PART)) !== 0;
export const isPlural = (cell: number): boolean => (cell & PLURAL) !== 0;

export type SequenceWriter = {
  /** Appends a token; `begins` says whether a passage or a part of one begins with it. */
  add(number: number, token: Token, begins: 'passage' | 'part' | null): void;
  /** Ends the field that is being written. */
  endField(): void;
  finish(): WordSequence;
};

export const openSequenceWriter = (): SequenceWriter => {
  const cells: number[] = [];
  const ends: number[] = [];
  return {
    add: (number, {word, full, border}, begins) => {
      if (cells.length === MAX_CELLS) return;
      const start = begins === null ? 0 : BEGINNINGS[begins];
      const plural = word === full ? 0 : PLURAL;
      // Unsigned, since a word's number may reach the highest bit.
      cells.push(((number << CELL_BITS) | start | plural | BORDERS.indexOf(border)) >>> 0);
    },
    endField: () => ends.push(cells.length),
    finish: () => {
      const [title = 0, keywords = 0, authors = 0, abstract = 0] = ends;
      return {cells: Uint32Array.from(cells), ends: [title, keywords, authors, abstract]};
    },
  };
};

const BEGINNINGS = {passage: PASSAGE, part: PART} as const;
