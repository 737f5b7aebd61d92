/** Zones that ICU still calls by a name that IANA has replaced; a reader wants to see today's. */
const todaysNames = new Map([
  ['Africa/Asmera', 'Africa/Asmara'],
  ['America/Buenos_Aires', 'America/Argentina/Buenos_Aires'],
  ['America/Godthab', 'America/Nuuk'],
  ['America/Indianapolis', 'America/Indiana/Indianapolis'],
  ['America/Louisville', 'America/Kentucky/Louisville'],
  ['Asia/Calcutta', 'Asia/Kolkata'],
  ['Asia/Katmandu', 'Asia/Kathmandu'],
  ['Asia/Rangoon', 'Asia/Yangon'],
  ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
  ['Atlantic/Faeroe', 'Atlantic/Faroe'],
  ['Europe/Kiev', 'Europe/Kyiv'],
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
  `Etc/GMT+12 Pacific/Pago_Pago Pacific/Honolulu America/Anchorage America/Los_Angeles America/Denver America/Chicago
  America/New_York America/Halifax America/Sao_Paulo Atlantic/South_Georgia Atlantic/Azores UTC Europe/Berlin Europe/Kyiv
  Europe/Istanbul Asia/Dubai Asia/Karachi Asia/Dhaka Asia/Bangkok Asia/Singapore Asia/Tokyo Australia/Brisbane
  Pacific/Noumea Pacific/Auckland Pacific/Tongatapu Pacific/Kiritimati`.split(/\s+/);
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
  const name = todaysNames.get(zone) ?? zone;
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
