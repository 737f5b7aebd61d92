import {simpleParser} from 'mailparser';
import {expect, test} from 'vitest';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import {assembleMail} from '../../src/mail/assemble.ts';
import {digestHeaders} from '../../src/mail/body/headers.ts';
import {toEml} from '../../src/mail/eml.ts';
import type {Mail} from '../../src/mail/mail.ts';
import {compileEdition} from '../support/compile-edition.ts';
import {
  firstPapers,
  hostileTexts,
  letterhead,
  personal,
  sampleEdition,
  samplePaper,
} from './sample-edition.ts';

const messageId = '<2026-03-12.1.42.7@example.org>';
const date = new Date('2026-03-13T08:00:00Z');

const mailTitled = async (title: string): Promise<Mail> => {
  const fragments = await compileEdition({
    content: sampleEdition([samplePaper(1, {title}), samplePaper(2)]),
    letterhead,
  });
  return {
    from: letterhead.from,
    to: 'reader@example.net',
    replyTo: letterhead.replyTo,
    ...assembleMail({fragments, selection: firstPapers(2), personal}),
    headers: digestHeaders({letterhead, edition: dailyEdition('2026-03-12'), ...personal}),
    tags: {},
  };
};

const emlOf = async (title: string) => toEml({mail: await mailTitled(title), messageId, date});

const headerLines = (eml: Buffer): string[] => {
  const [head = ''] = eml.toString('latin1').split('\r\n\r\n');
  return head.replace(/\r\n[ \t]/g, ' ').split('\r\n');
};

test('a mailbox reads the same mail: text first, HTML last, UTF-8 in quoted-printable', async () => {
  const mail = await mailTitled('字 and “quotes”');
  const eml = await toEml({mail, messageId, date});
  const read = await simpleParser(eml);
  expect(read.subject).toBe(mail.subject);
  expect(read.html).toBe(mail.html);
  expect(read.text?.trimEnd()).toBe(mail.text.trimEnd());
  expect(read.messageId).toBe(messageId);
  expect(read.date).toEqual(date);
  const source = eml.toString('latin1');
  expect(source).toContain('Content-Type: multipart/alternative;');
  expect([...source.matchAll(/^Content-Type: (text\/[^\r]*)/gm)].map(([, type]) => type)).toEqual([
    'text/plain; charset=utf-8',
    'text/html; charset=utf-8',
  ]);
  expect(source.match(/^Content-Transfer-Encoding: quoted-printable\r$/gm)).toHaveLength(2);
});

test('every header stands once, and the list headers arrive as they were given', async () => {
  const names = headerLines(await emlOf('A title')).map(line => line.split(':')[0]?.toLowerCase());
  expect(new Set(names).size).toBe(names.length);
  const read = await simpleParser(await emlOf('A title'));
  expect(read.headerLines.map(({key}) => key)).toEqual(
    expect.arrayContaining([
      'list-unsubscribe',
      'list-unsubscribe-post',
      'list-id',
      'auto-submitted',
      'reply-to',
    ]),
  );
  expect(headerLines(await emlOf('A title'))).toContain(
    'List-Unsubscribe: <https://paperboy.example.org/unsubscribe/first-reader>',
  );
});

test.each(Object.keys(hostileTexts))(
  'with %s in a title lines end in CRLF and stay short, and no header is added',
  async name => {
    const title = Object.entries(hostileTexts).find(([known]) => known === name)?.[1] ?? '';
    const eml = await emlOf(title);
    expect(eml.toString('latin1')).not.toMatch(/(?<!\r)\n|\r(?!\n)|\0|[\x80-\xff]/);
    for (const line of eml.toString('latin1').split('\r\n')) expect(line.length).toBeLessThanOrEqual(998);
    const ordinary = headerLines(await emlOf('A title')).map(line => line.split(':')[0]);
    expect(headerLines(eml).map(line => line.split(':')[0])).toEqual(ordinary);
  },
);

test('the same mail, id and date give the same bytes', async () => {
  expect((await emlOf('A title')).equals(await emlOf('A title'))).toBe(true);
  const other = await toEml({mail: await mailTitled('A title'), messageId: '<other@example.org>', date});
  expect(other.equals(await emlOf('A title'))).toBe(false);
});
