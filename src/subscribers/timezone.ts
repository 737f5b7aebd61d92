import {MINUTE} from '../clock.ts';

/**
 * Names that IANA has replaced and that ICU and some browsers still say, each with today's name. A reader is
 * shown today's.
 */
export const REPLACED_NAMES: ReadonlyMap<string, string> = new Map([
  ['Africa/Asmera', 'Africa/Asmara'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['America/Catamarca', 'America/Argentina/Catamarca'],
  ['America/Coral_Harbour', 'America/Atikokan'],
  ['America/Cordoba', 'America/Argentina/Cordoba'],
  ['America/Godthab', 'America/Nuuk'],
  ['America/Indianapolis', 'America/Indiana/Indianapolis'],
  ['America/Jujuy', 'America/Argentina/Jujuy'],
  ['America/Louisville', 'America/Kentucky/Louisville'],
  ['America/Mendoza', 'America/Argentina/Mendoza'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
  ['Pacific/Enderbury', 'Pacific/Kanton'],
  ['Pacific/Ponape', 'Pacific/Pohnpei'],
  ['Pacific/Truk', 'Pacific/Chuuk'],
]);

/** Abbreviations that several zones share, or that leave out summer time, with zones that may be meant. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ACST: 'Australia/Darwin, Australia/Adelaide',
    AEST: 'Australia/Brisbane, Australia/Sydney',
    AKST: 'America/Anchorage',
    AST: 'America/Halifax, America/Puerto_Rico, Asia/Riyadh',
    BST: 'Europe/London, Asia/Dhaka',
    CDT: 'America/Chicago, America/Havana',
    CEST: 'Europe/Berlin, Europe/Paris',
    CET: 'Europe/Berlin, Europe/Paris, Africa/Algiers',
    CST: 'America/Chicago, America/Mexico_City, Asia/Shanghai',
    CST6CDT: 'America/Chicago',
    EDT: 'America/New_York',
    EEST: 'Europe/Athens, Europe/Kyiv',
    EET: 'Europe/Athens, Europe/Kyiv, Africa/Cairo',
    EST: 'America/New_York, America/Panama',
    EST5EDT: 'America/New_York',
    GST: 'Asia/Dubai, Atlantic/South_Georgia',
    HST: 'Pacific/Honolulu',
    IST: 'Asia/Kolkata, Europe/Dublin, Asia/Jerusalem',
    JST: 'Asia/Tokyo',
    KST: 'Asia/Seoul',
    MDT: 'America/Denver',
    MET: 'Europe/Berlin, Europe/Paris',
    MSK: 'Europe/Moscow',
    MST: 'America/Denver, America/Phoenix',
    MST7MDT: 'America/Denver',
    NZST: 'Pacific/Auckland',
    PDT: 'America/Los_Angeles',
    PST: 'America/Los_Angeles, Asia/Manila',
    PST8PDT: 'America/Los_Angeles',
    SST: 'Asia/Singapore, Pacific/Pago_Pago',
    WEST: 'Europe/Lisbon',
    WET: 'Europe/Lisbon, Atlantic/Canary',
  }),
);

/**
 * Zones at whole hours from UTC, from 12 behind to 14 ahead: what `Etc/GMT+2` may have meant, and what it
 * says.
 */
const AT_OFFSET =
  `Etc/GMT+12 Pacific/Pago_Pago Pacific/Honolulu America/Anchorage America/Los_Angeles America/Denver
  America/Chicago America/New_York America/Halifax America/Sao_Paulo Atlantic/South_Georgia
  Atlantic/Azores UTC Europe/Berlin Europe/Kyiv Europe/Istanbul Asia/Dubai Asia/Karachi Asia/Dhaka
  Asia/Bangkok Asia/Singapore Asia/Tokyo Australia/Brisbane Pacific/Noumea Pacific/Auckland
  Pacific/Tongatapu Pacific/Kiritimati`.split(/\s+/);
const UTC_PLACE = 12;

/**
 * Zones that may be meant by a name that does not tell: an abbreviation (`EST`), or `Etc/GMT+2`, whose sign
 * is the reverse of what most people mean. Null for a name that is not ambiguous.
 */
export const zonesMeantBy = (raw: string): string | null => {
  const name = raw.trim().toUpperCase();
  const signed = /^(?:ETC\/|)GMT([+-])(\d{1,2})$/.exec(name);
  if (!signed) return ABBREVIATIONS.get(name) ?? null;
  const hours = Number(signed[2]) * (signed[1] === '-' ? 1 : -1);
  const meant = [AT_OFFSET[UTC_PLACE + hours], AT_OFFSET[UTC_PLACE - hours]].filter(
    zone => zone !== undefined,
  );
  return hours === 0 || meant.length === 0 ? null : meant.join(', ');
};

const MAX_ZONE_LENGTH = 64;
const MAX_REMEMBERED = 2000;
// Asking Intl costs tens of microseconds; an import asks for the same few zones a hundred thousand times.
const remembered = new Map<string, string>();

/**
 * The one name of an IANA time zone, whatever its case or alias (`europe/berlin` -> `Europe/Berlin`), or null
 * where there is no such zone. Bare offsets (`+02:00`) are no zones: they know no summer time.
 */
export const toTimezone = (raw: string): string | null => {
  const known = remembered.get(raw);
  if (known !== undefined) return known;
  if (raw.length > MAX_ZONE_LENGTH || !/^[A-Za-z][A-Za-z0-9_+/-]*$/.test(raw)) return null;
  const zone = askIntl(raw);
  if (zone === null) return null;
  const name = REPLACED_NAMES.get(zone) ?? zone;
  if (remembered.size >= MAX_REMEMBERED) remembered.clear();
  remembered.set(raw, name);
  return name;
};

const askIntl = (zone: string): string | null => {
  try {
    return new Intl.DateTimeFormat('en', {timeZone: zone}).resolvedOptions().timeZone;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
};

/** A zone that a reader can choose, with how far it is from UTC at an instant: `UTC+05:30`. */
export type ListedZone = {name: string; offset: string};

const UTC = 'UTC';

/** Every zone once, by today's name: UTC first, the others from A to Z. */
export const zoneNames: readonly string[] = [
  UTC,
  ...[...new Set(Intl.supportedValuesOf('timeZone').map(name => REPLACED_NAMES.get(name) ?? name))]
    .filter(name => name !== UTC)
    .sort(),
];

// No zone changes its clocks between two quarters of an hour.
const SAME_OFFSETS_MS = 15 * MINUTE;
let lastList: {quarter: number; zones: readonly ListedZone[]} | null = null;

/** Every zone with its offset at this instant, milliseconds since 1970. */
export const listZones = (now: number): readonly ListedZone[] => {
  const quarter = Math.floor(now / SAME_OFFSETS_MS);
  if (lastList?.quarter !== quarter)
    lastList = {quarter, zones: zoneNames.map(name => ({name, offset: offsetOf(name, now)}))};
  return lastList.zones;
};

/** How far a zone is from UTC at an instant, in milliseconds since 1970: `UTC+05:30`, or `UTC`. */
export const offsetOf = (zone: string, now: number): string => {
  const parts = new Intl.DateTimeFormat('en', {timeZone: zone, timeZoneName: 'longOffset'}).formatToParts(
    now,
  );
  return (parts.find(({type}) => type === 'timeZoneName')?.value ?? UTC).replace(/^GMT(\+00:00$)?/, UTC);
};
