import {html} from 'hono/html';
import type {Html} from '../../frame/layout.ts';

/** A number for an attribute: two digits are more than a screen shows. */
export const at = (value: number): string => String(Math.round(value * 100) / 100);

/** A slice that is there is seen, however small it is: its least width in units of a bar of 100. */
const MIN_SLICE = {short: 1.5, long: 0.3};

export type Slices = {
  /** As a share of the longest bar. */
  length: number;
  /** How much of the bar each is, from its start. */
  accepted: number;
  failed: number;
  uncertain: number;
  /** `long`: as wide as the page. */
  size?: keyof typeof MIN_SLICE;
};

/** A bar with what failed and what is uncertain as slices; the numbers stand beside it. */
export const slicedBar = ({length, accepted, failed, uncertain, size = 'short'}: Slices): Html => {
  const whole = Math.max(0, Math.min(100, 100 * length));
  const wide = (share: number) => (share > 0 ? Math.max(MIN_SLICE[size], share * whole) : 0);
  const [bad, doubtful] = [wide(failed), wide(uncertain)];
  // The slices are never beyond the end.
  const from = Math.max(0, Math.min(accepted * whole, whole - bad - doubtful));
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" height="${size === 'long' ? '16' : '10'}"
  aria-hidden="true"><rect class="ground" width="${at(whole)}" height="10"/><rect class="part"
  width="${at(from)}" height="10"/><rect class="warn" x="${at(from)}" width="${at(bad)}"
  height="10"/><rect class="doubt" x="${at(from + bad)}" width="${at(doubtful)}" height="10"/></svg>`;
};

/** How far a share has come to its limit, which stands at four fifths. */
export const limitBar = ({value, limit}: {value: number; limit: number}): Html => {
  const width = Math.min(100, (80 * value) / limit);
  return html`<svg viewBox="0 0 100 10" preserveAspectRatio="none" height="8" aria-hidden="true"><rect
  class="ground" width="100" height="10"/><rect class="${value >= limit ? 'warn' : 'part'}"
  width="${at(width)}" height="10"/><rect class="warn" x="79.4" width="1.2" height="10"/></svg>`;
};
