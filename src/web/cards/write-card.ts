import type {Card} from './card.ts';
import type {CardFont} from './card-font.ts';
import {breakLines} from './card-lines.ts';
import {EDGE, FOOT, HEADING, INK, LINE, QUIET, WIDTH} from './card-look.ts';
import {fillOutline, type Pixels} from './card-pixels.ts';

type Write = (text: string, at: {x: number; y: number; size: number; colour: number}) => void;

/** The heading, then as many lines as have room above the foot. */
export const writeMiddle = (font: CardFont, write: Write, card: Card): void => {
  const heading = inLines(font, writable(font, card.heading) || writable(font, card.otherwise), HEADING);
  let y = HEADING.top;
  for (const line of heading) {
    y += HEADING.line;
    write(line, {x: EDGE, y, size: HEADING.size, colour: INK});
  }
  y += LINE.gap;
  for (const text of card.lines.map(line => writable(font, line)).filter(line => line !== '')) {
    y += LINE.line;
    if (y > FOOT.rule - LINE.gap) return;
    write(inLines(font, text, {size: LINE.size, most: 1})[0] ?? '', {
      x: EDGE,
      y,
      size: LINE.size,
      colour: QUIET,
    });
  }
};

/** A text in at most so many lines of the card’s width. */
export const inLines = (font: CardFont, text: string, {size, most}: {size: number; most: number}): string[] =>
  breakLines(text, {width: WIDTH, most, measure: part => font.widthOf(part, size)});

/** The text composed and on one line, or '' where the letters lack some of it. */
export const writable = (font: CardFont, text: string): string => {
  const composed = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return font.canWrite(composed) ? composed : '';
};

/** What writes in one font on one picture: a text, its place and the number of its colour. */
export const writer =
  (font: CardFont, pixels: Pixels): Write =>
  (text, {x, y, size, colour}) => {
    for (const outline of font.outlinesOf(text, {x, y, size})) fillOutline(pixels, outline, colour);
  };
