import {html, raw} from 'hono/html';
import {defaultPreferences} from '../../subscribers/subscriber.ts';
import {type ListedZone, listZones, offsetOf, toTimezone} from '../../subscribers/timezone.ts';
import type {Html} from '../frame/layout.ts';
import {type OptionGroup, select} from './select.ts';

/**
 * The choice of a time zone by its city, with offsets at this instant (milliseconds since 1970). As long as
 * it is the one that everybody begins with, the page's script selects the browser's own.
 */
export const zoneChoice = (chosen: string, now: number): Html => {
  const name = toTimezone(chosen) ?? chosen;
  const isUnchosen = name === defaultPreferences.timezone;
  return select({
    name: 'timezone',
    label: 'Nearest city, for the time zone',
    groups: zoneGroups(zonesWith(name, now)),
    chosen: name,
    mark: isUnchosen ? raw('aria-describedby="timezone-hint" data-guess') : raw(''),
    hint: isUnchosen
      ? html`<span class="small" id="timezone-hint">UTC is used unless you choose another.</span>`
      : '',
  });
};

/** What this machine does not list is kept, not silently changed to the first of the list. */
const zonesWith = (chosen: string, now: number): readonly ListedZone[] => {
  const zones = listZones(now);
  if (zones.some(({name}) => name === chosen)) return zones;
  return [{name: chosen, offset: toTimezone(chosen) === null ? chosen : offsetOf(chosen, now)}, ...zones];
};

/** In the order in which they are shown; what has no region stands first. */
const REGIONS: readonly (readonly [string, string])[] = [
  ['', 'Other'],
  ['Europe', 'Europe'],
  ['America', 'Americas'],
  ['Asia', 'Asia'],
  ['Africa', 'Africa'],
  ['Australia', 'Australia'],
  ['Pacific', 'Pacific'],
  ['Atlantic', 'Atlantic'],
  ['Indian', 'Indian Ocean'],
  ['Arctic', 'Arctic'],
  ['Antarctica', 'Antarctica'],
];
const KNOWN = new Set(REGIONS.map(([region]) => region));

const regionOf = (name: string): string => {
  const region = name.includes('/') ? (name.split('/')[0] ?? '') : '';
  return KNOWN.has(region) ? region : '';
};

/** Zones under their regions, each by its city: `Buenos Aires, Argentina (UTC−3)`. */
export const zoneGroups = (zones: readonly ListedZone[]): OptionGroup[] =>
  REGIONS.map(([region, heading]) => ({
    heading,
    options: zones
      .filter(({name}) => regionOf(name) === region)
      .map(({name, offset}) => ({value: name, label: labelOf(name, offset)}))
      .sort((one, other) => one.label.localeCompare(other.label, 'en')),
  })).filter(({options}) => options.length > 0);

/** An offset that says no more than the name is left out. */
const labelOf = (name: string, offset: string): string => {
  const [city = name, ...around] = name.split('/').toReversed();
  const where = regionOf(name) === '' ? name : [city, ...around.slice(0, -1)].join(', ');
  return name === offset ? name : `${where.replaceAll('_', ' ')} (${shortOffset(offset)})`;
};

/** `UTC+05:30` as `UTC+5:30`, `UTC-03:00` as `UTC−3`. */
const shortOffset = (offset: string): string =>
  offset.replace(/([+-])0?(\d+):(\d\d)$/, (_, sign: string, hours: string, minutes: string) => {
    const rest = minutes === '00' ? '' : `:${minutes}`;
    return `${sign === '-' ? '−' : '+'}${hours}${rest}`;
  });
