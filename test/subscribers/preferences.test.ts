import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {parsePreferences} from '../../src/subscribers/preferences.ts';
import {defaultPreferences, type Preferences} from '../../src/subscribers/subscriber.ts';
import {anyText, named} from '../support/open-store.ts';
import {anyUrl} from '../support/texts/any-text.ts';

const read = (raw: Parameters<typeof parsePreferences>[0], base?: Preferences) => {
  const reading = parsePreferences(raw, base);
  return reading.kind === 'preferences' ? reading.preferences : reading.problems;
};

test('nothing given leaves the defaults', () => {
  expect(read({})).toEqual(defaultPreferences);
  expect(read({hour: ' ', timezone: ''})).toEqual(defaultPreferences);
});

test('what is missing stays as it was', () => {
  const base: Preferences = {...defaultPreferences, hour: 6, topics: ['agents'], timezone: 'Asia/Tokyo'};
  expect(read({papers: '5'}, base)).toEqual({...base, papers: 5});
  expect(read({topics: ';'}, base)).toEqual({...base, topics: []});
  const choosy: Preferences = {...base, avoid: ['survey'], pausedUntil: '2026-04-01'};
  expect(read({avoid: '', pausedUntil: ''}, choosy)).toEqual(choosy);
  expect(read({avoid: ';'}, choosy)).toEqual({...choosy, avoid: []});
});

test.each(['never', 'Never', '-'])('"%s" ends a pause', pausedUntil => {
  const base: Preferences = {...defaultPreferences, pausedUntil: '2026-04-01'};
  expect(read({pausedUntil}, base)).toEqual(defaultPreferences);
});

describe('each field in the ways that people write it', () => {
  test.each([
    [{hour: '8'}, {hour: 8}],
    [{hour: '08'}, {hour: 8}],
    [{hour: '8:00'}, {hour: 8}],
    [{hour: '23:00'}, {hour: 23}],
    [{hour: '0'}, {hour: 0}],
    [
      {frequency: 'Weekly', weekday: '7'},
      {frequency: 'weekly', weekday: 7},
    ],
    [{weekday: 'Sunday'}, {weekday: 7}],
    [{timezone: 'europe/berlin'}, {timezone: 'Europe/Berlin'}],
    [{timezone: 'Asia/Calcutta'}, {timezone: 'Asia/Kolkata'}],
    [{timezone: 'Asia/Kolkata'}, {timezone: 'Asia/Kolkata'}],
    [{timezone: 'Europe/Kiev'}, {timezone: 'Europe/Kyiv'}],
    [{timezone: 'etc/utc'}, {timezone: 'UTC'}],
    [{papers: '40'}, {papers: 40}],
    [{topics: ' Diffusion  Models;agents;; AGENTS '}, {topics: ['diffusion models', 'agents']}],
    [{topics: 'a\r\nb;c\u202e'}, {topics: ['a b', 'c']}],
    [{avoid: ' Survey;Crypto  Coins;; SURVEY '}, {avoid: ['survey', 'crypto coins']}],
    [{authors: ' Zoë  Sample;ada example;; ADA Example '}, {authors: ['Zoë Sample', 'ada example']}],
    [{labs: 'Orchard Lab;orchard lab'}, {labs: ['Orchard Lab']}],
    [
      {codeHosts: 'https://github.com/Orchard/; www.gitlab.example/x;GitHub.com/orchard'},
      {codeHosts: ['github.com/orchard', 'gitlab.example/x']},
    ],
    [{arxivShare: '0'}, {arxivShare: 0}],
    [{arxivShare: ' 100 % '}, {arxivShare: 100}],
    [{arxivShare: 'Any'}, {arxivShare: null}],
    [{news: 'No'}, {news: false}],
    [{news: 'yes'}, {news: true}],
    [{pausedUntil: ' 2026-04-01 '}, {pausedUntil: '2026-04-01'}],
    [{pausedUntil: '2028-02-29'}, {pausedUntil: '2028-02-29'}],
  ])('%j', (raw, expected) => {
    expect(read(raw)).toEqual({...defaultPreferences, ...expected});
  });
});

describe('a wrong value is refused with the field, the value and the rule', () => {
  test.each(
    named([
      [{hour: '24'}, 'hour "24" must be a whole hour from 0 to 23'],
      [{hour: '8:30'}, 'hour "8:30" must be'],
      [{hour: '-1'}, 'hour "-1" must be'],
      [{hour: '1e1'}, 'hour "1e1" must be'],
      [{timezone: 'Mars/Olympus'}, 'timezone "Mars/Olympus" is not an IANA time zone'],
      [{timezone: '+02:00'}, 'timezone "+02:00" is not an IANA time zone'],
      [{timezone: 'EST'}, 'timezone "EST" is ambiguous; it may mean America/New_York, America/Panama'],
      [{timezone: 'bst'}, 'it may mean Europe/London, Asia/Dhaka'],
      [{timezone: 'IST'}, 'it may mean Asia/Kolkata, Europe/Dublin, Asia/Jerusalem'],
      [{timezone: 'Etc/GMT+2'}, 'it may mean Atlantic/South_Georgia, Europe/Kyiv'],
      [{timezone: 'GMT-5'}, 'it may mean Asia/Karachi, America/New_York'],
      [{timezone: 'x'.repeat(5000)}, 'is not an IANA time zone'],
      [{frequency: 'hourly'}, 'frequency "hourly" must be daily, weekdays, matches or weekly'],
      [{weekday: '8'}, 'weekday "8" must be 1 (Monday) to 7'],
      [{papers: '0'}, 'papers "0" must be a number from 1 to 40'],
      [{papers: '41'}, 'papers "41" must be'],
      [{arxivShare: '101'}, 'arxiv share "101" must be a whole number of percent from 0 to 100, or "any"'],
      [{news: 'maybe'}, 'news "maybe" must be yes or no'],
      [{arxivShare: '-5'}, 'arxiv share "-5" must be'],
      [{arxivShare: '0.5'}, 'arxiv share "0.5" must be'],
      [{topics: 'x'.repeat(61)}, 'has more than 60 characters'],
      [{topics: Array.from({length: 51}, (_, place) => `t${place}`).join(';')}, '51 topics; the limit is 50'],
      [{topics: 'x;'.repeat(100_000)}, 'topics are longer than'],
      [{authors: 'y'.repeat(61)}, 'author "yyy'],
      [{authors: 'Ada; !?'}, 'author "!?" has no letter'],
      [{topics: 'agents; 🤖'}, 'topic "🤖" has no letter'],
      [{avoid: '...'}, 'word to avoid "..." has no letter'],
      [{labs: '🙂'}, 'lab "🙂" has no letter'],
      [{labs: Array.from({length: 51}, (_, place) => `l${place}`).join(';')}, '51 labs; the limit is 50'],
      [{codeHosts: 'orchard'}, 'code host "orchard" is not the start of a code URL'],
      [{codeHosts: 'javascript:alert(1)'}, 'is not the start of a code URL'],
      [{codeHosts: 'ada@example.org'}, 'is not the start of a code URL'],
      [{avoid: 'y'.repeat(61)}, 'word to avoid "yyy'],
      [{avoid: 'y'.repeat(61)}, 'has more than 60 characters'],
      [
        {avoid: Array.from({length: 51}, (_, place) => `w${place}`).join(';')},
        '51 words to avoid; the limit is 50',
      ],
      [{pausedUntil: '2026-02-30'}, 'pause "2026-02-30" must be a date (example: 2026-04-01'],
      [{pausedUntil: '1.4.2026'}, 'pause "1.4.2026" must be a date'],
      [{pausedUntil: '9999-01-01'}, 'pause "9999-01-01" must be a date'],
      [{pausedUntil: '2026-04-01T08:00'}, 'must be a date'],
    ]),
  )('$name', ({input: raw, expected: problem}) => {
    expect(read(raw)).toEqual([expect.stringContaining(problem)]);
  });

  test('every problem comes at once', () => {
    expect(read({hour: '99', frequency: 'never', papers: 'all'})).toHaveLength(3);
  });
});

test('every time zone that this Node knows is read, and reading it again changes nothing', () => {
  for (const zone of Intl.supportedValuesOf('timeZone')) {
    const once = read({timezone: zone});
    expect(once).toMatchObject({timezone: expect.any(String)});
    if (!Array.isArray(once)) expect(read({timezone: once.timezone})).toEqual(once);
  }
});

test('whatever is typed, the answer is preferences within their limits or problems on one line each', () => {
  const text = anyText(200);
  const raw = fc.record(
    {
      timezone: text,
      hour: text,
      frequency: text,
      weekday: text,
      topics: text,
      avoid: text,
      authors: text,
      labs: text,
      codeHosts: fc.oneof(text, anyUrl),
      papers: text,
      pausedUntil: text,
    },
    {requiredKeys: []},
  );
  fc.assert(
    fc.property(raw, given => {
      const reading = parsePreferences(given);
      if (reading.kind === 'refused') {
        for (const problem of reading.problems) expect(problem).toMatch(/^[^\r\n]{1,250}$/);
        return;
      }
      expect(reading.preferences.hour).toBeLessThan(24);
      const {topics, avoid, authors, labs, codeHosts} = reading.preferences;
      const lists = {topics, avoid, authors, labs, codeHosts};
      for (const words of Object.values(lists).flat()) expect(words).toMatch(/^[^;\p{C}]{1,60}$/u);
      const again = Object.entries(lists).map(([name, words]) => [name, words.join(';')]);
      expect(read(Object.fromEntries(again), reading.preferences)).toEqual(reading.preferences);
    }),
  );
});
