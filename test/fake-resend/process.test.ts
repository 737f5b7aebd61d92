import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {type ResendStandInProcess, startResendStandInProcess} from '../support/fake-resend-process.ts';

let folder: string;
let standIn: ResendStandInProcess;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'paperboy-stand-in-'));
  standIn = await startResendStandInProcess({
    journalPath: join(folder, 'journal.jsonl'),
    stands: true,
  });
});

afterEach(async () => {
  await standIn.close();
  await rm(folder, {recursive: true, force: true});
});

const post = (key: string, addresses: string[]) =>
  fetch(`${standIn.url}/emails/batch`, {
    method: 'POST',
    headers: {authorization: 'Bearer re_any', 'idempotency-key': key},
    body: JSON.stringify(
      addresses.map(to => ({from: 'digest@example.org', to, subject: 'Papers', html: '<p>1</p>'})),
    ),
  });

const two = ['one@example.net', 'two@example.net'];

test('what it took outlives its own kill -9, on the same port', async () => {
  await standIn.fault({fault: 'reset', accept: true});
  await expect(post('k', two)).rejects.toThrow();
  await standIn.advance(3_600_000);
  const before = await standIn.now();
  const pid = standIn.pid();
  await standIn.kill();
  await expect(standIn.mails()).rejects.toThrow();
  await standIn.restart();
  expect(standIn.pid()).not.toBe(pid);
  expect((await post('k', two)).status).toBe(200);
  expect(await standIn.inboxes()).toEqual(new Map(two.map(address => [address, 1])));
  expect(await standIn.mails()).toHaveLength(2);
  expect(await standIn.calls()).toMatchObject([{replayed: true, status: 200}]);
  expect(await standIn.now()).toBeGreaterThanOrEqual(before);
});

test('faults, seeds and the rate are ruled over HTTP', async () => {
  await standIn.chaos({seed: 1, share: 1, faults: [{fault: 'daily-quota'}]});
  expect((await post('a', two)).status).toBe(429);
  await standIn.chaos(null);
  expect((await post('a', two)).status).toBe(200);
  await standIn.rate(1);
  expect([(await post('b', two)).status, (await post('c', two)).status]).toEqual([200, 429]);
  await standIn.rate(null);
  expect((await post('c', two)).status).toBe(200);
});

test('a long journal is read in pages', async () => {
  const chunk = Array.from({length: 100}, (_, index) => `reader${index}@example.net`);
  for (let call = 0; call < 21; call += 1) await post(`k${call}`, chunk);
  expect(await standIn.mails()).toHaveLength(2100);
});
