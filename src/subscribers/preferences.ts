import {quoted} from './quoted.ts';
import {defaultPreferences, type Frequency, type Preferences} from './subscriber.ts';
import {toTimezone} from './timezone.ts';

/** Preferences as a form, a command line or a CSV row gives them; what is missing or empty stays as it was. */
export type RawPreferences = {
  timezone?: string;
  hour?: string;
  frequency?: string;
  /** Separated by `;`. */
  topics?: string;
  /** Words to avoid, separated by `;`. */
  avoid?: string;
  papers?: string;
  /** `YYYY-MM-DD`; `never` or `-` ends a pause. */
  pausedUntil?: string;
  weekday?: string;
};

export type PreferencesReading =
  | {kind: 'preferences'; preferences: Preferences}
  | {kind: 'refused'; problems: string[]};

const mostWords = 50;
const longestWord = 60;
const longestWords = mostWords * (longestWord + 1);
const mostPapers = 40;
const frequencies: readonly Frequency[] = ['daily', 'weekdays', 'weekly'];
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

type Reading<Value> = {kind: 'value'; value: Value} | {kind: 'problem'; problem: string};

/**
 * Reads preferences on top of `base`. A refusal brings every problem at once, each one line with the field, the value and
 * the rule. An empty value leaves the base's; for topics and words to avoid, ` ; ` (a separator alone) empties them.
 */
export const readPreferences = (
  raw: RawPreferences,
  base: Preferences = defaultPreferences,
): PreferencesReading => {
  const read = {
    timezone: readOr(raw.timezone, base.timezone, readTimezone),
    hour: readOr(raw.hour, base.hour, readHour),
    frequency: readOr(raw.frequency, base.frequency, readFrequency),
    weekday: readOr(raw.weekday, base.weekday, readWeekday),
    topics: readOr(raw.topics, base.topics, text => readWords(text, topicWords)),
    avoid: readOr(raw.avoid, base.avoid, text => readWords(text, avoidedWords)),
    papers: readOr(raw.papers, base.papers, readPapers),
    pausedUntil: readOr(raw.pausedUntil, base.pausedUntil, readPausedUntil),
  };
  const {timezone, hour, frequency, weekday, topics, avoid, papers, pausedUntil} = read;
  if (
    timezone.kind === 'problem' ||
    hour.kind === 'problem' ||
    frequency.kind === 'problem' ||
    weekday.kind === 'problem' ||
    topics.kind === 'problem' ||
    avoid.kind === 'problem' ||
    papers.kind === 'problem' ||
    pausedUntil.kind === 'problem'
  )
    return {kind: 'refused', problems: problemsOf(Object.values(read))};
  return {
    kind: 'preferences',
    preferences: {
      timezone: timezone.value,
      hour: hour.value,
      frequency: frequency.value,
      weekday: weekday.value,
      topics: topics.value,
      avoid: avoid.value,
      papers: papers.value,
      pausedUntil: pausedUntil.value,
    },
  };
};

const problemsOf = (readings: Reading<unknown>[]): string[] =>
  readings.flatMap(reading => (reading.kind === 'problem' ? [reading.problem] : []));

const readOr = <Value>(
  raw: string | undefined,
  base: Value,
  read: (text: string) => Reading<Value>,
): Reading<Value> => {
  const text = raw?.trim() ?? '';
  return text === '' ? {kind: 'value', value: base} : read(text);
};

const value = <Value>(given: Value): Reading<Value> => ({kind: 'value', value: given});
const problem = (text: string): {kind: 'problem'; problem: string} => ({kind: 'problem', problem: text});

const readTimezone = (text: string): Reading<string> => {
  const zone = toTimezone(text);
  if (zone === null) return problem(`timezone ${quoted(text)} is no IANA time zone, such as "Europe/Berlin"`);
  return value(zone);
};

const readHour = (text: string): Reading<number> => {
  const digits = /^(\d{1,2})(:00)?$/.exec(text)?.[1];
  if (digits === undefined || Number(digits) > 23)
    return problem(`hour ${quoted(text)} must be a whole hour from 0 to 23`);
  return value(Number(digits));
};

const readFrequency = (text: string): Reading<Frequency> => {
  const frequency = frequencies.find(known => known === text.toLowerCase());
  if (!frequency) return problem(`frequency ${quoted(text)} must be daily, weekdays or weekly`);
  return value(frequency);
};

const readWeekday = (text: string): Reading<number> => {
  if (/^[1-7]$/.test(text)) return value(Number(text));
  const place = weekdays.indexOf(text.toLowerCase());
  if (place < 0)
    return problem(`weekday ${quoted(text)} must be 1 (Monday) to 7 (Sunday), or the day's English name`);
  return value(place + 1);
};

const readPapers = (text: string): Reading<number> => {
  if (!/^\d{1,2}$/.test(text) || Number(text) < 1 || Number(text) > mostPapers)
    return problem(`papers ${quoted(text)} must be a number from 1 to ${mostPapers}`);
  return value(Number(text));
};

type WordList = {one: string; many: string};

const topicWords: WordList = {one: 'topic', many: 'topics'};
const avoidedWords: WordList = {one: 'word to avoid', many: 'words to avoid'};

const readWords = (text: string, {one, many}: WordList): Reading<string[]> => {
  if (text.length > longestWords) return problem(`${many} are longer than ${longestWords} characters`);
  const words = [...new Set(text.split(';').map(foldTopic))].filter(word => word !== '');
  if (words.length > mostWords) return problem(`${many} are ${words.length}; at most ${mostWords} fit`);
  const tooLong = words.find(word => word.length > longestWord);
  if (tooLong !== undefined)
    return problem(`${one} ${quoted(tooLong)} has more than ${longestWord} characters`);
  return value(words);
};

const readPausedUntil = (text: string): Reading<string | null> => {
  if (text === '-' || text.toLowerCase() === 'never') return value(null);
  if (!isDay(text))
    return problem(`pause ${quoted(text)} must end on a day such as 2026-04-01, or be "never"`);
  return value(text);
};

/** Whether this is a day of the calendar in this millennium. */
const isDay = (text: string): boolean => {
  if (!/^2\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

/** A topic or a word to avoid as it is kept and compared: one blank between words, lower case. */
export const foldTopic = (topic: string): string =>
  topic
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim()
    .toLowerCase();

export const samePreferences = (one: Preferences, other: Preferences): boolean =>
  one.timezone === other.timezone &&
  one.hour === other.hour &&
  one.frequency === other.frequency &&
  one.weekday === other.weekday &&
  one.papers === other.papers &&
  one.pausedUntil === other.pausedUntil &&
  one.topics.join(';') === other.topics.join(';') &&
  one.avoid.join(';') === other.avoid.join(';');
