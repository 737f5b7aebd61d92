import {afterEach, beforeEach, expect, test} from 'vitest';
import {madeUpPaper} from '../../../chaos/made-up-paper.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
});

afterEach(() => newsletter.close());

const anAuthor = async () => madeUpPaper('2026-03-12', 0).paper.authors[0] ?? '';

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

test('mail only when something matches: none on other days, with the reason', async () => {
  await newsletter.subscribe(['still@example.org'], {frequency: 'matches', topics: 'zebra crossings'});
  await newsletter.subscribe(['found@example.org'], {frequency: 'matches', authors: await anAuthor()});
  const id = await sendEdition();
  expect(await newsletter.paperboy.stores.ledger.mailOf(id, 2)).toMatchObject({state: 'accepted'});
  expect([...newsletter.resend.inboxes().keys()]).toEqual(['found@example.org']);
  expect(await newsletter.paperboy.stores.ledger.mailOf(id, 1)).toMatchObject({
    state: 'excluded',
    reason: 'nothing matched, and the subscriber wants mail only when something does',
  });
});

test('a chunk in which nothing matches for anybody calls nobody and ends', async () => {
  await newsletter.subscribe(2, {frequency: 'matches', topics: 'zebra crossings'});
  const id = await sendEdition();
  expect(newsletter.resend.inboxes().size).toBe(0);
  expect(await newsletter.paperboy.stores.ledger.recount(id)).toMatchObject({audience: 2, excluded: 2});
});
