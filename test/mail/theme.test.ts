import {expect, test} from 'vitest';
import {theme} from '../../templates/theme.ts';

/** WCAG 2.2, relative luminance. */
const luminance = (colour: string): number => {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5]
    .map(place => Number.parseInt(colour.slice(place, place + 2), 16) / 255)
    .map(part => (part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
};

const contrast = (one: string, other: string): number => {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
};

test.each(['light', 'dark'] as const)('in %s every text colour has a contrast of at least 7 to 1', scheme => {
  const {ground, ink, quiet, accent} = theme[scheme];
  for (const colour of [ink, quiet, accent]) expect(contrast(colour, ground)).toBeGreaterThanOrEqual(7);
});
