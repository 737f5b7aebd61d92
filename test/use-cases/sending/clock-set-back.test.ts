import {afterEach, beforeEach, expect, test} from 'vitest';
import {HOUR} from '../../../src/clock.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

test('a chunk whose worker died before the clock was set back is taken over at once', async () => {
  await newsletter.subscribe(5);
  const id = await newsletter.edition();
  const {paperboy, clock, resend} = newsletter;
  await paperboy.sending.send(id);
  const [name] = await paperboy.stores.ledger.openChunks(id);
  if (!name) throw new Error('no chunk');
  await paperboy.stores.ledger.claim({
    name,
    clock,
    leaseMs: 6000,
    workerId: 'a worker that died',
    random: () => 0.5,
  });
  clock.advance(-HOUR);
  expect(await paperboy.sending.sendChunk(name)).toMatchObject({kind: 'settled', outcome: 'accepted'});
  expect([...resend.inboxes().values()]).toEqual([1, 1, 1, 1, 1]);
});
