import {findLanguage, type LanguageCode, languageCodes} from '../../templates/languages/languages.ts';
import {toCodeHost} from '../papers/code-host.ts';
import {quoted} from './quoted.ts';
import {defaultPreferences, type Frequency, type MailForm, type Preferences} from './subscriber.ts';
import {toTimezone, zonesMeantBy} from './timezone.ts';

/**
 * Preferences as a form, a command line or a CSV row gives them; what is missing or empty stays as it was.
 */
export type RawPreferences = {
  timezone?: string;
  hour?: string;
  frequency?: string;
  /** Separated by `;`. */
  topics?: string;
  /** Words to avoid, separated by `;`. */
  avoid?: string;
  /** Names of authors, separated by `;`. */
  authors?: string;
  /** Names of labs, separated by `;`. */
  labs?: string;
  /** Beginnings of code links, separated by `;`. */
  codeHosts?: string;
  papers?: string;
  /** `full` or `short`. */
  form?: string;
  /** Percent; `any` removes the preference. */
  arxivShare?: string;
  /** `yes` or `no`. */
  news?: string;
  /** A tag such as `de` or `pt-BR`; `any` removes the preference. */
  language?: string;
  /** `YYYY-MM-DD`; `never` or `-` ends a pause. */
  pausedUntil?: string;
  weekday?: string;
};

export type ParsedPreferences =
  | {kind: 'preferences'; preferences: Preferences}
  | {kind: 'refused'; problems: string[]};

const MAX_WORDS = 50;
const MAX_WORD_LENGTH = 60;
const MAX_WORDS_LENGTH = MAX_WORDS * (MAX_WORD_LENGTH + 1);
const MAX_PAPERS = 40;
const forms: readonly MailForm[] = ['full', 'short'];
const frequencies: readonly Frequency[] = ['daily', 'weekdays', 'matches', 'weekly'];
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];

type Parsed<Value> = {kind: 'value'; value: Value} | {kind: 'problem'; problem: string};

/**
 * Reads preferences on top of `base`. A refusal brings every problem at once, each one line with the field,
 * the value and the rule. An empty value leaves the base's; for lists of words, ` ; ` (a separator alone)
 * empties them.
 */
export const parsePreferences = (
  raw: RawPreferences,
  base: Preferences = defaultPreferences,
): ParsedPreferences => {
  const read = {
    timezone: parseOr(raw.timezone, base.timezone, text => parseTimezoneOn(base, text)),
    hour: parseOr(raw.hour, base.hour, parseHour),
    frequency: parseOr(raw.frequency, base.frequency, parseFrequency),
    weekday: parseOr(raw.weekday, base.weekday, parseWeekday),
    topics: parseOr(raw.topics, base.topics, text => parseWords(text, topicWords)),
    avoid: parseOr(raw.avoid, base.avoid, text => parseWords(text, avoidedWords)),
    authors: parseOr(raw.authors, base.authors, text => parseWords(text, authorNames)),
    labs: parseOr(raw.labs, base.labs, text => parseWords(text, labNames)),
    codeHosts: parseOr(raw.codeHosts, base.codeHosts, text => parseWords(text, hostsOfCode)),
    papers: parseOr(raw.papers, base.papers, parsePapers),
    form: parseOr(raw.form, base.form, parseForm),
    arxivShare: parseOr(raw.arxivShare, base.arxivShare, parseShare),
    news: parseOr(raw.news, base.news, parseNews),
    language: parseOr(raw.language, base.language, parseLanguage),
    pausedUntil: parseOr(raw.pausedUntil, base.pausedUntil, parsePausedUntil),
  };
  const preferences = valuesOf(read);
  return preferences === null
    ? {kind: 'refused', problems: problemsOf(Object.values(read))}
    : {kind: 'preferences', preferences};
};

type Readings = {[Name in keyof Preferences]: Parsed<Preferences[Name]>};

/** All of them, or null where one is a problem. */
const valuesOf = (read: Readings): Preferences | null => {
  const values: Record<string, unknown> = {};
  for (const [name, reading] of Object.entries(read)) {
    if (reading.kind === 'problem') return null;
    values[name] = reading.value;
  }
  return values as Preferences;
};

const problemsOf = (readings: Parsed<unknown>[]): string[] =>
  readings.flatMap(reading => (reading.kind === 'problem' ? [reading.problem] : []));

const parseOr = <Value>(
  raw: string | undefined,
  base: Value,
  read: (text: string) => Parsed<Value>,
): Parsed<Value> => {
  const text = raw?.trim() ?? '';
  return text === '' ? {kind: 'value', value: base} : read(text);
};

const value = <Value>(given: Value): Parsed<Value> => ({kind: 'value', value: given});
const problem = (text: string): {kind: 'problem'; problem: string} => ({kind: 'problem', problem: text});

/** A zone that is kept already stays, though it could not be chosen today. */
const parseTimezoneOn = ({timezone}: Preferences, text: string): Parsed<string> =>
  text === timezone ? value(text) : parseTimezone(text);

const parseTimezone = (text: string): Parsed<string> => {
  const meant = zonesMeantBy(text);
  if (meant !== null) return problem(`timezone ${quoted(text)} is ambiguous; it may mean ${meant}`);
  const zone = toTimezone(text);
  if (zone === null)
    return problem(`timezone ${quoted(text)} is not an IANA time zone (example: Europe/Berlin)`);
  return value(zone);
};

const parseHour = (text: string): Parsed<number> => {
  const digits = /^(\d{1,2})(:00)?$/.exec(text)?.[1];
  if (digits === undefined || Number(digits) > 23)
    return problem(`hour ${quoted(text)} must be a whole hour from 0 to 23`);
  return value(Number(digits));
};

const parseFrequency = (text: string): Parsed<Frequency> => {
  const frequency = frequencies.find(known => known === text.toLowerCase());
  if (!frequency) return problem(`frequency ${quoted(text)} must be daily, weekdays, matches or weekly`);
  return value(frequency);
};

const parseForm = (text: string): Parsed<MailForm> => {
  const form = forms.find(known => known === text.toLowerCase());
  return form ? value(form) : problem(`form ${quoted(text)} must be full or short`);
};

const parseWeekday = (text: string): Parsed<number> => {
  if (/^[1-7]$/.test(text)) return value(Number(text));
  const place = weekdays.indexOf(text.toLowerCase());
  if (place < 0)
    return problem(`weekday ${quoted(text)} must be 1 (Monday) to 7 (Sunday), or the day's English name`);
  return value(place + 1);
};

const parsePapers = (text: string): Parsed<number> => {
  if (!/^\d{1,2}$/.test(text) || Number(text) < 1 || Number(text) > MAX_PAPERS)
    return problem(`papers ${quoted(text)} must be a number from 1 to ${MAX_PAPERS}`);
  return value(Number(text));
};

const parseShare = (text: string): Parsed<number | null> => {
  if (text.toLowerCase() === 'any') return value(null);
  const digits = /^(\d{1,3}) ?%?$/.exec(text)?.[1];
  if (digits === undefined || Number(digits) > 100)
    return problem(`arxiv share ${quoted(text)} must be a whole number of percent from 0 to 100, or "any"`);
  return value(Number(digits));
};

const parseNews = (text: string): Parsed<boolean> => {
  const said = text.toLowerCase();
  return said === 'yes' || said === 'no'
    ? value(said === 'yes')
    : problem(`news ${quoted(text)} must be yes or no`);
};

const parseLanguage = (text: string): Parsed<LanguageCode | null> => {
  if (text.toLowerCase() === 'any') return value(null);
  const found = findLanguage(text);
  if (found === null)
    return problem(`language ${quoted(text)} must be one of ${languageCodes.join(', ')}, or "any"`);
  return value(found);
};

type WordList = {
  one: string;
  many: string;
  /** A word as it is kept. */
  keep: (word: string) => string;
  /** What a word of this list must have, and the rule in words. */
  must?: {hold: RegExp; rule: string};
};

const isNamed = {hold: /[\p{L}\p{N}]/u, rule: 'has no letter'};

const topicWords: WordList = {
  one: 'topic',
  many: 'topics',
  keep: topic => foldTopic(topic),
  must: isNamed,
};
const avoidedWords: WordList = {
  one: 'word to avoid',
  many: 'words to avoid',
  keep: word => foldTopic(word),
  must: isNamed,
};

const authorNames: WordList = {one: 'author', many: 'authors', keep: name => onOneLine(name), must: isNamed};
const labNames: WordList = {one: 'lab', many: 'labs', keep: name => onOneLine(name), must: isNamed};
const hostsOfCode: WordList = {
  one: 'code host',
  many: 'code hosts',
  keep: link => toCodeHost(onOneLine(link)),
  must: {
    hold: /^[^\s/:@]+\.[^\s/:@]+(\/\S*)?$/,
    rule: 'is not the start of a code URL (example: github.com/example)',
  },
};

const parseWords = (text: string, {one, many, keep, must}: WordList): Parsed<string[]> => {
  if (text.length > MAX_WORDS_LENGTH)
    return problem(`${many} are longer than ${MAX_WORDS_LENGTH} characters`);
  const words = withoutRepeats(text.split(';').map(keep)).filter(word => word !== '');
  if (words.length > MAX_WORDS) return problem(`${words.length} ${many}; the limit is ${MAX_WORDS}`);
  const tooLong = words.find(word => word.length > MAX_WORD_LENGTH);
  if (tooLong !== undefined)
    return problem(`${one} ${quoted(tooLong)} has more than ${MAX_WORD_LENGTH} characters`);
  const wrong = words.find(word => must?.hold.test(word) === false);
  if (must && wrong !== undefined) return problem(`${one} ${quoted(wrong)} ${must.rule}`);
  return value(words);
};

/** Each word once, as it was first written: names keep their case, and are one in any. */
const withoutRepeats = (words: string[]): string[] => {
  const first = new Map<string, string>();
  for (const word of words) {
    const folded = word.toLowerCase();
    if (!first.has(folded)) first.set(folded, word);
  }
  return [...first.values()];
};

const parsePausedUntil = (text: string): Parsed<string | null> => {
  if (text === '-' || text.toLowerCase() === 'never') return value(null);
  if (!isDay(text)) return problem(`pause ${quoted(text)} must be a date (example: 2026-04-01) or "never"`);
  return value(text);
};

/** Whether this is a day of the calendar in this millennium. */
const isDay = (text: string): boolean => {
  if (!/^2\d{3}-\d{2}-\d{2}$/.test(text)) return false;
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
};

/** A topic or a word to avoid as it is kept and compared: one blank between words, lower case. */
export const foldTopic = (topic: string): string => onOneLine(topic).toLowerCase();

const onOneLine = (words: string): string =>
  words
    .normalize('NFC')
    .replace(/[\p{C}\s]+/gu, ' ')
    .trim();

export const samePreferences = (one: Preferences, other: Preferences): boolean =>
  one.timezone === other.timezone &&
  one.hour === other.hour &&
  one.frequency === other.frequency &&
  one.weekday === other.weekday &&
  one.papers === other.papers &&
  one.form === other.form &&
  one.arxivShare === other.arxivShare &&
  one.news === other.news &&
  one.language === other.language &&
  one.pausedUntil === other.pausedUntil &&
  one.topics.join(';') === other.topics.join(';') &&
  one.avoid.join(';') === other.avoid.join(';') &&
  one.authors.join(';') === other.authors.join(';') &&
  one.labs.join(';') === other.labs.join(';') &&
  one.codeHosts.join(';') === other.codeHosts.join(';');
