import {expect, test} from 'vitest';
import {firstWords} from '../../src/cli/frame/first-words.ts';
import {parseConfig} from '../../src/config.ts';

const words = (environment: Record<string, string>, hasEditions = true) => {
  const reading = parseConfig(environment);
  if (reading.kind === 'problems') throw new Error(reading.problems.join());
  return firstWords({config: reading.config, now: Date.parse('2026-03-12T08:00:30Z'), hasEditions});
};

test('who starts a fresh clone reads in five lines where everything is', () => {
  expect(words({PORT: '4100'}, false)).toEqual([
    'Pages    http://localhost:4100',
    'Emails   files in outbox/; none is sent',
    'To send  set RESEND_API_KEY, POSTAL_ADDRESS, PUBLIC_URL, TOKEN_SECRETS, DIGEST_FROM; ' +
      'npx paperboy init asks for all',
    'Edition  the newest is being built now; next at 2026-03-13 00:10 UTC',
    'Stop     Ctrl-C',
  ]);
});

test('who is set up reads that nothing is missing', () => {
  expect(
    words({
      RESEND_API_KEY: 're_of_a_test',
      PUBLIC_URL: 'https://papers.example.org',
      DIGEST_FROM: 'Papers <digest@example.org>',
      POSTAL_ADDRESS: '1 Paper Street, Exampleton',
      TOKEN_SECRETS: 'a-secret-of-the-tests-that-is-long-enough',
      EDITION_CRON: '0 8 29 2 *',
    }),
  ).toEqual([
    'Pages    https://papers.example.org (here http://localhost:3000)',
    'Emails   sent by Resend',
    'To send  nothing is missing',
    'Edition  not within a week, by EDITION_CRON',
    'Stop     Ctrl-C',
  ]);
});
