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

const MAX_ZONE_LENGTH = 64;
const MAX_REMEMBERED = 2000;
// Asking Intl costs tens of microseconds; an import asks for the same few zones a hundred thousand times.
const remembered = new Map<string, string>();

/**
 * The one name of an IANA time zone, whatever its case or alias (`europe/berlin` -> `Europe/Berlin`), or null where there
 * is no such zone. Bare offsets (`+02:00`) are no zones: they know no summer time.
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
