import {theme} from '../../../templates/theme.ts';
import {LEVELS} from './card-pixels.ts';

/** The size that previews of links ask for, in pixels. */
export const CARD_SIZE = {width: 1200, height: 630} as const;

// Pixels, from the left and from the top; colours by their place in the palette.
export const EDGE = 80;
export const WIDTH = CARD_SIZE.width - 2 * EDGE;
export const INK = 0;
export const QUIET = 1;
export const RULE = 2;
const COLOURS = [theme.light.ink, theme.light.quiet, theme.light.rule];

export const MASTHEAD = {size: 44, baseline: 104, rule: 136};
export const CORNER = {size: 26};
export const HEADING = {size: 64, line: 72, top: 168, most: 3};
export const LINE = {size: 34, line: 56, gap: 30};
export const FOOT = {size: 28, baseline: 572, rule: 524};

const channels = (colour: string): [number, number, number] => {
  const value = Number.parseInt(colour.slice(1), 16);
  return [value >> 16, (value >> 8) & 0xff, value & 0xff];
};

/** Every colour of a card in its steps from the ground. */
export const PALETTE = COLOURS.flatMap(colour => {
  const ground = channels(theme.light.ground);
  const full = channels(colour);
  return Array.from({length: LEVELS}, (_, level): [number, number, number] => {
    const mix = (at: 0 | 1 | 2) => Math.round(ground[at] + ((full[at] - ground[at]) * level) / (LEVELS - 1));
    return [mix(0), mix(1), mix(2)];
  });
});
