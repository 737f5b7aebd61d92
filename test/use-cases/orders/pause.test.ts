import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

const sendEdition = async () => {
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  return id;
};

test('who paused gets nothing, with the reason, and the others get theirs', async () => {
  await newsletter.subscribe(['away@example.org'], {paused_until: '2026-04-01'});
  await newsletter.subscribe(['here@example.org', 'back@example.org'], {paused_until: '2026-03-13'});
  const id = await sendEdition();
  expect([...newsletter.resend.inboxes().keys()].sort()).toEqual(['back@example.org', 'here@example.org']);
  expect(await newsletter.paperboy.stores.ledger.mailOf(id, 1)).toMatchObject({
    state: 'excluded',
    reason: 'paused until 2026-04-01 by the subscriber',
  });
});
