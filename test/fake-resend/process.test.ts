import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {type FakeResendProcess, startFakeResendProcess} from '../support/fake-resend-process.ts';

let folder: string;
let fakeResend: FakeResendProcess;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-fake-resend-'));
  fakeResend = await startFakeResendProcess({
    journalPath: join(folder, 'journal.jsonl'),
    stands: true,
  });
});

afterEach(async () => {
  await fakeResend.close();
  await rm(folder, {recursive: true, force: true});
});

const post = (key: string, addresses: string[]) =>
  fetch(`${fakeResend.url}/emails/batch`, {
    method: 'POST',
    headers: {authorization: 'Bearer re_any', 'idempotency-key': key},
    body: JSON.stringify(
      addresses.map(to => ({from: 'digest@example.org', to, subject: 'Papers', html: '<p>1</p>'})),
    ),
  });

const two = ['one@example.net', 'two@example.net'];

test('what it took outlives its own kill -9, on the same port', async () => {
  await fakeResend.fault({fault: 'reset', accept: true});
  await expect(post('k', two)).rejects.toThrow();
  await fakeResend.advance(3_600_000);
  const before = await fakeResend.now();
  const pid = fakeResend.pid();
  await fakeResend.kill();
  await expect(fakeResend.mails()).rejects.toThrow();
  await fakeResend.restart();
  expect(fakeResend.pid()).not.toBe(pid);
  expect((await post('k', two)).status).toBe(200);
  expect(await fakeResend.inboxes()).toEqual(new Map(two.map(address => [address, 1])));
  expect(await fakeResend.mails()).toHaveLength(2);
  expect(await fakeResend.calls()).toMatchObject([{replayed: true, status: 200}]);
  expect(await fakeResend.now()).toBeGreaterThanOrEqual(before);
});

test('faults, seeds and the rate are ruled over HTTP', async () => {
  await fakeResend.chaos({seed: 1, share: 1, faults: [{fault: 'daily-quota'}]});
  expect((await post('a', two)).status).toBe(429);
  await fakeResend.chaos(null);
  expect((await post('a', two)).status).toBe(200);
  await fakeResend.rate(1);
  expect([(await post('b', two)).status, (await post('c', two)).status]).toEqual([200, 429]);
  await fakeResend.rate(null);
  expect((await post('c', two)).status).toBe(200);
});

test('a long journal is read in pages', async () => {
  const chunk = Array.from({length: 100}, (_, index) => `reader${index}@example.net`);
  for (let call = 0; call < 21; call += 1) await post(`k${call}`, chunk);
  expect(await fakeResend.mails()).toHaveLength(2100);
});
