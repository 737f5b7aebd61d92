import {expect, test} from 'vitest';
import {contrastOf} from '../../src/settings/contrast.ts';
import {theme} from '../../templates/theme.ts';

test.each(['light', 'dark'] as const)('in %s every text colour has a contrast of at least 7 to 1', scheme => {
  const {ground, ink, quiet, accent} = theme[scheme];
  for (const colour of [ink, quiet, accent]) expect(contrastOf(colour, ground)).toBeGreaterThanOrEqual(7);
});
