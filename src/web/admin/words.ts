import {englishSpeech} from '../../../templates/languages/speech.ts';
import {DAY, HOUR, MINUTE, SECOND} from '../../clock.ts';
import type {Counts} from '../../delivery/ledger/runs.ts';
import type {EditionId} from '../../editions/edition.ts';
import {isWeekly} from '../../editions/edition-id.ts';
import {dateOf} from '../../mail/wording.ts';

/** `1,000 in the audience: 990 accepted, 2 failed, 8 excluded`; what is none is left out. */
export const countsInWords = ({audience, ...states}: Counts): string => {
  const told = Object.entries(states).flatMap(([state, count]) =>
    count > 0 ? [`${thousands(count)} ${state}`] : [],
  );
  return `${thousands(audience)} in the audience${told.length === 0 ? '' : `: ${told.join(', ')}`}`;
};

/** `12,000` */
export const thousands = (count: number): string => count.toLocaleString('en');

/** `1 email`, `12,000 emails` */
export const mailsOf = (count: number): string => `${thousands(count)} email${count === 1 ? '' : 's'}`;

/** `2026-03-13 08:00 UTC`. `at`: ms since 1970, or ISO 8601. */
export const timeOf = (at: number | string): string =>
  `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** `08:00` in UTC. */
export const clockOf = (at: number | string): string => new Date(at).toISOString().slice(11, 16);

/** The words with a capital letter at the beginning. */
export const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;

/** `Thursday 12 March 2026`, `Week 11, 9 to 15 March 2026` as the mails have it. */
export const longDay = (id: EditionId): string => dateOf(id, englishSpeech()).long;

const SHORT: Intl.DateTimeFormatOptions = {
  ...{weekday: 'short', day: 'numeric', month: 'long', timeZone: 'UTC'},
};

/** `Thu 12 March`, `Week 11` */
export const shortDay = (id: EditionId): string =>
  isWeekly(id) ? `Week ${Number(id.slice(-2))}` : shortDate(Date.parse(`${id}T00:00:00Z`));

/** `Thu 12 March` */
export const shortDate = (at: number): string =>
  new Intl.DateTimeFormat('en-GB', SHORT).format(at).replace(',', '');

/** `12 March`, `week 11`: an edition within a sentence. */
export const dayWithin = (id: EditionId): string =>
  isWeekly(id) ? `week ${Number(id.slice(-2))}` : shortDay(id).replace(/^\S+ /, '');

/** `98.5 %`; a dash where there is nothing to take it of. */
export const percentOf = (part: number, whole: number, digits = 1): string =>
  whole === 0 ? '–' : `${((100 * part) / whole).toFixed(digits)} %`;

const UNITS = [
  {name: 'day', ms: DAY},
  {name: 'hour', ms: HOUR},
  {name: 'minute', ms: MINUTE},
  {name: 'second', ms: SECOND},
] as const;

/** `42 minutes`, in the largest unit of which there are two; `less than 2 seconds`. */
export const spanOf = (ms: number): string => {
  const unit = UNITS.find(({ms: one}) => ms >= 2 * one);
  return unit === undefined ? 'less than 2 seconds' : `${Math.floor(ms / unit.ms)} ${unit.name}s`;
};

/** An estimate: `about 42 minutes`, `less than 2 seconds`, which is vague enough by itself. */
export const aboutSpan = (ms: number): string => (ms < 2 * SECOND ? spanOf(ms) : `about ${spanOf(ms)}`);
