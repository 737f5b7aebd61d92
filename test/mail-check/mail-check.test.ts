import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {MANY_BYTES, MAX_BYTES} from '../../src/mail/checks/check-templates.ts';
import {emlFaults} from '../../src/mail/checks/eml-faults.ts';
import {htmlFaults, MAX_PAIRS, unsupportedPairs} from '../../src/mail/checks/markup-checks.ts';
import {MIN_COVERAGE, wordCoverage} from '../../src/mail/checks/word-coverage.ts';
import {type Browser, hasBrowser, openBrowser} from '../support/pictures/picture.ts';
import {signed, verify} from './dkim.ts';
import {type Sample, sampleNames, sampleOf} from './samples.ts';
import {askSpamAssassin, type SpamVerdict, whyNoSpamAssassin} from './spam.ts';

/** SpamAssassin's own limit is 5. */
const MAX_SPAM = 0;

const VIEWS = [
  {width: 600, scheme: 'light'},
  {width: 600, scheme: 'dark'},
  {width: 360, scheme: 'dark'},
] as const;

const SIGNED_AT_LEAST = {
  digest: ['from', 'subject', 'list-unsubscribe', 'list-unsubscribe-post', 'list-id'],
  letter: ['from', 'subject', 'auto-submitted'],
};

type Row = {
  bytes: number;
  spam: string;
  pairs: number;
  html: number;
  axe: string;
  loads: string;
  words: number;
};

const noSpamAssassin = whyNoSpamAssassin();
if (noSpamAssassin) process.stderr.write(`mail:check: SKIPPED SpamAssassin: ${noSpamAssassin}\n`);
if (!hasBrowser) process.stderr.write('mail:check: SKIPPED the browser: there is no /usr/bin/chromium\n');

const samples = new Map<string, Sample>();
const rows = new Map<string, Partial<Row>>();
const verdicts = new Map<string, SpamVerdict>();
let browser: Browser | undefined;

const note = (name: string, part: Partial<Row>) => {
  rows.set(name, {...rows.get(name), ...part});
};

const sample = (name: string): Sample => {
  const found = samples.get(name);
  if (!found) throw new Error(`there is no sample "${name}"`);
  return found;
};

beforeAll(async () => {
  for (const name of sampleNames) samples.set(name, await sampleOf(name));
  if (hasBrowser) browser = await openBrowser();
  if (noSpamAssassin) return;
  const all = await askSpamAssassin([...samples.values()].map(({eml}) => eml));
  for (const [at, name] of sampleNames.entries()) if (all[at]) verdicts.set(name, all[at]);
});

afterAll(async () => {
  await browser?.close();
  process.stdout.write(`\n${asTable()}\n`);
});

const asTable = (): string => {
  const head = [
    'mail',
    'bytes of HTML',
    'SpamAssassin',
    'unsupported pairs',
    'html-validate',
    'axe',
    'remote loads',
    'words in text',
  ];
  const body = [...rows].map(([name, {bytes, spam = '-', pairs, html, axe = '-', loads = '-', words = 0}]) =>
    [name, bytes?.toLocaleString('en'), spam, pairs, html, axe, loads, `${Math.floor(words * 100)} %`].map(
      String,
    ),
  );
  const line = (cells: string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, at) => (at === 0 ? '---' : '---:'))), ...body.map(line)].join('\n');
};

describe.each(sampleNames)('the mail: %s', name => {
  test('is small enough for Gmail to show whole', () => {
    const bytes = Buffer.byteLength(sample(name).mail.html);
    note(name, {bytes});
    if (bytes > MANY_BYTES) process.stderr.write(`mail:check: ${name} has ${bytes} bytes of HTML\n`);
    expect(bytes).toBeLessThanOrEqual(MAX_BYTES);
  });

  test('is sound HTML that screen readers can follow', async () => {
    const faults = await htmlFaults(sample(name).mail.html);
    note(name, {html: faults.length});
    expect(faults).toEqual([]);
  });

  test('uses little that mail programs do not know', async () => {
    const pairs = await unsupportedPairs(sample(name).mail.html);
    note(name, {pairs: pairs.length});
    expect(pairs.slice(MAX_PAIRS)).toEqual([]);
  });

  test('is a message as the standards have it', () => {
    const {eml, kind} = sample(name);
    expect(emlFaults(eml, kind)).toEqual([]);
  });

  test('says as text what it says as HTML', () => {
    const words = wordCoverage(sample(name).mail);
    note(name, {words});
    expect(words).toBeGreaterThanOrEqual(MIN_COVERAGE);
  });

  test('can be signed with every header that counts, and a change on its way is found out', async () => {
    const {eml, kind} = sample(name);
    const message = await signed(eml);
    const {result, dmarc, covered} = await verify(message);
    expect({result, dmarc}).toEqual({result: 'pass', dmarc: 'pass'});
    expect(covered).toEqual(expect.arrayContaining(SIGNED_AT_LEAST[kind]));
    const changed = message
      .toString('latin1')
      .replace(/List-Unsubscribe=One-Click|auto-generated/, 'something-else');
    expect((await verify(Buffer.from(changed, 'latin1'))).result).toBe('fail');
  });

  test.skipIf(noSpamAssassin !== null)('is no spam to SpamAssassin', async () => {
    const {score = Number.NaN, rules} = verdicts.get(name) ?? {};
    note(name, {spam: score.toFixed(1)});
    expect({score, rules: score <= MAX_SPAM ? [] : rules}).toEqual({score, rules: []});
    expect(score).toBeLessThanOrEqual(MAX_SPAM);
  });

  test.skipIf(!hasBrowser)('loads nothing, fits and is accessible in three views', async () => {
    const {html} = sample(name).mail;
    const seen = [];
    for (const view of VIEWS) if (browser) seen.push(await browser.look({html, ...view}));
    const violations = seen.flatMap(sight => sight.violations);
    const requests = seen.flatMap(sight => sight.requests);
    note(name, {axe: String(violations.length), loads: String(requests.length)});
    expect({violations, requests, overflow: Math.max(...seen.map(({overflow}) => overflow))}).toEqual({
      violations: [],
      requests: [],
      overflow: 0,
    });
  });
});
