import {toEml} from '../eml.ts';
import {digestHeaders} from '../headers.ts';
import type {Letterhead} from '../mail.ts';
import {emlFaults} from './eml-faults.ts';
import {htmlFaults, MOST_PAIRS, unsupportedPairs} from './markup-checks.ts';
import {SAMPLE_EDITION, samplePersonal} from './sample-mail.ts';
import {LEAST_COVERAGE, wordCoverage} from './word-coverage.ts';

/** One of the bars that a mail is held to, and how it did. */
export type Bar = {
  bar: string;
  state: 'good' | 'fault' | 'skipped';
  /** One line. */
  says: string;
};

/** How many faults of one bar are told. */
const TOLD_FAULTS = 3;

/** The bars of `npm run mail:check` that need neither a browser nor SpamAssassin, for one mail. */
export const measureBars = async (
  sample: {subject: string; html: string; text: string},
  letterhead: Letterhead,
): Promise<Bar[]> => [
  judge('the message', emlFaults(await sampleEml(sample, letterhead), 'digest')),
  coverageBar(sample),
  await ofTool('html-validate', async () => judge('html-validate', await htmlFaults(sample.html))),
  await ofTool('caniemail', async () => pairsBar(await unsupportedPairs(sample.html))),
];

const judge = (bar: string, faults: string[]): Bar => ({
  bar,
  state: faults.length === 0 ? 'good' : 'fault',
  says: faults.length === 0 ? 'nothing found' : faults.slice(0, TOLD_FAULTS).join('; '),
});

const coverageBar = (sample: {html: string; text: string}): Bar => {
  const coverage = wordCoverage(sample);
  const share = (part: number) => `${Math.floor(part * 100)} %`;
  return {
    bar: 'words in text',
    state: coverage >= LEAST_COVERAGE ? 'good' : 'fault',
    says: `${share(coverage)} of the words of the HTML; at least ${share(LEAST_COVERAGE)}`,
  };
};

const pairsBar = (pairs: string[]): Bar => ({
  bar: 'caniemail',
  state: pairs.length <= MOST_PAIRS ? 'good' : 'fault',
  says: `${pairs.length} pairs of a mail program and something that it does not know; at most ${MOST_PAIRS}${
    pairs.length <= MOST_PAIRS ? '' : `: ${pairs.slice(-TOLD_FAULTS).join('; ')}`
  }`,
});

const ofTool = async (bar: string, measure: () => Promise<Bar>): Promise<Bar> => {
  try {
    return await measure();
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ERR_MODULE_NOT_FOUND')) throw error;
    return {bar, state: 'skipped', says: 'is not installed here: npm install'};
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
