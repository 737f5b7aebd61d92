import {DAY, HOUR, MINUTE} from '../../clock.ts';
import {type Check, ok, skipped, warning} from './check.ts';

/** When parts last went well, ms since 1970; null or absent where they never did. */
export type LastFacts = {
  now: number;
  times: ReadonlyMap<string, number>;
  /** When the newest edition was built. */
  builtAt: number | null;
  /** When old details were last looked for. */
  tidiedAt: number | null;
  sources: readonly string[];
  readers: number;
  expectsWebhooks: boolean;
};

/** A part, when it last worked, how old that may be, and what to do. */
type Part = {name: string; at: number | null; mayBeMs: number; fix: string};

/** Friday's edition leaves until Saturday, and the next one on Tuesday. */
const LONG_WEEKEND = 4 * DAY;

/** When each part of the work last went well, and which of them is too long ago. */
export const checkLastTimes = (facts: LastFacts): Check[] => partsOf(facts).map(part => toCheck(part, facts));

const partsOf = ({times, builtAt, tidiedAt, sources, readers, expectsWebhooks}: LastFacts): Part[] => {
  const atOf = (part: string) => times.get(part) ?? null;
  const patient = Number.POSITIVE_INFINITY;
  return [
    {
      ...{name: 'scheduler', at: atOf('scheduler'), mayBeMs: 10 * MINUTE},
      fix: 'start one: paperboy scheduler, or paperboy start',
    },
    ...sources.map(source => ({
      ...{name: `source ${source}`, at: atOf(`source:${source}`), mayBeMs: 6 * HOUR},
      fix: 'see what the source said: paperboy papers fetch',
    })),
    {
      ...{name: 'edition', at: builtAt, mayBeMs: LONG_WEEKEND},
      fix: 'see why none was built: paperboy editions list',
    },
    {
      ...{name: 'mail', at: atOf('mail'), mayBeMs: readers > 0 ? LONG_WEEKEND : patient},
      fix: 'see what became of the newest: paperboy editions status',
    },
    {
      ...{name: 'webhook', at: atOf('webhook'), mayBeMs: expectsWebhooks ? LONG_WEEKEND : patient},
      fix: 'look at the webhook at Resend: its address and its last answers',
    },
    {
      ...{name: 'tidying', at: tidiedAt, mayBeMs: 2 * DAY},
      fix: 'start a scheduler, or run paperboy tidy',
    },
  ];
};

const toCheck = ({name, at, mayBeMs, fix}: Part, {now}: LastFacts): Check => {
  const subject = `last ${name}`;
  if (at === null) return skipped(subject, 'never yet, as far as is known');
  const ago = `${agoInWords(now - at)} ago`;
  return now - at <= mayBeMs ? ok(subject, ago) : warning(subject, ago, fix);
};

const agoInWords = (ms: number): string => {
  if (ms < 2 * MINUTE) return 'a minute';
  if (ms < 2 * HOUR) return `${Math.floor(ms / MINUTE)} minutes`;
  return ms < 2 * DAY ? `${Math.floor(ms / HOUR)} hours` : `${Math.floor(ms / DAY)} days`;
};
