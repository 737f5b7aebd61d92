import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {openCsv} from '../../../src/subscribers/csv/csv-rows.ts';
import {toColumnName} from '../../../src/subscribers/csv/fields.ts';
import {parseRow} from '../../../src/subscribers/csv/import-rows.ts';
import {parseStateWord} from '../../../src/subscribers/csv/state-words.ts';
import {mayCarryConsent, watchColumn} from '../../../src/subscribers/csv/suspicion.ts';
import {parseYesNo} from '../../../src/subscribers/csv/yes-no-words.ts';

const NOW = Date.UTC(2026, 8, 1);

async function* pieces(csv: string) {
  yield csv;
}

const parse = async (csv: string) => {
  const opened = await openCsv(pieces(csv));
  if (opened.kind === 'refused') throw new Error(opened.reason);
  const [row] = (await opened.rows[Symbol.asyncIterator]().next()).value ?? [];
  if (!row) throw new Error('no row');
  return parseRow(row, opened.plan, {confirmed: true, consentText: 'papers', now: NOW});
};

const stateOf = async (csv: string) => {
  const parsed = await parse(csv);
  return parsed.kind === 'candidate' ? parsed.candidate.draft.state : parsed.reason;
};

describe('a word for a state', () => {
  test.each([
    ['Unsubscribed', 'unsubscribed'],
    ['OPTED OUT', 'unsubscribed'],
    ['opt-out', 'unsubscribed'],
    ['Inactive', 'unsubscribed'],
    ['Non-subscribed', 'unsubscribed'],
    ['unsubscribe', 'unsubscribed'],
    ['disabled', 'unsubscribed'],
    ['deleted', 'unsubscribed'],
    ['archived', 'unsubscribed'],
    ['cancelled', 'unsubscribed'],
    ['hard_bounce', 'suppressed'],
    ['Hard bounced', 'suppressed'],
    ['unreachable', 'suppressed'],
    [' complained', 'suppressed'],
    ['Marked as spam', 'suppressed'],
    ['spam', 'suppressed'],
    ['opt_in', 'active'],
    ['Pending', 'pending'],
  ])('%s means %s', async (word, state) => {
    expect(await stateOf(`email,status\na@example.org,${word}\n`)).toBe(state);
  });

  test.each(['1', 'VIP', 'gone fishing', 'Bayern', 'activ'])('%s is never active', async word => {
    expect(await stateOf(`email,status\na@example.org,${word}\n`)).toContain('is not a known state');
  });
});

describe('a row that says no', () => {
  test.each([
    ['a date that is none', 'email,status,created\na@example.org,unsubscribed,01/05/2024'],
    ['a zone of Windows', 'email,status,timezone\na@example.org,bounced,Eastern Standard Time'],
    ['an hour that is none', 'email,unsubscribed,hour\na@example.org,yes,8am'],
    ['too many cells', 'email,status\na@example.org,opt-out,and,more'],
    ['a quote that is not closed', 'email,status,name\na@example.org,opt-out,"Ada'],
    ['a quote in the middle', 'email,status,name\na@example.org,cancelled,A "quoted" name'],
    ['a byte that is not UTF-8', 'email,status,name\na@example.org,left,Ren\ufffd'],
  ])('needs its address alone: %s', async (_, csv) => {
    const parsed = await parse(csv);
    expect(parsed.kind === 'candidate' && ['unsubscribed', 'suppressed']).toContain(
      parsed.kind === 'candidate' && parsed.candidate.draft.state,
    );
    expect(parsed.kind === 'candidate' && parsed.dropped).toBeTruthy();
  });

  test('counts above every yes beside it', async () => {
    expect(await stateOf('email,status,subscribed,bounced\na@example.org,active,yes,1')).toBe('suppressed');
    expect(await stateOf('email,status,unsubscribed_at\na@example.org,active,2024-05-01')).toBe(
      'unsubscribed',
    );
    expect(await stateOf('email,status,unsubscribed_at\na@example.org,active,0000-00-00 00:00:00')).toBe(
      'active',
    );
    expect(await stateOf('email,status,opted_out\na@example.org,what?,true')).toBe('unsubscribed');
  });

  test('whatever stands in its other cells, never makes anybody active', async () => {
    const cell = fc.string({maxLength: 12}).map(text => text.replace(/["\r\n]/g, ''));
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('unsubscribed', 'Opted out', 'BOUNCED', 'spam', 'cancelled'),
        fc.record({created: cell, timezone: cell, hour: cell, name: cell, subscribed: cell}),
        async (word, others) => {
          const names = Object.keys(others);
          const cells = Object.values(others).map(text => `"${text}"`);
          const state = await stateOf(
            `email,status,${names.join(',')}\na@example.org,${word},${cells.join(',')}\n`,
          );
          expect(['unsubscribed', 'suppressed']).toContain(state);
        },
      ),
    );
  });
});

describe('a column that is not understood', () => {
  test.each([
    'Email permission status',
    'Opt-in',
    'GDPR permissions',
    'Do not email',
    'Marketing allowed',
    'Abgemeldet am',
    'Désabonné le',
    'Dado de baja el',
    'unsubscribe_reason',
    'Spam score',
    'Austragungsdatum',
    'Widerrufen am',
    'revoked_at',
    'isSuppressed',
  ])('%s may carry consent by its name', title => {
    expect(mayCarryConsent(toColumnName(title))).toBe(true);
  });

  test.each(['Company', 'City', 'utm_source', 'Birthday', 'notes', 'Labels', 'Team'])('%s may not', title => {
    expect(mayCarryConsent(toColumnName(title))).toBe(false);
  });

  test.each([
    [['yes', 'no', ''], true],
    [['TRUE', 'TRUE'], false],
    [['red', 'unsubscribed'], true],
    [['vip, bounced'], true],
    [['0', '1', '7'], false],
    [['', ''], false],
  ])('with the values %j: %s', (values, maySayNo) => {
    const watch = watchColumn({isOfService: false});
    for (const value of values) watch.see(value);
    expect(watch.maySayNo()).toBe(maySayNo);
  });

  test.each([
    [['2024-06-01', ''], true],
    [['', '01.06.2024', '31.12.2024'], true],
    [['01/02/2024', ''], true],
    [['2024-06-01', '2024-07-01'], false],
    [['2024-06-01', '', 'Berlin'], false],
  ])('dates that only some have may say when they left, but for a service: %j, %s', (values, maySayNo) => {
    for (const isOfService of [false, true]) {
      const watch = watchColumn({isOfService});
      for (const value of values) watch.see(value);
      expect(watch.maySayNo()).toBe(maySayNo && !isOfService);
    }
  });
});

test('a word is parsed whatever it is, and a yes is never a no', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      const said = parseStateWord(text);
      expect(said === null || ['active', 'pending', 'unsubscribed', 'suppressed'].includes(said.state)).toBe(
        true,
      );
      expect(['yes', 'no', 'nothing', 'other']).toContain(parseYesNo(text));
    }),
  );
});
