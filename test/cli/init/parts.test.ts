import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {judgeAnswers, missingFlags, QUESTIONS} from '../../../src/cli/init/answers.ts';
import {envText} from '../../../src/cli/init/env-text.ts';
import {answersOf, settingsOf, withSecrets} from '../../../src/cli/init/settings.ts';
import {parseConfig} from '../../../src/config.ts';
import {planFor} from '../../../src/ops/mail-plan.ts';
import {parseEnvFile} from '../../../src/settings/env-file.ts';

describe('the questions', () => {
  test('are eight at most, with the one before the file is written', () => {
    expect(QUESTIONS.length + 1).toBeLessThanOrEqual(8);
  });

  test.each([
    [{from: 'no address'}, '--from "no address": '],
    [{publicUrl: 'ftp://example.org'}, '--public-url "ftp://example.org": must be an http or https URL'],
    [{readers: '-1'}, '--readers "-1": must be a whole number'],
    [{name: 'a\nb'}, '--name "a�b": must be one line'],
    [{testTo: 'nobody@'}, '--test-to "nobody@": '],
  ])('a wrong answer %j is named with its rule', (given, begin) => {
    expect(judgeAnswers(given)).toMatchObject({kind: 'refused', reason: expect.stringContaining(begin)});
  });

  test('a wrong key is never repeated', () => {
    const judged = judgeAnswers({carrier: 'https://re_secret.example.org'});
    expect(judged.kind).toBe('refused');
    expect(JSON.stringify(judged)).not.toContain('re_secret');
  });

  test('nobody there to ask: what is missing is named by its flag, and a trial needs nothing', () => {
    expect(missingFlags({}, false)).toEqual([
      '--from',
      '--resend-key or --smtp-url',
      '--postal-address',
      '--public-url',
    ]);
    expect(missingFlags({}, true)).toEqual([]);
    expect(missingFlags({carrier: 're_key', from: 'a@example.org'}, true)).toEqual([
      '--postal-address',
      '--public-url',
    ]);
  });
});

describe('the settings', () => {
  const answers = {
    name: 'Papers, daily',
    from: 'digest@Example.org',
    postalAddress: "1 O'Hara Street, Exampleton",
    publicUrl: 'https://papers.example.org/',
    carrier: 're_a_key',
    readers: '12',
    testTo: '',
  };

  test('are those of a real send, with another address for letters', () => {
    const settings = settingsOf(answers);
    expect(settings).toEqual({
      SITE_NAME: 'Papers, daily',
      DIGEST_FROM: '"Papers, daily" <digest@Example.org>',
      LETTERS_FROM: '"Papers, daily" <letters@example.org>',
      LIST_ID: 'daily.example.org',
      POSTAL_ADDRESS: "1 O'Hara Street, Exampleton",
      PUBLIC_URL: 'https://papers.example.org',
      RESEND_API_KEY: 're_a_key',
    });
    expect(parseConfig(settings).kind).toBe('config');
    expect(answersOf(settings)).toMatchObject({from: 'digest@Example.org', carrier: 're_a_key'});
  });

  test('secrets are fresh, or those that are there already', () => {
    const made = withSecrets({}, {}, () => 'fresh');
    expect(made).toEqual({TOKEN_SECRETS: 'fresh', ADMIN_TOKEN: 'fresh'});
    expect(withSecrets({TOKEN_SECRETS: 'old'}, {ADMIN_TOKEN_FILE: '/run/x'}, () => 'fresh')).toEqual({
      TOKEN_SECRETS: 'old',
    });
  });

  test('whatever they are, .env says the same when it is read, or is not written', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (one, other) => {
        const text = envText({ONE: one, OTHER: other});
        if (text === null) return true;
        const read = parseEnvFile(Buffer.from(text));
        expect(read).toEqual({kind: 'settings', settings: {ONE: one, OTHER: other}});
        return true;
      }),
    );
    expect(envText({ONE: "a 'b' $c # d", OTHER: 'say "x"'})).not.toBeNull();
    expect(envText({ONE: '\'"`'})).toBeNull();
  });
});

describe('the plan', () => {
  test.each([
    [10, true, 'that is enough'],
    [100, false, 'no room is left for letters'],
    [101, false, '1 of them would wait every day'],
    [20_000, false, '19,900 of them would wait every day'],
  ])('for %i readers: the free one is enough: %s', (readers, isEnough, words) => {
    const plan = planFor(readers);
    expect(plan.isEnough).toBe(isEnough);
    expect(plan.lines.join('\n')).toContain(words);
  });
});
