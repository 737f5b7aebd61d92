import {beforeAll, describe, expect, test} from 'vitest';
import {HOUR} from '../../../src/clock.ts';
import {parseEvent} from '../../../src/delivery/receipts/event.ts';
import type {Receipt} from '../../../src/delivery/receipts/receipt.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';
import {bounce, eventOf} from '../../support/webhook-events.ts';

/** What mailboxes do, each with the events that Resend tells of it, in order. */
const FATES = [
  ['sent', 'delivered'],
  ['sent', 'delivery_delayed', 'delivered', 'opened', 'clicked', 'opened'],
  ['sent', 'delivery_delayed', 'bounced-Transient'],
  ['sent', 'delivery_delayed', 'bounced-Permanent'],
  ['sent', 'delivered', 'opened', 'complained'],
  ['suppressed'],
  ['sent', 'failed'],
  ['sent', 'delivered', 'opened', 'bounced-Transient', 'complained'],
  [],
  ['sent', 'delivery_delayed', 'delivery_delayed', 'delivery_delayed', 'delivered'],
];

const READERS = 330;

/**
 * An edition of which one call was taken and never answered, its mails uncertain; with all events about it,
 * in order.
 */
const openStorm = async () => {
  const newsletter = await openNewsletter();
  await newsletter.subscribe(READERS);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'reset', accept: true, key: '/0002'});
  await newsletter.paperboy.sending.send(id);
  await Promise.all(
    (await newsletter.paperboy.stores.ledger.openChunks(id)).map(newsletter.paperboy.sending.sendChunk),
  );
  newsletter.clock.advance(25 * HOUR);
  newsletter.resend.advance(25 * HOUR);
  const giveUp = async () => {
    await newsletter.paperboy.stores.ledger.giveOrder(id, {verb: 'resume', who: 'test', at: 0, why: ''});
    await newsletter.work(id);
  };
  return {newsletter, id, giveUp, receipts: receiptsOf(newsletter)};
};

const receiptsOf = ({resend, clock, paperboy}: Newsletter): Receipt[] => {
  const mails = resend.mails().map(mail => ({mail, number: Number(mail.tags.subscriber)}));
  return mails.flatMap(({mail, number}) =>
    (FATES[number % FATES.length] ?? []).map((told, place) => {
      const [type, bounceType] = told.split('-');
      const event = eventOf(mail, `email.${type}`, bounceType ? bounce(bounceType) : {});
      const id = `event-${number}-${place}`;
      const reading = parseEvent({
        id,
        body: event,
        senders: ['digest@example.org'],
        instanceId: paperboy.stores.instance.id,
        now: clock.now(),
      });
      if (reading.kind === 'ignored') throw new Error(reading.because);
      return reading.receipt;
    }),
  );
};

/** All that receipts may change; what they say of the order they came in is left out. */
const endState = async ({newsletter, id}: Awaited<ReturnType<typeof openStorm>>) => {
  const {ledger, subscribers} = newsletter.paperboy.stores;
  const numbers = Array.from({length: READERS}, (_, at) => at + 1);
  const mails = await Promise.all(numbers.map(number => ledger.mailOf(id, number)));
  const people = await subscribers.read(numbers);
  const counts = await ledger.counts(id);
  expect(await ledger.recount(id)).toEqual(counts);
  expect((await ledger.findRun(id, 1))?.counts).toEqual(counts);
  return {
    counts,
    receipts: await ledger.receiptCounts(id),
    mails: mails.map(({state, receipt}) => [state, receipt]),
    people: people.map(one => [one?.state, one?.stateReason]),
  };
};

/** The same order for the same seed (a linear congruential generator). */
const shuffled = <Value>(values: Value[], seed: number): Value[] => {
  let state = seed;
  const dice = values.map(value => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return {value, at: state};
  });
  return dice.sort((a, b) => a.at - b.at).map(({value}) => value);
};

const inOrder = async () => {
  const storm = await openStorm();
  await storm.giveUp();
  const numbers = [...new Set(storm.receipts.map(({number}) => number))];
  await Promise.all(
    numbers.map(async number => {
      const own = storm.receipts.filter(receipt => receipt.number === number);
      for (const receipt of own) await storm.newsletter.paperboy.sending.applyReceipt(receipt);
    }),
  );
  const state = await endState(storm);
  await storm.newsletter.close();
  return {state, events: storm.receipts.length};
};

/**
 * Half of them before the doubtful call is given up, all of them doubled, every third one tripled, many at
 * once.
 */
const inDisorder = async (seed: number) => {
  const storm = await openStorm();
  const {newsletter, id, receipts} = storm;
  const again = [...receipts, ...receipts, ...receipts.filter((_, place) => place % 3 === 0)];
  const events = shuffled(again, seed);
  const apply = async (some: Receipt[]) => {
    for (let from = 0; from < some.length; from += 100)
      await Promise.all(some.slice(from, from + 100).map(newsletter.paperboy.sending.applyReceipt));
  };
  await apply(events.slice(0, events.length / 2));
  await storm.giveUp();
  await apply(events.slice(events.length / 2));
  const state = await endState(storm);
  // An operator replays everything when the events are forgotten: the receipts themselves remember enough.
  const forgotten = await newsletter.redis.keys(`test:{e:${id}}:events:*`);
  expect(forgotten.length).toBeGreaterThan(0);
  await newsletter.redis.del(...forgotten);
  await apply(shuffled(receipts, seed + 1));
  expect(await endState(storm)).toEqual(state);
  await newsletter.close();
  return state;
};

describe('a thousand events', () => {
  let expected: Awaited<ReturnType<typeof inOrder>>;

  beforeAll(async () => {
    expected = await inOrder();
  });

  test('in order, move each mail to the heaviest word about it and settle what was uncertain', () => {
    expect(expected.events).toBeGreaterThan(1000);
    expect(expected.state.counts).toMatchObject({audience: READERS, uncertain: 10, pending: 0});
    expect(expected.state.receipts).toEqual({
      sent: 0,
      delayed: 0,
      delivered: 99,
      failed: 33,
      suppressed: 33,
      bounced: 66,
      complained: 66,
    });
  });

  test.each([1, 2])('shuffled (%i), doubled, tripled and late, end as they do in order', async seed => {
    expect(await inDisorder(seed)).toEqual(expected.state);
  });
});
