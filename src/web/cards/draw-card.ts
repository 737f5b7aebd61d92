import type {Card} from './card.ts';
import type {CardFont} from './card-font.ts';
import {CARD_SIZE, CORNER, EDGE, FOOT, INK, MASTHEAD, PALETTE, QUIET, RULE, WIDTH} from './card-look.ts';
import {blankPixels, fillBox} from './card-pixels.ts';
import {encodePng} from './png.ts';
import {inLines, writable, writeMiddle, writer} from './write-card.ts';

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
