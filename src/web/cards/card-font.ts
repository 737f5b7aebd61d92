import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import type {Font} from 'opentype.js';
import type {Stroke} from './card-pixels.ts';

/** The letters of a card: STIX Two Text, a newspaper's serif (docs/decisions/0019-social-cards.md). */
export type CardFont = {
  /**
   * Whether every letter of a text has a shape here: no script that is shaped, no emoji, no marks that stand
   * alone.
   */
  canWrite(text: string): boolean;
  /** Pixels from its beginning to its end at a size. */
  widthOf(text: string, size: number): number;
  /**
   * Its outlines from `x` on, standing on `y`; one for each letter, so that letters that touch stay whole.
   */
  outlinesOf(text: string, at: {x: number; y: number; size: number}): Stroke[][];
};

const FILE = '@expo-google-fonts/stix-two-text/400Regular/STIXTwoText_400Regular.ttf';

/**
 * Letters are set one after the other with their kerning. Ligatures and shaped scripts are left to none: the
 * rules for them in a font are a program, and texts come from outside.
 */
export const loadCardFont = async (): Promise<CardFont> => {
  const bytes = await readFile(createRequire(import.meta.url).resolve(FILE));
  const {default: opentype} = await import('opentype.js');
  const font = opentype.parse(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength));
  return {
    canWrite: text => [...text].every(letter => !UNSHAPED.test(letter) && font.charToGlyphIndex(letter) > 0),
    widthOf: (text, size) => placed(font, text, size).width,
    outlinesOf: (text, {x, y, size}) =>
      placed(font, text, size).letters.map(
        ({index, from}) => font.glyphs.get(index).getPath(x + from, y, size).commands,
      ),
  };
};

/** Marks on other letters, controls and what runs from right to left. */
const UNSHAPED = /[\p{M}\p{C}\p{Script=Hebrew}\p{Script=Arabic}]/u;

const placed = (font: Font, text: string, size: number) => {
  const scale = size / font.unitsPerEm;
  const letters: {index: number; from: number}[] = [];
  let width = 0;
  let before: number | null = null;
  for (const letter of text) {
    const index = font.charToGlyphIndex(letter);
    if (before !== null) width += font.getKerningValue(before, index) * scale;
    letters.push({index, from: width});
    width += (font.glyphs.get(index).advanceWidth ?? 0) * scale;
    before = index;
  }
  return {letters, width};
};
