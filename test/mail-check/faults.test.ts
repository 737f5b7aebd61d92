import {expect, test} from 'vitest';
import {emlFaults} from '../../src/mail/checks/eml-faults.ts';
import {htmlFaults, unsupportedPairs} from '../../src/mail/checks/markup-checks.ts';
import {wordCoverage} from '../../src/mail/checks/word-coverage.ts';
import {sampleOf} from './samples.ts';
import {askSpamAssassin, whyNoSpamAssassin} from './spam.ts';

/** What cannot fail checks nothing: each of the checks finds a fault that is put in. */

const {mail, eml} = await sampleOf('1 paper');
const source = eml.toString('latin1');
const letter = (await sampleOf('confirm letter')).eml.toString('latin1');

test.each<[string, (message: string) => string, string]>([
  ['a bare line feed', message => message.replace('\r\n', '\n'), 'a line does not end with CRLF'],
  ['a NUL', message => `${message}\0`, 'there is a NUL'],
  ['a raw eight-bit letter', message => `${message}é`, 'there is a byte of more than seven bits'],
  ['a line of 999 bytes', message => `${message}${'a'.repeat(999)}`, 'a line is longer than 998 bytes'],
  ['a second List-Id', message => `List-Id: <a.example.org>\r\n${message}`, 'List-Id stands 2 times'],
  ['no date', message => message.replace(/^Date:.*\r\n/m, ''), 'Date stands 0 times'],
  [
    'a cut encoded word',
    message => message.replace('Subject: ', 'Subject: =?UTF-8?B?YW'),
    'an encoded word is broken',
  ],
  [
    'a way out without TLS',
    message =>
      message.replace(
        '<https://paperboy.example.org/unsubscribe',
        '<http://paperboy.example.org/unsubscribe',
      ),
    'List-Unsubscribe names no https address (RFC 8058 section 3.1)',
  ],
  [
    'HTML alone',
    message =>
      message.replace('Content-Type: text/plain; charset=utf-8', 'Content-Type: text/html; charset=utf-8'),
    'the parts are text/html,text/html',
  ],
])('a message with %s is found out', (_, spoil, fault) => {
  expect(emlFaults(Buffer.from(spoil(source), 'latin1'), 'digest')).toContain(fault);
});

test.each<[string, (message: string) => string, string]>([
  [
    'a way out of a list',
    message => `List-Unsubscribe: <https://paperboy.example.org/x>\r\n${message}`,
    'List-Unsubscribe stands in a letter, which belongs to no list',
  ],
  [
    'the mark of a mass mailing',
    message => `Precedence: bulk\r\n${message}`,
    'Precedence stands in a letter, which belongs to no list',
  ],
  [
    'no word that a machine wrote it',
    message => message.replace(/^Auto-Submitted:.*\r\n/m, ''),
    'Auto-Submitted stands 0 times',
  ],
  [
    'the word that a person wrote it',
    message => message.replace('auto-generated', 'no'),
    'Auto-Submitted is not as RFC 3834 has it for a letter that a machine writes',
  ],
  ['a bare line feed', message => message.replace('\r\n', '\n'), 'a line does not end with CRLF'],
])('a letter with %s is found out', (_, spoil, fault) => {
  expect(emlFaults(Buffer.from(letter, 'latin1'), 'letter')).toEqual([]);
  expect(emlFaults(Buffer.from(spoil(letter), 'latin1'), 'letter')).toContain(fault);
});

test('HTML with an image without words, or a doubled id, is found out', async () => {
  const spoilt = mail.html.replace('<h1', '<img src="a.png"><p id="a">a</p><p id="a">a</p><h1');
  expect((await htmlFaults(spoilt)).map(fault => fault.split(' ')[0])).toEqual(
    expect.arrayContaining(['wcag/h37', 'no-dup-id']),
  );
});

test('a layout that mail programs do not know is found out', async () => {
  const spoilt = mail.html.replace('<h1', '<div style="display:grid;position:fixed">a</div><h1');
  const [ours, theirs] = [await unsupportedPairs(mail.html), await unsupportedPairs(spoilt)];
  expect(theirs.length).toBeGreaterThan(ours.length);
});

test('a text part without the papers is found out', () => {
  expect(wordCoverage({html: mail.html, text: 'Read it in a browser.'})).toBeLessThan(0.2);
});

test.skipIf(whyNoSpamAssassin() !== null)(
  'a mail that shouts without a date is worse than ours',
  async () => {
    const spoilt = source
      .replace(/^(Date|Message-ID):.*\r\n/gm, '')
      .replace(/^Subject:.*\r\n(?:[ \t].*\r\n)*/m, 'Subject: FREE MONEY NOW!!!\r\n');
    const [ours, theirs] = await askSpamAssassin([eml, Buffer.from(spoilt, 'latin1')]);
    expect(theirs?.score).toBeGreaterThan((ours?.score ?? Number.NaN) + 2);
  },
);
