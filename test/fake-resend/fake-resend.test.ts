import {appendFile, stat, truncate} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, test} from 'vitest';
import {startFakeResend} from '../support/fake-resend.ts';
import {
  closeAfterEach,
  errorOf,
  mail,
  type Posting,
  people,
  post,
  start,
  tempFolder,
} from '../support/fake-resend-calls.ts';

closeAfterEach();

test('a batch is taken, with one id a mail in their order, and stands in the journal', async () => {
  const fakeResend = await start({keepBodies: true});
  const mails = [
    mail('Reader One <one@example.net>', {
      reply_to: 'help@example.org',
      headers: {'List-Id': '<daily.example.org>'},
      tags: [{name: 'edition', value: '2026-03-12'}],
    }),
    mail('two@example.net'),
  ];
  const answer = JSON.parse(await (await post(fakeResend, mails, {key: 'a/1'})).text());
  const [one, two] = fakeResend.mails();
  expect(answer).toEqual({data: [{id: one?.id}, {id: two?.id}]});
  expect(one).toMatchObject({
    key: 'a/1',
    index: 0,
    to: 'one@example.net',
    replyTo: 'help@example.org',
    headers: {'List-Id': '<daily.example.org>'},
    tags: {edition: '2026-03-12'},
    html: '<p>For Reader One <one@example.net></p>',
  });
  expect(two).toMatchObject({index: 1, to: 'two@example.net', replyTo: null, tags: {}});
});

test('a single mail is taken at /emails and answered with its id', async () => {
  const fakeResend = await start();
  const answer = JSON.parse(
    await (await post(fakeResend, mail('one@example.net'), {path: '/emails'})).text(),
  );
  expect(answer).toEqual({id: fakeResend.mails()[0]?.id});
});

test('bodies are kept as hash and length alone unless they are asked for', async () => {
  const fakeResend = await start();
  await post(fakeResend, [mail('one@example.net')]);
  expect(fakeResend.mails()[0]).toMatchObject({html: null, text: null, htmlBytes: 26});
  expect(fakeResend.mails()[0]?.htmlHash).toMatch(/^[0-9a-f]{64}$/);
});

test('the same key with the same body is given the first ids again and nothing is taken twice', async () => {
  const fakeResend = await start();
  const first = await (await post(fakeResend, people(3), {key: 'k'})).text();
  const second = await (await post(fakeResend, people(3), {key: 'k'})).text();
  expect(second).toBe(first);
  expect([...fakeResend.inboxes().values()]).toEqual([1, 1, 1]);
  expect(fakeResend.calls().map(({replayed}) => replayed)).toEqual([false, true]);
});

test('the same key with another body is a 409 and takes nothing', async () => {
  const fakeResend = await start();
  await post(fakeResend, people(1), {key: 'k'});
  const second = await post(fakeResend, people(2), {key: 'k'});
  expect(await errorOf(second)).toBe('409 invalid_idempotent_request');
  expect(fakeResend.mails()).toHaveLength(1);
});

test('a key in flight is a 409 of its own, and the answer of the first afterwards', async () => {
  const fakeResend = await start({stands: true});
  fakeResend.fault({fault: 'slow', ms: 150, accept: 'last'});
  const slow = post(fakeResend, people(1), {key: 'k'});
  await expect.poll(() => fakeResend.calls().length).toBe(1);
  expect(await errorOf(await post(fakeResend, people(1), {key: 'k'}))).toBe(
    '409 concurrent_idempotent_requests',
  );
  fakeResend.advance(150);
  const first = await (await slow).text();
  expect(await (await post(fakeResend, people(1), {key: 'k'})).text()).toBe(first);
  expect(fakeResend.mails()).toHaveLength(1);
});

test('a key is forgotten after 24 hours and not before', async () => {
  const fakeResend = await start();
  await post(fakeResend, people(1), {key: 'k'});
  fakeResend.advance(24 * 3_600_000 - 60_000);
  await post(fakeResend, people(1), {key: 'k'});
  expect(fakeResend.mails()).toHaveLength(1);
  fakeResend.advance(60_000);
  await post(fakeResend, people(1), {key: 'k'});
  expect(fakeResend.mails()).toHaveLength(2);
});

test('a refused call leaves its key free', async () => {
  const fakeResend = await start();
  await post(fakeResend, [mail('nobody')], {key: 'k'});
  const second = await post(fakeResend, people(1), {key: 'k'});
  expect(second.status).toBe(200);
});

test('a strict batch with one bad address is refused whole, naming its place', async () => {
  const fakeResend = await start();
  const response = await post(fakeResend, [...people(2), mail('not an address')], {validation: 'strict'});
  const {name, message} = JSON.parse(await response.text());
  expect([response.status, name]).toEqual([422, 'validation_error']);
  expect(message).toContain('index 2');
  expect(fakeResend.mails()).toHaveLength(0);
});

test('a permissive batch takes the good mails and names the places of the bad ones', async () => {
  const fakeResend = await start();
  const mails = [mail('one@example.net'), mail('bad'), mail('three@example.net')];
  const answer = JSON.parse(await (await post(fakeResend, mails, {validation: 'permissive'})).text());
  expect(answer.data).toHaveLength(2);
  expect(answer.errors).toMatchObject([{index: 1}]);
  expect(fakeResend.mails().map(({index}) => index)).toEqual([0, 2]);
});

test.each([
  ['no bearer key', people(1), {bearer: null}, '401 missing_api_key'],
  ['another key', people(1), {bearer: 're_wrong'}, '403 invalid_api_key'],
  ['another path', people(1), {path: '/letters'}, '404 not_found'],
  ['another method', people(1), {method: 'PUT'}, '405 method_not_allowed'],
  ['no JSON', '{"from"', {}, '400 validation_error'],
  ['no list', mail('one@example.net'), {}, '422 validation_error'],
  ['no mails', [], {}, '422 validation_error'],
  ['101 mails', people(101), {}, '422 validation_error'],
  ['a key of 257 characters', people(1), {key: 'k'.repeat(257)}, '400 invalid_idempotency_key'],
  ['no subject', [mail('one@example.net', {subject: ''})], {}, '422 missing_required_field'],
  ['no recipient', [mail('one@example.net', {to: []})], {}, '422 missing_required_field'],
  ['a bad sender', [mail('one@example.net', {from: 'digest'})], {}, '422 validation_error'],
  [
    'a tag with a space',
    [mail('one@example.net', {tags: [{name: 'a b', value: 'c'}]})],
    {},
    '422 validation_error',
  ],
  [
    'a header with a line break',
    [mail('one@example.net', {headers: {'X-A': 'b\r\nBcc: x'}})],
    {},
    '422 validation_error',
  ],
])('%s is refused and nothing is taken', async (_, body, posting: Posting, expected) => {
  const fakeResend = await start({apiKey: 're_right'});
  const response = await post(fakeResend, body, {bearer: 're_right', ...posting});
  expect(await errorOf(response)).toBe(expected);
  expect(fakeResend.mails()).toHaveLength(0);
});

test('100 mails and a key of 256 characters are taken', async () => {
  const fakeResend = await start();
  expect((await post(fakeResend, people(100), {key: 'k'.repeat(256)})).status).toBe(200);
});

test('more calls than the rate in a second are refused with the time to wait', async () => {
  const fakeResend = await start({rate: 2, stands: true});
  const statuses = [];
  for (let call = 0; call < 3; call += 1) {
    const response = await post(fakeResend, people(1));
    statuses.push([
      response.status,
      response.headers.get('ratelimit-remaining'),
      response.headers.get('retry-after'),
    ]);
    expect(response.headers.get('ratelimit-limit')).toBe('2');
    expect(response.headers.get('ratelimit-reset')).toBe('1');
  }
  expect(statuses).toEqual([
    [200, '1', null],
    [200, '0', null],
    [429, '0', '1'],
  ]);
  fakeResend.advance(1000);
  expect((await post(fakeResend, people(1))).status).toBe(200);
  fakeResend.rate(null);
  expect((await post(fakeResend, people(1))).headers.get('ratelimit-limit')).toBeNull();
});

test('inboxes can be counted for one edition', async () => {
  const fakeResend = await start();
  const tagged = (edition: string) => [mail('one@example.net', {tags: [{name: 'edition', value: edition}]})];
  await post(fakeResend, tagged('2026-03-12'));
  await post(fakeResend, tagged('2026-03-13'));
  expect(fakeResend.inboxes().get('one@example.net')).toBe(2);
  expect(fakeResend.inboxes({edition: '2026-03-12'}).get('one@example.net')).toBe(1);
});

test('what was taken, its keys and the clock survive a restart from the journal', async () => {
  const journalPath = join(await tempFolder(), 'journal.jsonl');
  const first = await startFakeResend({journalPath, keepBodies: true, fsync: true});
  const answer = await (await post(first, people(2), {key: 'k'})).text();
  first.advance(3_600_000);
  const before = first.now();
  await first.close();
  const second = await start({journalPath});
  expect(second.mails()).toEqual(first.mails());
  expect(await (await post(second, people(2), {key: 'k'})).text()).toBe(answer);
  expect(second.now()).toBeGreaterThanOrEqual(before);
  second.advance(23 * 3_600_000);
  await post(second, people(2), {key: 'k'});
  expect(second.mails()).toHaveLength(4);
});

test('a line of the journal that was cut off is dropped, and the journal goes on after it', async () => {
  const journalPath = join(await tempFolder(), 'journal.jsonl');
  const first = await startFakeResend({journalPath});
  await post(first, people(1), {key: 'a'});
  const {size} = await stat(journalPath);
  await post(first, people(100), {key: 'b'});
  await first.close();
  await truncate(journalPath, (await stat(journalPath)).size - 5);
  const second = await startFakeResend({journalPath});
  expect(second.mails()).toHaveLength(1);
  expect((await stat(journalPath)).size).toBe(size);
  await post(second, people(2), {key: 'b'});
  await second.close();
  await appendFile(journalPath, '{"kind":"accep');
  const third = await start({journalPath});
  expect(third.mails()).toHaveLength(3);
});
