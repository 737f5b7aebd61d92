import {afterAll, beforeAll, beforeEach, expect, test} from 'vitest';
import type {Newsletter} from '../../support/newsletter.ts';
import type {TestSite} from '../../support/test-site.ts';
import {openOperatedSite, ADMIN_TOKEN as TOKEN} from '../admin/operator.ts';

let newsletter: Newsletter;
let site: TestSite;

beforeAll(async () => {
  site = await openOperatedSite();
  newsletter = site.newsletter;
});

beforeEach(() => site.empty());

afterAll(() => site.close());

const metrics = async () => (await site.get('/metrics', {authorization: `Bearer ${TOKEN}`})).text();

test('the metrics tell how mails, letters and subscribers stand, and name nobody', async () => {
  await newsletter.subscribe(3);
  const id = await newsletter.edition();
  newsletter.resend.fault({fault: 'error', status: 422, name: 'validation_error'});
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  await newsletter.paperboy.sending.requestLetter({number: 1, letter: 'welcome'});
  await newsletter.paperboy.orders.stopEverything({who: 'ada', why: 'a test'});
  const text = await metrics();
  expect(text).toContain(`paperboy_mails{edition="${id}",state="accepted"} 3`);
  expect(text).toContain(`paperboy_mails{edition="${id}",state="pending"} 0`);
  expect(text).toContain('paperboy_subscribers{state="active"} 3');
  expect(text).toContain('paperboy_letters_waiting 1');
  expect(text).toContain('paperboy_stopped 1');
  expect(text).not.toContain('@');
});

test('they count calls by outcome, requests by route and sign-ups, and no path', async () => {
  await newsletter.subscribe(1);
  const id = await newsletter.edition();
  newsletter.clock.advance(60_000);
  newsletter.resend.fault({fault: 'reset'});
  await newsletter.paperboy.sending.send(id);
  await newsletter.work(id);
  await site.get('/unsubscribe/a-token-that-is-none');
  await newsletter.paperboy.subscribers.subscribe({
    ...{address: 'ada@example.org', consentText: 'Yes.', via: 'form', visitor: null},
  });
  const text = await metrics();
  const series = [
    ...['call_duration_seconds_count{outcome="lost"}', 'call_duration_seconds_count{outcome="accepted"}'],
    'http_requests_total{method="GET",route="/unsubscribe/:token",status="404"}',
    ...['sign_ups_total{outcome="taken"}', 'last_success_timestamp_seconds{part="mail"}', 'redis_up'],
  ];
  for (const name of series)
    expect(text).toMatch(new RegExp(`^paperboy_${name.replace(/[{}/]/g, '\\$&')} [1-9]`, 'm'));
  expect(text).not.toContain('a-token-that-is-none');
});

test('they tell how old the oldest is that waits', async () => {
  await newsletter.subscribe(1);
  const id = await newsletter.edition();
  await newsletter.paperboy.sending.planWave({edition: id, wave: newsletter.clock.now()});
  await newsletter.paperboy.sending.requestLetter({number: 1, letter: 'welcome'});
  newsletter.clock.advance(600_000);
  expect(await metrics()).toContain('paperboy_oldest_waiting_age_seconds{what="letters"} 600');
  expect(await metrics()).toMatch(/oldest_waiting_age_seconds\{what="mails"\} \d/);
});

test('a scheduler that is dead is seen by what is overdue', async () => {
  newsletter.clock.set(Date.parse('2026-03-13T01:10:00Z'));
  expect(await metrics()).toContain('paperboy_overdue_seconds 3600');
});

test('nobody without the admin token reads them', async () => {
  expect((await site.get('/metrics')).status).toBe(401);
  expect((await site.get('/metrics', {authorization: 'Bearer wrong'})).status).toBe(401);
  expect((await site.with({admin: null}).get('/metrics')).status).toBe(404);
});
