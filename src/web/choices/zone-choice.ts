import {html, raw} from 'hono/html';
import type {Say, Speech} from '../../../templates/languages/speech.ts';
import {defaultPreferences} from '../../subscribers/subscriber.ts';
import {type ListedZone, listZones, offsetOf, toTimezone} from '../../subscribers/timezone.ts';
import type {Html} from '../frame/layout.ts';
import {type OptionGroup, select} from './select.ts';

/**
 * The choice of a time zone by its city, with offsets at this instant (milliseconds since 1970). As long as
 * it is the one that everybody begins with, the page's script selects the browser's own.
 */
export const zoneChoice = (chosen: string, now: number, {say}: Speech): Html => {
  const name = toTimezone(chosen) ?? chosen;
  const isUnchosen = name === defaultPreferences.timezone;
  return select({
    name: 'timezone',
    label: say('choose.zone'),
    groups: zoneGroups(zonesWith(name, now), say),
    chosen: name,
    mark: isUnchosen
      ? html`aria-describedby="timezone-hint" data-guess data-found="${say('choose.zoneFound')}"
  data-missing="${say('choose.zoneMissing', {zone: '{zone}'})}"`
      : raw(''),
    hint: isUnchosen ? html`<span class="small" id="timezone-hint">${say('choose.zoneHint')}</span>` : '',
  });
};

/** What this machine does not list is kept, not silently changed to the first of the list. */
const zonesWith = (chosen: string, now: number): readonly ListedZone[] => {
  const zones = listZones(now);
  if (zones.some(({name}) => name === chosen)) return zones;
  return [{name: chosen, offset: toTimezone(chosen) === null ? chosen : offsetOf(chosen, now)}, ...zones];
};

/** In the order in which they are shown; what has no region stands first. */
const REGIONS = [
  ...(['', 'Europe', 'America', 'Asia', 'Africa', 'Australia'] as const),
  ...(['Pacific', 'Atlantic', 'Indian', 'Arctic', 'Antarctica'] as const),
];
const KNOWN: ReadonlySet<string> = new Set(REGIONS);

const regionOf = (name: string): string => {
  const region = name.includes('/') ? (name.split('/')[0] ?? '') : '';
  return KNOWN.has(region) ? region : '';
};

/** Zones under their regions, each by its city: `Buenos Aires, Argentina (UTC−3)`. */
export const zoneGroups = (zones: readonly ListedZone[], say: Say): OptionGroup[] =>
  REGIONS.map(region => ({
    heading: say(region === '' ? 'zones.other' : `zones.${region}`),
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
