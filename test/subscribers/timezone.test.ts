import {existsSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {listZones, offsetOf, REPLACED_NAMES, toTimezone, zoneNames} from '../../src/subscribers/timezone.ts';

const WINTER = Date.UTC(2026, 0, 15);
const SUMMER = Date.UTC(2026, 6, 15);

test.each([...REPLACED_NAMES])('%s and %s are one zone, listed once by the second name', (old, today) => {
  expect(toTimezone(old)).toBe(today);
  expect(toTimezone(today)).toBe(today);
  expect(zoneNames).toContain(today);
  expect(zoneNames).not.toContain(old);
});

test('every zone of Intl is in the list by the name that it is stored by', () => {
  const missing = Intl.supportedValuesOf('timeZone').filter(
    zone => !zoneNames.includes(toTimezone(zone) ?? ''),
  );
  expect(missing).toEqual([]);
  expect(new Set(zoneNames).size).toBe(zoneNames.length);
  expect(zoneNames[0]).toBe('UTC');
});

const TABLE = '/usr/share/zoneinfo/zone.tab';

describe.skipIf(!existsSync(TABLE))(`IANA’s table (skipped where there is no ${TABLE})`, () => {
  const named = existsSync(TABLE)
    ? readFileSync(TABLE, 'utf8')
        .split('\n')
        .filter(line => line !== '' && !line.startsWith('#'))
        .map(line => line.split('\t')[2] ?? '')
    : [];

  test('every place that it names is offered by that name, as far as this Node knows it', () => {
    const known = named.filter(zone => toTimezone(zone) !== null);
    expect(known.length).toBeGreaterThan(400);
    expect(known.filter(zone => !zoneNames.includes(zone))).toEqual([]);
  });
});

const lists = [WINTER, SUMMER, WINTER].map(listZones);

test.each([
  ['Asia/Kolkata', 'UTC+05:30', 'UTC+05:30'],
  ['Europe/Kyiv', 'UTC+02:00', 'UTC+03:00'],
  ['America/Argentina/Buenos_Aires', 'UTC-03:00', 'UTC-03:00'],
  ['Asia/Kathmandu', 'UTC+05:45', 'UTC+05:45'],
  ['UTC', 'UTC', 'UTC'],
])('%s is at %s in January and at %s in July', (zone, winter, summer) => {
  expect(offsetOf(zone, WINTER)).toBe(winter);
  expect(offsetOf(zone, SUMMER)).toBe(summer);
  const listed = lists.map(zones => zones.find(({name}) => name === zone)?.offset);
  expect(listed).toEqual([winter, summer, winter]);
});
