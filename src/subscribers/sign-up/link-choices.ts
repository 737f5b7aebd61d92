import {parsePreferences, type RawPreferences} from '../preferences.ts';
import {hadLeftBefore, isAskedBack} from '../states.ts';
import {defaultPreferences, type Preferences, type Subscriber} from '../subscriber.ts';

/**
 * Whether what a subscriber asked for travels in the link of their confirm letter. It does for a first
 * sign-up on a page, which anybody can send for any address: so no sign-up is seen, or counts, through the
 * link of another. What an operator wrote, and what somebody chose before they left, stands in the record
 * alone, and no sign-up changes it.
 */
export const travelsInLink = (subscriber: Subscriber): boolean =>
  subscriber.state === 'pending' &&
  !hadLeftBefore(subscriber) &&
  !isAskedBack(subscriber) &&
  PUBLIC_WAYS.has(subscriber.consent?.via ?? '');

const PUBLIC_WAYS: ReadonlySet<string> = new Set(['form', 'api']);

/** The choices, those that fit first. */
const NAMES = [
  ...([
    'timezone',
    'hour',
    'frequency',
    'weekday',
    'papers',
    'form',
    'arxivShare',
    'news',
    'topics',
    'avoid',
  ] as const),
  ...(['authors', 'labs', 'codeHosts', 'language'] as const),
];

const PARAMETER = 'asked';

/** A longer link is cut by some mail programs; whole choices are left out beyond this. */
const MAX_QUERY_LENGTH = 1200;

/**
 * What differs from the defaults, as the query of a link; '' for nothing. It is packed as base64url, so that
 * no words of a stranger can be read in the letter.
 */
export const choicesToQuery = (preferences: Preferences): string => {
  let query = '';
  const chosen: Record<string, string> = {};
  for (const name of NAMES) {
    const text = textOf(preferences[name]);
    if (text === textOf(defaultPreferences[name])) continue;
    const longer = `?${PARAMETER}=${pack({...chosen, [name]: text})}`;
    if (longer.length > MAX_QUERY_LENGTH) continue;
    chosen[name] = text;
    query = longer;
  }
  return query;
};

const textOf = (value: Preferences[(typeof NAMES)[number]]): string => {
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  return Array.isArray(value) ? value.join(';') : String(value ?? 'any');
};

const pack = (chosen: Record<string, string>): string =>
  Buffer.from(new URLSearchParams(chosen).toString()).toString('base64url');

/** What the query of a link chooses, read by itself each, so that a broken one spoils no other. */
export const choicesFromQuery = (query: URLSearchParams): Preferences => {
  const packed = (query.get(PARAMETER) ?? '').slice(0, MAX_QUERY_LENGTH);
  const chosen = new URLSearchParams(Buffer.from(packed, 'base64url').toString());
  return applyChoices(
    defaultPreferences,
    Object.fromEntries(NAMES.map(name => [name, chosen.get(name) ?? ''])),
  );
};

/** These preferences with what was chosen; what cannot be read is passed over. */
export const applyChoices = (preferences: Preferences, choices: RawPreferences): Preferences =>
  Object.entries(choices).reduce((chosen, [field, text]) => {
    const parsed = parsePreferences({[field]: text}, chosen);
    return parsed.kind === 'preferences' ? parsed.preferences : chosen;
  }, preferences);
