import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

let first: Newsletter;
let second: Newsletter;

beforeEach(async () => {
  first = await openNewsletter();
  second = await openNewsletter({environment: {RESEND_BASE_URL: first.resend.url}});
});

afterEach(async () => {
  await first.close();
  await second.close();
});

test('two newsletters on one Resend account send the same edition each to its own readers', async () => {
  for (const [newsletter, reader] of [
    [first, 'ada@example.org'],
    [second, 'ben@example.net'],
  ] as const) {
    await newsletter.subscribe([reader]);
    const edition = await newsletter.edition();
    await newsletter.paperboy.sending.send(edition);
    await newsletter.work(edition);
    expect((await newsletter.paperboy.sending.status(edition))?.counts).toMatchObject({
      accepted: 1,
      uncertain: 0,
    });
  }
  expect([...first.resend.inboxes().keys()]).toEqual(['ada@example.org', 'ben@example.net']);
});
