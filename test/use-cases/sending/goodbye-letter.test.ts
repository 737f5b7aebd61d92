import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';

let newsletter: Newsletter;

beforeEach(async () => {
  newsletter = await openNewsletter();
  await newsletter.subscribe(['reader@example.org']);
});
afterEach(() => newsletter.close());

const goodbyes = () => newsletter.resend.mails().filter(({tags}) => tags.letter === 'goodbye');

/** Works on every letter that was requested. */
const sendLetters = async () => {
  const {stores, sending} = newsletter.paperboy;
  for (const request of await stores.letterRequests.waiting(10)) await sending.sendLetter(request);
};

test('a subscriber whose subscription the operator ends is told so by one letter', async () => {
  const {subscribers} = newsletter.paperboy;
  for (let time = 0; time < 2; time += 1) await subscribers.unsubscribe({number: 1, via: 'command'});
  await sendLetters();
  expect(goodbyes()).toMatchObject([
    {to: 'reader@example.org', subject: expect.stringContaining('Paperboy')},
  ]);
});

test('a subscriber who clicks the link has seen a page that says so, and gets no letter', async () => {
  await newsletter.paperboy.subscribers.unsubscribe({number: 1, via: 'link'});
  await sendLetters();
  expect(newsletter.resend.mails()).toEqual([]);
});

test('an address that never confirmed gets no goodbye letter', async () => {
  const {subscribers} = newsletter.paperboy;
  const added = await subscribers.add({address: 'asked@example.org', confirmed: false});
  if (added.kind !== 'added') throw new Error(added.kind);
  await subscribers.unsubscribe({number: added.subscriber.number, via: 'command'});
  await subscribers.erase(added.subscriber.number);
  await sendLetters();
  expect(newsletter.resend.mails()).toEqual([]);
});

test('a subscriber who is erased is told so by one letter, and the address stays nowhere', async () => {
  await newsletter.paperboy.subscribers.erase(1);
  expect(goodbyes()).toMatchObject([{to: 'reader@example.org'}]);
  expect(await newsletter.paperboy.stores.letterRequests.count()).toBe(0);
  for (const key of await newsletter.redis.keys('*'))
    expect(`${key} ${(await newsletter.redis.dump(key)) ?? ''}`).not.toContain('reader@');
});

test('an erasure is done without a letter under a stop, or where email bounced', async () => {
  const {subscribers, orders, stores} = newsletter.paperboy;
  await newsletter.subscribe(['second@example.org']);
  await stores.subscribers.update(2, current => ({...current, state: 'suppressed'}));
  expect(await subscribers.erase(2)).toEqual({kind: 'erased', number: 2});
  await orders.stopEverything({who: 'ada', why: 'looking into it'});
  expect(await subscribers.erase(1)).toEqual({kind: 'erased', number: 1});
  expect(newsletter.resend.calls()).toEqual([]);
});

test('an answer that is lost leaves the subscriber erased, and no second call is made', async () => {
  newsletter.resend.fault({fault: 'reset'});
  expect(await newsletter.paperboy.subscribers.erase(1)).toEqual({kind: 'erased', number: 1});
  expect(newsletter.resend.calls()).toHaveLength(1);
});
