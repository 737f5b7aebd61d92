import fc from 'fast-check';
import {expect, test} from 'vitest';
import {dailyEdition} from '../../../src/editions/edition-id.ts';
import {digestHeaders, digestTags} from '../../../src/mail/body/headers.ts';
import type {Letterhead} from '../../../src/mail/mail.ts';
import {anyText, letterhead, personal} from '../sample-edition.ts';

const edition = dailyEdition('2026-03-12');

const headersOf = (changes: Partial<Letterhead> = {}, unsubscribeUrl = personal.unsubscribeUrl) =>
  digestHeaders({
    letterhead: {...letterhead, ...changes},
    edition,
    unsubscribeUrl,
    manageUrl: personal.manageUrl,
  });

test('a digest says which list it is of, how to leave it in one click and that a machine wrote it', () => {
  expect(headersOf()).toEqual({
    'List-Unsubscribe': '<https://paperboy.example.org/unsubscribe/first-reader>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'List-Id': 'Paperboy <daily.example.org>',
    'List-Help': '<https://paperboy.example.org/manage/first-reader>',
    'List-Owner': '<mailto:editors@example.org>',
    'List-Archive': '<https://paperboy.example.org/editions/2026-03-12>',
    'List-Post': 'NO',
    'Auto-Submitted': 'auto-generated',
    Precedence: 'list',
  });
});

test('where nobody is named for answers, the sender owns the list', () => {
  expect(headersOf({replyTo: null})['List-Owner']).toBe('<mailto:digest@example.org>');
  expect(headersOf({replyTo: 'editors@example.org'})['List-Owner']).toBe('<mailto:editors@example.org>');
});

test.each([
  'http://localhost:3000/unsubscribe/t',
  'http://127.0.0.1:3000/unsubscribe/t',
  'http://[::1]:3000/unsubscribe/t',
])('the one click works on this machine: %s', url => {
  expect(headersOf({}, url)).toMatchObject({
    'List-Unsubscribe': `<${url}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  });
});

test.each([
  'http://paperboy.example.org/unsubscribe/t',
  'http://localhost.example.org/t',
  'ftp://localhost/t',
])('no one click is promised where RFC 8058 does not allow it: %s', url => {
  const names = Object.keys(headersOf({}, url));
  expect(names).not.toContain('List-Unsubscribe');
  expect(names).not.toContain('List-Unsubscribe-Post');
  expect(names).toContain('List-Id');
});

test.each([
  {name: 'Ada, Ben & Co.', phrase: '"Ada, Ben & Co."'},
  {name: 'The "Daily" \\o/', phrase: '"The \\"Daily\\" \\\\o/"'},
  {name: 'Zeitung für Ärzte', phrase: '=?utf-8?B?WmVpdHVuZyBmw7xyIMOEcnp0ZQ==?='},
  {name: '=?utf-8?B?QQ==?=', phrase: '=?utf-8?B?PT91dGYtOD9CP1FRPT0/PQ==?='},
])('a list called $name is called $phrase', ({name, phrase}) => {
  expect(headersOf({name})['List-Id']).toBe(`${phrase} <daily.example.org>`);
});

const decoded = (phrase: string): string =>
  phrase
    .split(' ')
    .map(word => Buffer.from(/^=\?utf-8\?B\?([^?]*)\?=$/.exec(word)?.[1] ?? '', 'base64').toString('utf8'))
    .join('');

test('a long foreign name is cut into encoded words of at most 75 letters, never inside a letter', () => {
  const name = '日刊論文新聞🎉'.repeat(12);
  const phrase = (headersOf({name})['List-Id'] ?? '').replace(/ <.*/, '');
  expect(phrase.split(' ').length).toBeGreaterThan(4);
  for (const word of phrase.split(' ')) expect(word.length).toBeLessThanOrEqual(75);
  expect(decoded(phrase)).toBe(name);
});

test('whatever the name and the links, every value is ASCII on one line', () => {
  fc.assert(
    fc.property(anyText, anyText, (name, path) => {
      const headers = headersOf(
        {name: `x${name}\r\nBcc: a@example.net`},
        `https://example.org/${encodeURIComponent(`${path.replace(/\p{Cs}/gu, '')}>`)}>, <x`,
      );
      for (const value of Object.values(headers)) expect(value).toMatch(/^[ -~]*$/);
      expect(headers['List-Unsubscribe']).toMatch(/^<[^<>,\s]+>$/);
    }),
  );
});

test('tags name the place of a mail in a run in letters that Resend takes, and no address', () => {
  const tags = digestTags({edition, run: 2, chunk: '42.1', number: 4711, instanceId: 'i7k2mn'});
  expect(tags).toEqual({
    edition: '2026-03-12',
    run: '2',
    chunk: '42_1',
    subscriber: '4711',
    instance: 'i7k2mn',
  });
  for (const [name, value] of Object.entries(tags))
    expect(`${name}${value}`).toMatch(/^[A-Za-z0-9_-]{1,256}$/);
});

test('an inbox of the operator’s stands beside the link, and alone where no link may stand', () => {
  const unsubscribeMailto = 'leave@example.org';
  expect(headersOf({unsubscribeMailto})['List-Unsubscribe']).toBe(
    '<https://paperboy.example.org/unsubscribe/first-reader>, <mailto:leave@example.org?subject=unsubscribe>',
  );
  const plain = headersOf({unsubscribeMailto}, 'http://paperboy.example.org/unsubscribe/t');
  expect(plain['List-Unsubscribe']).toBe('<mailto:leave@example.org?subject=unsubscribe>');
  expect(plain['List-Unsubscribe-Post']).toBeUndefined();
});
