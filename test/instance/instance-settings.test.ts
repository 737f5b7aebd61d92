import {describe, expect, test} from 'vitest';
import {compareSettings} from '../../src/instance/compare-settings.ts';
import type {InstanceSettings} from '../../src/instance/instance-settings.ts';

const defaults: InstanceSettings = {
  transport: 'outbox',
  digestFrom: 'Paperboy <digest@localhost>',
  lettersFrom: 'Paperboy <letters@localhost>',
  publicUrl: 'http://localhost:3000',
  listId: 'daily.localhost',
  secrets: ['auto'],
};
const real: InstanceSettings = {
  transport: 'resend',
  digestFrom: 'Papers <digest@example.org>',
  lettersFrom: 'Papers <letters@example.org>',
  publicUrl: 'https://papers.example.org',
  listId: 'daily.example.org',
  secrets: ['new', 'old'],
};

const compare = (stored: InstanceSettings, here: InstanceSettings) =>
  compareSettings({stored, here, defaults});

describe('a process beside its instance', () => {
  test('with the same settings is the same', () => {
    expect(compare(real, real)).toEqual({kind: 'same'});
  });

  test('without a configuration, beside a real newsletter, differs in each setting', () => {
    const compared = compare(real, defaults);
    expect(compared.kind === 'differs' && compared.differences.map(({setting}) => setting)).toEqual([
      'MAIL_TRANSPORT',
      'DIGEST_FROM',
      'LETTERS_FROM',
      'PUBLIC_URL',
      'LIST_ID',
      'TOKEN_SECRETS',
    ]);
  });

  test('has no other address where nobody chose one: the default follows each process’s PORT', () => {
    const web = {...defaults, publicUrl: 'http://localhost:8080'};
    expect(compare(web, defaults).kind).toBe('renewed');
    expect(compare(web, real).kind).toBe('renewed');
    expect(compare({...real, publicUrl: 'http://papers.localhost:8080'}, real).kind).toBe('differs');
  });

  test('with a configuration makes a trial a real newsletter', () => {
    expect(compare(defaults, real)).toEqual({kind: 'renewed'});
  });

  test.each([
    ['a newest secret added', ['newer', 'new', 'old'], 'renewed'],
    ['an old secret taken away', ['new'], 'renewed'],
    ['the newest secret missing', ['old'], 'differs'],
    ['other secrets', ['foreign'], 'differs'],
  ])('with %s: %s', (_, secrets, kind) => {
    expect(compare(real, {...real, secrets}).kind).toBe(kind);
  });

  test.each(['transport', 'digestFrom', 'lettersFrom', 'publicUrl', 'listId'] as const)(
    'with another %s differs in it alone',
    name => {
      const compared = compare(real, {...real, [name]: 'another'});
      expect(compared).toMatchObject({
        kind: 'differs',
        differences: [{instance: real[name], here: 'another'}],
      });
    },
  );
});
