import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import type {Ledger} from '../../../src/delivery/ledger/ledger.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';
import {copiesOf, dryRun, leaves, oneOfFourFailed, resend, resendAndDie} from './resend-story.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

const STEPS: [keyof Ledger, number][] = [
  ['lockResend', 1],
  ['runs', 1],
  ['mailsFrom', 1],
  ['noteMembers', 1],
  ['renewResendLock', 1],
  ['markInSending', 1],
  ['openResend', 1],
  ['findRun', 2],
  ['renewResendLock', 2],
  ['planMembers', 1],
  ['planMembers', 2],
  ['endPlanning', 1],
  ['openChunks', 1],
];

describe('a kill anywhere in a re-send leaves nothing, or a run that the same call finishes', () => {
  test.each(STEPS)('after %s, call %i', async (step, nth) => {
    const edition = await oneOfFourFailed(newsletter);
    await resendAndDie(newsletter, {edition, confirm: 4, scope: 'all', step, nth});
    await newsletter.paperboy.sending.reconcile();
    await resend(newsletter, edition, 4, 'all');
    await newsletter.work(edition);
    expect(copiesOf(newsletter, 4)).toEqual([1, 2, 2, 2]);
    const {ledger} = newsletter.paperboy.stores;
    expect((await ledger.runs(edition)).map(({counts}) => counts.accepted)).toEqual([3, 4]);
    expect((await ledger.audit(edition)).map(({what}) => what)).toEqual([
      're-send opened',
      're-send planned',
    ]);
    expect(await ledger.counts(edition)).toEqual(await ledger.recount(edition));
    expect(await ledger.counts(edition)).toMatchObject({audience: 4, accepted: 4});
  });
});

describe('a re-send that was interrupted during planning', () => {
  const broken = async (): Promise<EditionId> => {
    const edition = await oneOfFourFailed(newsletter);
    await resendAndDie(newsletter, {edition, confirm: 4, scope: 'all', step: 'planMembers', nth: 1});
    return edition;
  };

  test('is shown, and none of it is sent by itself', async () => {
    const edition = await broken();
    expect(await newsletter.paperboy.sending.status(edition)).toMatchObject({
      state: 'needs-attention',
      reason: expect.stringMatching(/^run 2 is planned for [13] of 4 and was interrupted/),
      runs: [
        {run: 1, resend: null},
        {run: 2, finishedAt: null, resend: {planning: 'open'}},
      ],
    });
    const open = await newsletter.paperboy.stores.ledger.openChunks(edition);
    expect(open).toHaveLength(1);
    for (const name of open)
      expect(await newsletter.paperboy.sending.sendChunk(name)).toEqual({
        kind: 'untouched',
        because: 'unplanned',
      });
    expect(newsletter.resend.inboxes({run: '2'}).size).toBe(0);
  });

  test('is finished with the very people that were confirmed, no matter who else is now', async () => {
    const edition = await broken();
    await newsletter.subscribe(['late@example.org']);
    await leaves(newsletter, 4);
    expect(await dryRun(newsletter, edition, 'all')).toMatchObject({eligible: 4, unfinished: 2});
    expect(await resend(newsletter, edition, 4, 'all')).toMatchObject({kind: 'planned', run: 2});
    await newsletter.work(edition);
    expect([...newsletter.resend.inboxes({run: '2'}).keys()].sort()).toEqual([
      'reader-1@example.org',
      'reader-2@example.org',
      'reader-3@example.org',
    ]);
    expect((await newsletter.paperboy.sending.status(edition))?.runs[1]?.counts).toMatchObject({
      audience: 4,
      accepted: 3,
      excluded: 1,
    });
  });

  test.each([
    ['another scope', 'failed', 0],
    ['another number', 'all', 5],
  ])('refuses %s', async (_, scope, confirm) => {
    const edition = await broken();
    expect(await resend(newsletter, edition, confirm, scope)).toMatchObject({
      kind: 'refused',
      reason: expect.stringContaining('was interrupted during planning'),
    });
    expect((await newsletter.paperboy.sending.status(edition))?.runs).toHaveLength(2);
  });

  test('can be called off: nobody gets a mail of it, and its planned ones have their end', async () => {
    const edition = await broken();
    expect(
      await newsletter.paperboy.orders.callOffResend({edition, who: 'ben', why: 'the wrong people'}),
    ).toMatchObject({kind: 'called-off', run: 2});
    await newsletter.work(edition);
    expect(newsletter.resend.inboxes({run: '2'}).size).toBe(0);
    const {ledger} = newsletter.paperboy.stores;
    expect((await ledger.audit(edition)).at(-1)).toMatchObject({
      who: 'ben',
      what: 're-send called off',
      why: 'the wrong people',
      run: 2,
    });
    expect(await newsletter.paperboy.sending.status(edition)).toMatchObject({
      state: 'done',
      counts: {audience: 4, pending: 0},
      runs: [{}, {run: 2, finishedAt: expect.any(String), resend: {planning: 'called-off'}}],
    });
    expect(await ledger.counts(edition)).toEqual(await ledger.recount(edition));
    expect(await newsletter.paperboy.orders.callOffResend({edition, who: 'ben', why: null})).toMatchObject({
      kind: 'refused',
    });
  });

  test('can be called off before anybody was planned', async () => {
    const edition = await oneOfFourFailed(newsletter);
    await resendAndDie(newsletter, {edition, confirm: 1, scope: 'failed', step: 'openResend', nth: 1});
    expect(await newsletter.paperboy.orders.callOffResend({edition, who: 'ben', why: null})).toEqual({
      kind: 'called-off',
      run: 2,
      planned: 0,
    });
    expect((await newsletter.paperboy.sending.status(edition))?.runs[1]?.finishedAt).not.toBeNull();
    expect(await resend(newsletter, edition, 1, 'failed')).toMatchObject({kind: 'planned', run: 3});
    await newsletter.work(edition);
    expect(copiesOf(newsletter, 4)).toEqual([1, 1, 1, 1]);
  });
});

test('while a re-send is being planned another one is refused, and its lock ends by itself', async () => {
  const edition = await oneOfFourFailed(newsletter);
  const {ledger} = newsletter.paperboy.stores;
  await ledger.lockResend({edition, token: 'another'});
  expect(await resend(newsletter, edition, 1, 'failed')).toEqual({
    kind: 'refused',
    reason: `another re-send of edition ${edition} is under way`,
  });
  const lock = `test:{e:${edition}}:resend-lock`;
  expect(await newsletter.redis.pttl(lock)).toBeGreaterThan(0);
  expect(await newsletter.redis.get(lock)).toBe('another');
});

test('a process that stood still until its lock was lost changes nothing any more', async () => {
  const edition = await oneOfFourFailed(newsletter);
  const {ledger} = newsletter.paperboy.stores;
  const late = {edition, token: 'late'};
  await ledger.lockResend(late);
  await ledger.noteMembers(late, 0, [{number: 2, state: 'accepted', hadIt: true}]);
  expect(await newsletter.redis.pttl(`test:{e:${edition}}:resend-draft:late`)).toBeGreaterThan(0);
  await newsletter.redis.del(`test:{e:${edition}}:resend-lock`);
  await ledger.lockResend({edition, token: 'next'});
  expect(await ledger.renewResendLock(late)).toBe(false);
  const opening = {
    run: 2,
    now: 0,
    who: 'ada',
    why: '',
    fragments: '',
    scope: ['all'],
    eligible: 1,
    leftOut: {},
  };
  expect(await ledger.openResend({...late, ...opening})).toBe('lost');
  await ledger.unlockResend(late);
  expect(await ledger.isResendUnderWay(edition)).toBe(true);
  expect(await ledger.runs(edition)).toHaveLength(1);
});
