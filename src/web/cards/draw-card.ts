import {theme} from '../../../templates/theme.ts';
import type {CardFont} from './card-font.ts';
import {breakLines} from './card-lines.ts';
import {blankPixels, fillBox, fillOutline, LEVELS, type Pixels} from './card-pixels.ts';
import {encodePng} from './png.ts';

/**
 * What a card says. Where a text cannot be written in the card's letters it is left out, never shown as
 * boxes.
 */
export type Card = {
  /** The masthead. */
  name: string;
  /** Small, opposite the masthead: an edition's number of papers, a paper's date. */
  corner: string;
  /** In large letters: an edition's date or a paper's title. */
  heading: string;
  /** In large letters where the heading cannot be written. */
  otherwise: string;
  /** Below it, one line each: an edition's first titles with their ranks, or a paper's authors. */
  lines: string[];
  /** At the foot: votes and the like. */
  facts: string;
};

/** The size that previews of links ask for, in pixels. */
export const CARD_SIZE = {width: 1200, height: 630} as const;

const EDGE = 80;
const WIDTH = CARD_SIZE.width - 2 * EDGE;
const INK = 0;
const QUIET = 1;
const RULE = 2;
const COLOURS = [theme.light.ink, theme.light.quiet, theme.light.rule];

const MASTHEAD = {size: 44, baseline: 104, rule: 136};
const CORNER = {size: 26};
const HEADING = {size: 64, line: 72, top: 168, most: 3};
const LINE = {size: 34, line: 56, gap: 30};
const FOOT = {size: 28, baseline: 572, rule: 524};

/** Draws a card as a PNG, in the look of the mail and the pages; the same card has the same bytes. */
export const drawCard = async (font: CardFont, card: Card): Promise<Buffer> => {
  const pixels = blankPixels(CARD_SIZE.width, CARD_SIZE.height);
  const write = writer(font, pixels);
  const corner = writable(font, card.corner);
  write(writable(font, card.name), {x: EDGE, y: MASTHEAD.baseline, size: MASTHEAD.size, colour: INK});
  write(corner, {
    x: CARD_SIZE.width - EDGE - font.widthOf(corner, CORNER.size),
    y: MASTHEAD.baseline,
    size: CORNER.size,
    colour: QUIET,
  });
  fillBox(pixels, {x: EDGE, y: MASTHEAD.rule, width: WIDTH, height: 2, colour: INK});
  writeMiddle(font, write, card);
  fillBox(pixels, {x: EDGE, y: FOOT.rule, width: WIDTH, height: 2, colour: RULE});
  const facts = inLines(font, writable(font, card.facts), {size: FOOT.size, most: 1})[0] ?? '';
  write(facts, {x: EDGE, y: FOOT.baseline, size: FOOT.size, colour: QUIET});
  return encodePng({...pixels, palette: PALETTE});
};

type Write = (text: string, at: {x: number; y: number; size: number; colour: number}) => void;

/** The heading, then as many lines as have room above the foot. */
const writeMiddle = (font: CardFont, write: Write, card: Card): void => {
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

const inLines = (font: CardFont, text: string, {size, most}: {size: number; most: number}): string[] =>
  breakLines(text, {width: WIDTH, most, measure: part => font.widthOf(part, size)});

/** The text composed and on one line, or '' where the letters lack some of it. */
const writable = (font: CardFont, text: string): string => {
  const composed = text.normalize('NFC').replace(/\s+/g, ' ').trim();
  return font.canWrite(composed) ? composed : '';
};

const writer =
  (font: CardFont, pixels: Pixels): Write =>
  (text, {x, y, size, colour}) => {
    for (const outline of font.outlinesOf(text, {x, y, size})) fillOutline(pixels, outline, colour);
  };

const channels = (colour: string): [number, number, number] => {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
};

/** Every colour of a card in its steps from the ground. */
const PALETTE = COLOURS.flatMap(colour => {
  const ground = channels(theme.light.ground);
  const full = channels(colour);
  return Array.from({length: LEVELS}, (_, level): [number, number, number] => {
    const mix = (at: 0 | 1 | 2) => Math.round(ground[at] + ((full[at] - ground[at]) * level) / (LEVELS - 1));
    return [mix(0), mix(1), mix(2)];
  });
});
