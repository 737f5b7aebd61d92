import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {MINUTE} from '../../../src/clock.ts';
import type {EditionId} from '../../../src/editions/edition.ts';
import {type Newsletter, openNewsletter, planOf} from '../../support/newsletter.ts';
import {allAccepted, copiesOf, leaves, oneOfFourFailed, resend} from './resend-story.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

const expectBalance = async (edition: EditionId) => {
  const {ledger} = newsletter.paperboy.stores;
  expect(await ledger.counts(edition)).toEqual(await ledger.recount(edition));
};

test('a number that no longer holds is refused with both numbers, and changes nothing', async () => {
  const edition = await allAccepted(newsletter, 3);
  await leaves(newsletter, 1);
  const before = await newsletter.redis.dbsize();
  expect(await resend(newsletter, edition, 3, 'all')).toEqual({
    kind: 'refused',
    reason: '3 were confirmed, but 2 are eligible now: nothing was sent',
  });
  expect(await newsletter.redis.dbsize()).toBe(before);
  expect(await newsletter.paperboy.stores.ledger.audit(edition)).toEqual([]);
  expect((await newsletter.paperboy.sending.status(edition))?.runs).toHaveLength(1);
});

describe('pressed five times at once', () => {
  test.each([['failed', 1, [1, 1, 1, 1]] as const, ['all', 4, [2, 2, 2, 2]] as const])(
    'a re-send to %s is one run',
    async (scope, confirm, copies) => {
      const edition = await oneOfFourFailed(newsletter);
      // The first reader is failed: `all` takes them too, and they then have one mail.
      const expected = scope === 'all' ? [1, ...copies.slice(1)] : copies;
      const other = await newsletter.open();
      const presses = [newsletter, newsletter, newsletter, {...newsletter, paperboy: other}, newsletter];
      const outcomes = await Promise.all(presses.map(one => resend(one, edition, confirm, scope)));
      await other.close();
      expect(outcomes.filter(({kind}) => kind === 'planned')).toHaveLength(1);
      expect(outcomes.filter(({kind}) => kind === 'refused')).toHaveLength(4);
      await newsletter.work(edition);
      expect(copiesOf(newsletter, 4)).toEqual(expected);
      expect((await newsletter.paperboy.sending.status(edition))?.runs).toHaveLength(2);
      await expectBalance(edition);
    },
  );

  test('the fifth that comes when all is done is refused too, until some time has passed', async () => {
    const edition = await allAccepted(newsletter, 2);
    await resend(newsletter, edition, 2, 'all');
    await newsletter.work(edition);
    expect(await resend(newsletter, edition, 2, 'all')).toMatchObject({
      kind: 'refused',
      reason: 'run 2 was the same re-send, less than 10 minutes ago, and 2 have the mail already',
    });
    newsletter.clock.advance(10 * MINUTE);
    expect(await resend(newsletter, edition, 2, 'all')).toMatchObject({kind: 'planned', run: 3});
    await newsletter.work(edition);
    expect(copiesOf(newsletter, 2)).toEqual([3, 3]);
  });
});

describe('an edition refuses a re-send', () => {
  test('that was not built, not sent, paused, stopped with everything, or cancelled', async () => {
    const {paperboy} = newsletter;
    await newsletter.subscribe(1);
    const edition = await newsletter.edition();
    const order = {edition, who: 'ada', why: 'the wrong day'};
    const why = async () => await resend(newsletter, edition, 1, 'all');
    expect(await why()).toMatchObject({reason: expect.stringContaining('was not sent yet')});
    await paperboy.sending.send(edition);
    await newsletter.work(edition);
    await paperboy.orders.pause(order);
    expect(await why()).toMatchObject({
      kind: 'refused',
      reason: `edition ${edition} is paused: the wrong day`,
    });
    await paperboy.orders.resume(order);
    await paperboy.orders.stopEverything({who: 'ada', why: 'too many bounces'});
    expect(await why()).toMatchObject({
      kind: 'refused',
      reason: 'all sending is stopped: too many bounces',
    });
    await paperboy.orders.resumeEverything({who: 'ada', why: ''});
    await paperboy.orders.cancel(order);
    expect(await why()).toMatchObject({
      kind: 'refused',
      reason: `edition ${edition} is cancelled: the wrong day`,
    });
    expect(newsletter.resend.mails()).toHaveLength(1);
  });

  test('with a second re-send: each has the keys of its own run', async () => {
    const edition = await allAccepted(newsletter, 150);
    await resend(newsletter, edition, 150, 'all');
    await newsletter.work(edition);
    await resend(newsletter, edition, 1, 'reader-7@example.org');
    await newsletter.work(edition);
    const keys = newsletter.resend.calls().map(({key}) => planOf(key));
    expect(keys.sort()).toEqual([
      '2026-03-12/1/0001',
      '2026-03-12/1/0002',
      '2026-03-12/2/0001',
      '2026-03-12/2/0002',
      '2026-03-12/3/0001',
    ]);
    expect(await newsletter.paperboy.stores.ledger.mailOf(edition, 7)).toMatchObject({
      state: 'accepted',
      run: 3,
    });
    await expectBalance(edition);
  });
});
