import {createHash} from 'node:crypto';
import {readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {assembleMail, type MailParts} from '../../../src/mail/assemble.ts';
import {readReason} from '../../../src/ranking/reasons/earlier-reasons.ts';
import {checkFolder} from '../checks/check-folder.ts';
import {personal} from '../sample-edition.ts';

/** Templates of the version before, and a mail that it made: its fragments, and the hashes of its parts. */
const folder = new URL('./', import.meta.url);

type Earlier = Omit<MailParts, 'personal'> & {mail: {subject: string; html: string; text: string}};

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

test('an edition that an earlier version compiled still sends the same bytes', () => {
  const earlier: Earlier = JSON.parse(readFileSync(new URL('mail.json', folder), 'utf8'));
  // As the ledger unpacks them.
  const selection = earlier.selection.map(({index, because}) => ({index, because: because.map(readReason)}));
  const {subject, html, text} = assembleMail({...earlier, selection, personal});
  expect({subject, html: hashOf(html), text: hashOf(text)}).toEqual(earlier.mail);
});

test('templates that an operator copied from the version before make a mail and tell their age', async () => {
  const {faults, warnings, sample} = await checkFolder(folder.pathname);
  expect(faults).toEqual([]);
  expect(warnings).toEqual([
    expect.stringMatching(/^digest\.mjml:\d+: cut\.inBrief puts all papers under one heading/),
    expect.stringMatching(/^digest\.txt:5: an inbox that lists a text part’s first words shows the name/),
  ]);
  expect(sample?.html).toContain('In brief');
});
