import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import type {Counts, Run} from '../../../src/delivery/ledger/runs.ts';
import {editionStatus, imbalanceOf, type StatusInput} from '../../../src/delivery/runs/edition-status.ts';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import type {EditionEntry} from '../../../src/editions/edition-store.ts';

const id = dailyEdition('2026-03-12');

const built: EditionEntry = {kind: 'edition', id, papers: 23, hash: 'h', builtAt: 0};

/** Balanced, unless the audience is given. */
const countsOf = (mails: Partial<Counts> = {}): Counts => {
  const counts = {pending: 0, accepted: 0, failed: 0, excluded: 0, uncertain: 0, ...mails};
  const audience = counts.pending + counts.accepted + counts.failed + counts.excluded + counts.uncertain;
  return {audience, ...counts};
};

const runOf = (run: Partial<Run> = {}): Run => ({
  run: 1,
  startedAt: Date.parse('2026-03-13T08:00:00Z'),
  lastAt: null,
  reason: 'scheduled',
  fragments: 'f',
  counts: countsOf(),
  resend: null,
  ...run,
});

const stand = (standing: Partial<StatusInput> = {}) =>
  editionStatus({
    entry: built,
    order: null,
    counts: countsOf(),
    receipts: {sent: 0, delayed: 0, delivered: 0, failed: 0, suppressed: 0, bounced: 0, complained: 0},
    runs: [],
    openChunks: 0,
    callsPerSecond: null,
    waiting: null,
    stop: null,
    noMail: null,
    sealed: null,
    isPlanning: false,
    audit: [],
    ...standing,
  });

const sent = (mails: Partial<Counts>, standing: Partial<StatusInput> = {}) =>
  stand({runs: [runOf({counts: countsOf(mails)})], counts: countsOf(mails), ...standing});

describe('an edition is', () => {
  test('skipped, with the reason why there is none', () => {
    const entry: EditionEntry = {kind: 'skipped', id, reason: 'no papers for 2026-03-12', skippedAt: 0};
    expect(stand({entry})).toMatchObject({state: 'skipped', reason: 'no papers for 2026-03-12', papers: 0});
  });

  test('ready before its first wave', () => {
    expect(stand()).toMatchObject({edition: id, state: 'ready', reason: null, papers: 23, runs: []});
  });

  test('sending while a mail is pending, with what the next chunk waits for', () => {
    expect(sent({pending: 1, accepted: 9})).toMatchObject({state: 'sending', reason: null});
    expect(sent({pending: 1}, {waiting: '429 rate_limit_exceeded'})).toMatchObject({
      state: 'sending',
      reason: '429 rate_limit_exceeded',
    });
  });

  test('done when everybody has it, or nobody was due', () => {
    expect(sent({accepted: 10})).toMatchObject({state: 'done', reason: null});
    expect(sent({accepted: 8, excluded: 2})).toMatchObject({state: 'done', reason: null});
    expect(sent({})).toMatchObject({state: 'done', reason: 'nobody was due'});
  });

  test('done with those who got nothing', () => {
    expect(sent({accepted: 8, failed: 2})).toMatchObject({state: 'done', reason: '2 failed'});
  });

  test('in need of attention while one mail is uncertain', () => {
    expect(sent({accepted: 8, failed: 2, uncertain: 1})).toMatchObject({
      state: 'needs-attention',
      reason: expect.stringContaining('1 uncertain'),
    });
  });

  test('paused or cancelled as it was ordered, whatever is pending', () => {
    for (const order of ['paused', 'cancelled'] as const)
      expect(
        sent({pending: 5, uncertain: 1}, {order: {order, at: 0, reason: 'the wrong day'}}),
      ).toMatchObject({
        state: order,
        reason: 'the wrong day',
      });
  });
});

test('a run is finished when nothing of it is pending, at its last chunk’s hour', () => {
  const lastAt = Date.parse('2026-03-13T08:00:12Z');
  const {runs} = stand({
    runs: [
      runOf({lastAt, counts: countsOf({accepted: 3})}),
      runOf({
        run: 2,
        lastAt,
        reason: 'the second page was missing',
        counts: countsOf({pending: 1, accepted: 1}),
      }),
    ],
    counts: countsOf({pending: 1, accepted: 4}),
  });
  expect(runs).toMatchObject([
    {run: 1, startedAt: '2026-03-13T08:00:00.000Z', finishedAt: '2026-03-13T08:00:12.000Z'},
    {run: 2, finishedAt: null, reason: 'the second page was missing'},
  ]);
});

describe('the counts', () => {
  const anyCount = fc.nat(1000);
  const anyCounts = fc.record({
    pending: anyCount,
    accepted: anyCount,
    failed: anyCount,
    excluded: anyCount,
    uncertain: anyCount,
  });

  test('balance when the audience is the sum of them', () => {
    fc.assert(fc.property(anyCounts, mails => imbalanceOf(countsOf(mails)) === null));
  });

  test('that do not balance are an alarm before anything else, and it tells both numbers', () => {
    fc.assert(
      fc.property(anyCounts, fc.integer({min: -500, max: 500}), (mails, off) => {
        fc.pre(off !== 0);
        const counts = countsOf(mails);
        const wrong = {...counts, audience: counts.audience + off};
        const standing = stand({counts: wrong, order: {order: 'paused', at: 0, reason: 'a pause'}});
        expect(standing.state).toBe('needs-attention');
        expect(standing.reason).toContain(`an audience of ${wrong.audience}, but ${counts.audience} mails`);
      }),
    );
  });
});

describe('the time left', () => {
  test('is that of the open calls at the rate of now', () => {
    expect(stand({openChunks: 1000, callsPerSecond: 2})).toMatchObject({callsPerSecond: 2, secondsLeft: 500});
    expect(stand({openChunks: 3, callsPerSecond: 2}).secondsLeft).toBe(2);
    expect(stand({openChunks: 0, callsPerSecond: 2}).secondsLeft).toBe(0);
  });

  test('is nobody’s to say without a limit', () => {
    expect(stand({openChunks: 1000})).toMatchObject({callsPerSecond: null, secondsLeft: null});
  });
});
