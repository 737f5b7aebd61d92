import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';
import {type House, openHouse} from '../house.ts';

const TOKEN = 'a-token-for-the-tests-that-nobody-else-has';

let newsletter: Newsletter;
let house: House;

beforeEach(async () => {
  newsletter = await openNewsletter();
  const {paperboy} = newsletter;
  house = await openHouse({
    admin: {
      token: TOKEN,
      problems: [],
      resending: paperboy.sending,
      operating: {
        ...paperboy.operations,
        ...paperboy.editions,
        ...paperboy.sending,
        ...paperboy.orders,
        orderOf: paperboy.orders.of,
      },
      metrics: paperboy.operations.metrics,
    },
  });
});

afterEach(async () => {
  await house.close();
  await newsletter.close();
});

const metrics = async () => (await house.get('/metrics', {authorization: `Bearer ${TOKEN}`})).text();

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

test('a scheduler that is dead is seen by what is overdue', async () => {
  newsletter.clock.set(Date.parse('2026-03-13T01:10:00Z'));
  expect(await metrics()).toContain('paperboy_overdue_seconds 3600');
});

test('nobody without the admin token reads them', async () => {
  expect((await house.get('/metrics')).status).toBe(401);
  expect((await house.get('/metrics', {authorization: 'Bearer wrong'})).status).toBe(401);
  const {get, close} = await openHouse({admin: null});
  expect((await get('/metrics')).status).toBe(404);
  await close();
});
