import addressparser from 'nodemailer/lib/addressparser';
import {expect, test} from 'vitest';
import {parseConfig} from '../../src/config.ts';

const fromOf = (mailbox: string) => {
  const parsed = parseConfig({DIGEST_FROM: mailbox});
  return parsed.kind === 'config' ? parsed.config.DIGEST_FROM : parsed;
};

test.each([
  ['Papers: today <a@example.org>', '"Papers: today" <a@example.org>'],
  ['Papers; today <a@example.org>', '"Papers; today" <a@example.org>'],
  ['Papers (daily) <a@example.org>', '"Papers (daily)" <a@example.org>'],
  ['Papers, daily <a@example.org>', '"Papers, daily" <a@example.org>'],
  ['Dr. Ada "A" B <a@example.org>', '"Dr. Ada \\"A\\" B" <a@example.org>'],
  ['"Papers: today" <a@example.org>', '"Papers: today" <a@example.org>'],
  ['Ada & Ben <a@example.org>', 'Ada & Ben <a@example.org>'],
  ['Über: Papiere <a@example.org>', '"Über: Papiere" <a@example.org>'],
  ['a@example.org', 'a@example.org'],
])('the sender %s is written as %s, and read back as one mailbox', (typed, written) => {
  expect(fromOf(typed)).toBe(written);
  expect(addressparser(written)).toMatchObject([{address: 'a@example.org'}]);
});
