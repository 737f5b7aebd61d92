import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {DAY, HOUR} from '../../../src/clock.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';
import {
  allAccepted,
  copiesOf,
  dryRun,
  isSuppressed,
  leaves,
  oneOfFourFailed,
  resend,
} from './resend-story.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

const expectBalance = async (edition: EditionId) => {
  const {ledger} = newsletter.paperboy.stores;
  expect(await ledger.counts(edition)).toEqual(await ledger.recount(edition));
};

describe('a re-send to the failed ones', () => {
  test('is counted first and changes nothing', async () => {
    const edition = await oneOfFourFailed(newsletter);
    const before = await newsletter.redis.dbsize();
    expect(await dryRun(newsletter, edition, 'failed')).toEqual({
      kind: 'dry-run',
      eligible: 1,
      hadIt: 0,
      leftOut: {},
      samples: ['r…@e….org'],
      unfinished: null,
    });
    expect(await newsletter.redis.dbsize()).toBe(before);
    expect((await newsletter.paperboy.sending.status(edition))?.runs).toHaveLength(1);
  });

  test('reaches them and nobody else, as a run of its own under a key of its own', async () => {
    const edition = await oneOfFourFailed(newsletter);
    expect(await resend(newsletter, edition, 1, 'failed')).toEqual({
      kind: 'planned',
      run: 2,
      eligible: 1,
      leftOut: {},
    });
    await newsletter.work(edition);
    expect(copiesOf(newsletter, 4)).toEqual([1, 1, 1, 1]);
    expect(newsletter.resend.mails().at(-1)).toMatchObject({
      key: expect.stringMatching(/\/2026-03-12\/2\/0001$/),
      tags: {run: '2'},
    });
    expect(await newsletter.paperboy.sending.status(edition)).toMatchObject({
      state: 'done',
      reason: null,
      counts: {audience: 4, pending: 0, accepted: 4, failed: 0, excluded: 0, uncertain: 0},
      runs: [
        {run: 1, counts: {audience: 4, accepted: 3, failed: 1}},
        {
          run: 2,
          reason: 're-send to failed',
          finishedAt: expect.any(String),
          counts: {audience: 1, accepted: 1},
          resend: {scope: ['failed'], confirmed: 1, planning: 'done'},
        },
      ],
    });
    await expectBalance(edition);
  });

  test('may begin while the edition is still being sent', async () => {
    const edition = await oneOfFourFailed(newsletter);
    await newsletter.subscribe(['late@example.org']);
    await newsletter.paperboy.sending.send(edition);
    expect(await resend(newsletter, edition, 1, 'failed')).toMatchObject({kind: 'planned', run: 2});
    await newsletter.work(edition);
    expect([...newsletter.resend.inboxes().values()]).toEqual([1, 1, 1, 1, 1]);
    await expectBalance(edition);
  });

  test('is written down with who ordered it, why, and whom it was for', async () => {
    const edition = await oneOfFourFailed(newsletter);
    await leaves(newsletter, 2);
    await newsletter.paperboy.sending.resend({
      edition,
      to: [{kind: 'all'}],
      confirm: 3,
      who: 'ada',
      why: 'the first link was broken',
    });
    const at = newsletter.clock.now();
    const entry = {at, who: 'ada', why: 'the first link was broken', run: 2};
    expect(await newsletter.paperboy.stores.ledger.audit(edition)).toEqual([
      {...entry, what: 're-send opened', scope: ['all'], counts: {eligible: 3, unsubscribed: 1}},
      {...entry, what: 're-send planned', scope: [], counts: {planned: 3}},
    ]);
  });
});

describe('never to who left or may not be written to', () => {
  test('they are left out of the count, with the reason', async () => {
    const edition = await allAccepted(newsletter, 4);
    await leaves(newsletter, 1);
    await isSuppressed(newsletter, 3);
    expect(await dryRun(newsletter, edition, 'all')).toMatchObject({
      eligible: 2,
      leftOut: {unsubscribed: 1, suppressed: 1},
    });
  });

  test('not when they are named by address either', async () => {
    const edition = await allAccepted(newsletter, 2);
    await leaves(newsletter, 1);
    expect(await dryRun(newsletter, edition, 'reader-1@example.org', 'nobody@example.org')).toMatchObject({
      eligible: 0,
      leftOut: {unsubscribed: 1, 'unknown address': 1},
    });
    expect(await resend(newsletter, edition, 0, 'reader-1@example.org')).toEqual({
      kind: 'nobody',
      leftOut: {unsubscribed: 1},
    });
  });

  test('nor when they leave between the planning and the call', async () => {
    const edition = await allAccepted(newsletter, 3);
    await resend(newsletter, edition, 3, 'all');
    await leaves(newsletter, 2);
    await newsletter.work(edition);
    expect(copiesOf(newsletter, 3)).toEqual([2, 1, 2]);
    expect(await newsletter.paperboy.stores.ledger.mailOf(edition, 2)).toMatchObject({
      state: 'excluded',
      run: 2,
      reason: 'unsubscribed: left by one click',
    });
    await expectBalance(edition);
  });
});

describe('the unsent', () => {
  test('are those whose mail was planned too long ago, and those who came after the sending', async () => {
    await newsletter.subscribe(2);
    const edition = await newsletter.edition();
    await newsletter.paperboy.sending.send(edition);
    newsletter.clock.advance(3 * DAY);
    await newsletter.work(edition);
    await newsletter.subscribe(['late@example.org']);
    await newsletter.subscribe(['weekly@example.org'], {frequency: 'weekly'});
    expect(await dryRun(newsletter, edition, 'unsent')).toMatchObject({eligible: 3, leftOut: {}});
    await resend(newsletter, edition, 3, 'unsent');
    await newsletter.work(edition);
    expect([...newsletter.resend.inboxes().keys()].sort()).toEqual([
      'late@example.org',
      'reader-1@example.org',
      'reader-2@example.org',
    ]);
    expect((await newsletter.paperboy.sending.status(edition))?.counts).toMatchObject({
      audience: 3,
      accepted: 3,
    });
    await expectBalance(edition);
  });

  test('are not those who were left out of a re-send and have the mail from before', async () => {
    const edition = await allAccepted(newsletter, 2);
    await resend(newsletter, edition, 2, 'all');
    newsletter.clock.advance(3 * DAY);
    await newsletter.work(edition);
    expect(await newsletter.paperboy.stores.ledger.mailOf(edition, 1)).toMatchObject({
      state: 'excluded',
      run: 2,
    });
    expect(await dryRun(newsletter, edition, 'unsent')).toMatchObject({
      eligible: 0,
      leftOut: {'already accepted': 2},
    });
    // A second re-send that comes to nothing does not forget it.
    await resend(newsletter, edition, 2, 'all');
    newsletter.clock.advance(3 * DAY);
    await newsletter.work(edition);
    expect(await dryRun(newsletter, edition, 'unsent')).toMatchObject({eligible: 0});
    expect(copiesOf(newsletter, 2)).toEqual([1, 1]);
  });
});

describe('the uncertain', () => {
  const allUncertain = async (): Promise<EditionId> => {
    await newsletter.subscribe(2);
    const edition = await newsletter.edition();
    newsletter.resend.fault({fault: 'reset', accept: true});
    await newsletter.paperboy.sending.send(edition);
    await Promise.all(
      (await newsletter.paperboy.stores.ledger.openChunks(edition)).map(
        newsletter.paperboy.sending.sendChunk,
      ),
    );
    newsletter.clock.advance(25 * HOUR);
    await newsletter.work(edition);
    return edition;
  };

  test.each([['all'], ['unsent'], ['failed'], ['reader-1@example.org']])(
    'are not among “%s”',
    async scope => {
      const edition = await allUncertain();
      expect(await dryRun(newsletter, edition, scope)).toMatchObject({eligible: 0});
    },
  );

  test('are written to again when they are named', async () => {
    const edition = await allUncertain();
    expect(await dryRun(newsletter, edition, 'uncertain')).toMatchObject({eligible: 2});
    await resend(newsletter, edition, 2, 'uncertain');
    await newsletter.work(edition);
    expect(copiesOf(newsletter, 2)).toEqual([2, 2]);
    expect((await newsletter.paperboy.sending.status(edition))?.counts).toMatchObject({
      accepted: 2,
      uncertain: 0,
    });
  });
});

test('topics and addresses are a union with the others, and each reader gets one mail of it', async () => {
  await newsletter.subscribe(['a@example.org', 'b@example.org'], {topics: 'Paper  Folding'});
  await newsletter.subscribe(['c@example.org', 'd@example.org']);
  const edition = await newsletter.edition();
  await newsletter.paperboy.sending.send(edition);
  await newsletter.work(edition);
  const scopes = ['topic:paper folding', 'C@example.org', 'a@example.org'];
  expect(await dryRun(newsletter, edition, ...scopes)).toMatchObject({eligible: 3});
  await resend(newsletter, edition, 3, ...scopes);
  await newsletter.work(edition);
  expect(newsletter.resend.inboxes({run: '2'})).toEqual(
    new Map([
      ['a@example.org', 1],
      ['b@example.org', 1],
      ['c@example.org', 1],
    ]),
  );
});

test('an audit names no address, and neither does any key of the edition', async () => {
  await newsletter.subscribe(['canary@example.org']);
  const edition = await newsletter.edition();
  await newsletter.paperboy.sending.send(edition);
  await newsletter.work(edition);
  await resend(newsletter, edition, 1, 'canary@example.org');
  await newsletter.work(edition);
  const [opened] = await newsletter.paperboy.stores.ledger.audit(edition);
  expect(opened).toMatchObject({scope: ['subscriber:1']});
  for (const key of await newsletter.redis.keys(`test:{e:${edition}}:*`))
    expect((await newsletter.redis.dumpBuffer(key))?.includes('canary'), key).toBe(false);
});
