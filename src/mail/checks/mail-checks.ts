import {digestHeaders} from '../body/headers.ts';
import {toEml} from '../eml.ts';
import type {Letterhead} from '../mail.ts';
import {emlFaults} from './eml-faults.ts';
import {htmlFaults, MAX_PAIRS, unsupportedPairs} from './markup-checks.ts';
import {SAMPLE_EDITION, samplePersonal} from './sample-mail.ts';
import {MIN_COVERAGE, wordCoverage} from './word-coverage.ts';

/** One check that every mail must pass, and how it did. */
export type MailCheck = {
  check: string;
  state: 'ok' | 'fault' | 'skipped';
  /** One line. */
  message: string;
};

/** How many faults of one check are listed. */
const TOLD_FAULTS = 3;

/** The checks of `npm run mail:check` that need neither a browser nor SpamAssassin, for one mail. */
export const runMailChecks = async (
  sample: {subject: string; html: string; text: string},
  letterhead: Letterhead,
): Promise<MailCheck[]> => [
  toCheck('the message', emlFaults(await sampleEml(sample, letterhead), 'digest')),
  checkCoverage(sample),
  await ofTool('html-validate', async () => toCheck('html-validate', await htmlFaults(sample.html))),
  await ofTool('caniemail', async () => checkPairs(await unsupportedPairs(sample.html))),
];

const toCheck = (check: string, faults: string[]): MailCheck => ({
  check,
  state: faults.length === 0 ? 'ok' : 'fault',
  message: faults.length === 0 ? 'nothing found' : faults.slice(0, TOLD_FAULTS).join('; '),
});

const checkCoverage = (sample: {html: string; text: string}): MailCheck => {
  const coverage = wordCoverage(sample);
  const share = (part: number) => `${Math.floor(part * 100)} %`;
  return {
    check: 'words in text',
    state: coverage >= MIN_COVERAGE ? 'ok' : 'fault',
    message: `${share(coverage)} of the words of the HTML; at least ${share(MIN_COVERAGE)}`,
  };
};

const checkPairs = (pairs: string[]): MailCheck => {
  const message =
    `${pairs.length} pairs of a mail program and something that it does not know; ` + `at most ${MAX_PAIRS}`;
  return pairs.length <= MAX_PAIRS
    ? {check: 'caniemail', state: 'ok', message}
    : {check: 'caniemail', state: 'fault', message: `${message}: ${pairs.slice(-TOLD_FAULTS).join('; ')}`};
};

const ofTool = async (check: string, measure: () => Promise<MailCheck>): Promise<MailCheck> => {
  try {
    return await measure();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    return {check, state: 'skipped', message: 'is not installed here: npm install'};
  }
};

const sampleEml = (
  sample: {subject: string; html: string; text: string},
  letterhead: Letterhead,
): Promise<Buffer> => {
  const personal = samplePersonal(letterhead.publicUrl.replace(/^http:/, 'https:'), SAMPLE_EDITION);
  return toEml({
    mail: {
      ...sample,
      from: letterhead.from,
      to: 'reader@example.org',
      replyTo: letterhead.replyTo ?? 'editors@example.org',
      headers: digestHeaders({letterhead, edition: SAMPLE_EDITION, ...personal}),
      tags: {},
    },
    messageId: '<sample@example.org>',
    date: new Date(0),
  });
};
