import {generateKeyPairSync} from 'node:crypto';
import {afterEach, describe, expect, test, vi} from 'vitest';
import {checkAlignment} from '../../../../src/ops/doctor/dns/check-alignment.ts';
import {checkDns} from '../../../../src/ops/doctor/dns/check-dns.ts';
import {dnsBy} from '../../../../src/ops/doctor/dns/dns.ts';
import {findDmarc} from '../../../../src/ops/doctor/dns/find-dmarc.ts';
import {type FakeDns, openDns} from '../../../support/dns.ts';

const keyOf = (modulusLength: number): string =>
  generateKeyPairSync('rsa', {modulusLength})
    .publicKey.export({format: 'der', type: 'spki'})
    .toString('base64');

const longKey = keyOf(1024);

const complete = {
  '_dmarc.example.org': ['v=DMARC1; p=none'],
  'send.mail.example.org': ['v=spf1 include:amazonses.com ~all'],
  'amazonses.com': ['v=spf1 ip4:192.0.2.0/24 -all'],
  'resend._domainkey.mail.example.org': [`p=${longKey}`],
};
const mx = {'send.mail.example.org': ['feedback.example.net']};

let dns: FakeDns | undefined;
afterEach(async () => {
  await dns?.close();
  dns = undefined;
});

const check = async (
  records: Record<string, string[]>,
  options: {isByResend?: boolean; isBlind?: boolean} = {},
) => {
  dns = await openDns(records, {mx, isBlind: options.isBlind ?? false});
  return checkDns({
    domain: 'mail.example.org',
    isByResend: options.isByResend ?? true,
    dns: dnsBy([dns.server]),
  });
};

const messages = async (records: Record<string, string[]>) =>
  (await check(records)).map(({message}) => message);

describe('DNS of a sender', () => {
  test('with SPF, DKIM and the DMARC record of the domain above is good', async () => {
    expect(await check(complete)).toMatchObject([
      {state: 'ok', message: 'SPF, DKIM and DMARC are there (policy none of example.org)'},
    ]);
  });

  test('without any is warned of, each with the record to add', async () => {
    const found = await check({});
    expect(found.map(({state, message}) => `${state}: ${message}`)).toEqual([
      'warning: there is no DMARC record',
      'warning: there is no SPF record',
      'warning: there is no DKIM key of Resend',
    ]);
    expect(found[0]?.fix).toContain('_dmarc.mail.example.org');
  });

  test('needs no key of Resend for a mail server of one’s own', async () => {
    const {'resend._domainkey.mail.example.org': _, ...others} = complete;
    expect(await check(others, {isByResend: false})).toMatchObject([{state: 'ok'}]);
  });

  test('that knows nothing of the world, or does not answer, was not checked', async () => {
    expect(await check({}, {isBlind: true})).toMatchObject([{state: 'skipped'}]);
    const silent = async () => {
      throw Object.assign(new Error('timed out'), {code: 'ETIMEOUT'});
    };
    const question = {domain: 'example.org', isByResend: true};
    const noDns = {txt: silent, mx: silent, pointers: silent, isThere: silent, knowsTheWorld: silent};
    expect(await checkDns({...question, dns: noDns})).toMatchObject([
      {state: 'skipped', message: 'not checked: DNS does not answer (ETIMEOUT)'},
    ]);
  });

  test('whose bounces have no way back is warned of', async () => {
    dns = await openDns(complete);
    const found = await checkDns({domain: 'mail.example.org', isByResend: true, dns: dnsBy([dns.server])});
    expect(found).toMatchObject([{message: 'send.mail.example.org has no MX record: bounces are lost'}]);
  });
});

describe('a DMARC record', () => {
  test.each<[string, string[], string | RegExp]>([
    ['that stands twice', ['v=DMARC1; p=none', 'v=DMARC1; p=reject'], /more than one DMARC record/],
    ['of an unknown policy', ['v=DMARC1; p=maybe'], /names no policy that there is \(p=maybe\)/],
    [
      'of unknown policies below',
      ['v=DMARC1; p=none; sp=all; np=off'],
      /no policy that there is in sp and np/,
    ],
    ['of a registry', ['v=DMARC1; p=none; psd=y'], /says that it is a registry/],
    ['that signs strictly is met', ['v=DMARC1; p=none; adkim=s; pct=1'], /^the DMARC record .* has pct/],
    ['with tags that are gone', ['v=DMARC1; p=none; pct=50; ri=86400'], /has pct, ri, which do nothing/],
    ['that wants SPF of the very same name', ['v=DMARC1; p=none; aspf=s'], /aspf=s/],
    [
      'whose reports go to who did not agree',
      ['v=DMARC1; p=none; rua=mailto:d@example.net'],
      /to example\.net/,
    ],
  ])('%s is warned of', async (_, records, expected) => {
    expect(await messages({...complete, '_dmarc.mail.example.org': records})).toContainEqual(
      expect.stringMatching(expected),
    );
  });

  test.each<[string, Record<string, string[]>]>([
    [
      'without p, but with a place for reports',
      {'_dmarc.mail.example.org': ['v=DMARC1; rua=mailto:d@example.org']},
    ],
    [
      'whose reports go to who agreed',
      {
        '_dmarc.mail.example.org': ['v=DMARC1; p=none; rua=mailto:d@example.net'],
        'mail.example.org._report._dmarc.example.net': ['v=DMARC1'],
      },
    ],
    ['on trial', {'_dmarc.mail.example.org': ['v=DMARC1; p=reject; t=y']}],
  ])('%s is good', async (_, records) => {
    expect(await check({...complete, ...records})).toMatchObject([{state: 'ok'}]);
  });

  test.each([
    ['v=DMARC1; p=reject; t=y', 'policy reject, on trial as quarantine of example.org'],
    ['v=DMARC1; p=reject; sp=quarantine; np=none; t=y', 'policy quarantine, on trial as none of example.org'],
    ['v=DMARC1; p=none; sp=REJECT', 'policy reject of example.org'],
  ])('of the domain above says what is in force: %s', async (record, words) => {
    const [found] = await check({...complete, '_dmarc.example.org': [record]});
    expect(found?.message).toContain(words);
  });

  test('holds by np for a name that is not there', async () => {
    const record = 'v=DMARC1; p=none; np=reject';
    const {'_dmarc.example.org': _, ...others} = complete;
    dns = await openDns({...others, '_dmarc.example.org': [record]});
    const found = await checkDns({domain: 'gone.example.org', isByResend: false, dns: dnsBy([dns.server])});
    expect(found.map(({message}) => message)).toContain(
      'gone.example.org is no name in DNS: receivers refuse mail from it (np of example.org)',
    );
  });

  const walk = async (domain: string, records: Record<string, string>) => {
    const asked: string[] = [];
    const txt = async (name: string) => {
      asked.push(name);
      const record = records[name];
      return record === undefined ? [] : [record];
    };
    const {record, organization} = await findDmarc(domain, {txt});
    return {asked: asked.length, of: record?.domain ?? null, organization};
  };

  test('is sought up the tree with at most eight questions (RFC 9989 section 4.10)', async () => {
    const record = 'v=DMARC1; p=none';
    expect(await walk('a.b.example.org', {'_dmarc.example.org': record})).toEqual({
      asked: 4,
      of: 'example.org',
      organization: 'example.org',
    });
    const deep = await walk('a.b.c.d.e.f.g.h.i.j.example.org', {'_dmarc.example.org': record});
    expect(deep).toEqual({asked: 8, of: 'example.org', organization: 'example.org'});
    expect(await walk('a.example.org', {'_dmarc.a.example.org': 'v=DMARC1; p=none; psd=n'})).toEqual({
      asked: 1,
      of: 'a.example.org',
      organization: 'a.example.org',
    });
    expect(await walk('a.b.example.org', {'_dmarc.example.org': 'v=DMARC1; p=none; psd=y'})).toMatchObject({
      organization: 'b.example.org',
    });
    expect(await walk('a.example.org', {})).toEqual({asked: 3, of: null, organization: 'a.example.org'});
  });
});

describe('the names of a mail', () => {
  const align = async (record: string, signed: {signer: string; returnPath: string}, more = {}) => {
    const records: Record<string, string> = {'_dmarc.example.org': record, ...more};
    const txt = async (name: string) => [records[name] ?? []].flat();
    return (await checkAlignment({author: 'news.example.org', ...signed}, {txt})).map(({message}) => message);
  };
  const own = {signer: 'news.example.org', returnPath: 'send.news.example.org'};
  const above = {signer: 'example.org', returnPath: 'send.example.org'};
  const foreign = {signer: 'example.net', returnPath: 'bounces.example.net'};

  test.each<[string, string, typeof own, RegExp | null]>([
    ['its own names', 'v=DMARC1; p=reject; adkim=s; aspf=s', own, null],
    ['names of the same organization', 'v=DMARC1; p=reject', above, null],
    ['the same where the very name is asked for', 'v=DMARC1; p=reject; adkim=s', above, /SPF alone/],
    ['the same where both are', 'v=DMARC1; p=reject; adkim=s; aspf=S', above, /DMARC fails/],
    ['names of somebody else', 'v=DMARC1; p=none', foreign, /DMARC fails/],
    ['names above a registry', 'v=DMARC1; p=none; psd=y', above, /DMARC fails/],
  ])('%s, by RFC 9989', async (_, record, signed, expected) => {
    const found = await align(record, signed);
    if (expected === null) expect(found).toEqual([]);
    else expect(found).toEqual([expect.stringMatching(expected)]);
  });
});

describe('a hostile DNS', () => {
  test('gets no control character into a line, and is asked a bounded number of times', async () => {
    const wide = Array.from({length: 200}, (_, at) => `mailto:d@h${at}.example.net`).join(',');
    const many = Array.from({length: 200}, () => 'v=spf1 include:mail.example.org ~all');
    const found = await check({
      ...complete,
      '_dmarc.mail.example.org': [`v=DMARC1; p=\u001b[31mred; rua=${wide}`.slice(0, 250)],
      'send.mail.example.org': many.slice(0, 20),
      'resend._domainkey.mail.example.org': ['p=\u0007\u0000'],
    });
    expect(found.length).toBeLessThan(12);
    for (const {message, fix} of found) expect(`${message}${fix}`).not.toMatch(/[\p{Cc}]/u);
  });

  test('that goes on answering slowly is left', async () => {
    const slow = async () => new Promise<never>(() => undefined);
    const dnsOf = {txt: slow, mx: slow, pointers: slow, isThere: slow, knowsTheWorld: async () => true};
    vi.useFakeTimers();
    const asked = checkDns({domain: 'example.org', isByResend: true, dns: dnsOf});
    await vi.advanceTimersByTimeAsync(20_000);
    vi.useRealTimers();
    expect(await asked).toMatchObject([{state: 'skipped', message: expect.stringContaining('20 s')}]);
  });
});

describe('an SPF record', () => {
  const chain = Object.fromEntries(
    Array.from({length: 12}, (_, at) => [
      `n${at}.example.net`,
      [`v=spf1 include:n${at + 1}.example.net ~all`],
    ]),
  );

  test.each<[string, string[], RegExp]>([
    ['that stands twice', ['v=spf1 -all', 'v=spf1 ~all'], /has 2 SPF records/],
    ['for everybody', ['v=spf1 +all'], /lets everybody send/],
    ['with ptr', ['v=spf1 ptr ~all'], /uses ptr/],
    ['that leads nowhere', ['v=spf1 include:nowhere.example.net ~all'], /includes nowhere\.example\.net/],
    ['that needs too many questions', ['v=spf1 include:n0.example.net ~all'], /more than 10 lookups/],
    ['that includes itself', ['v=spf1 include:send.mail.example.org ~all'], /more than 10 lookups/],
  ])('%s is warned of', async (_, records, expected) => {
    expect(await messages({...complete, ...chain, 'send.mail.example.org': records})).toContainEqual(
      expect.stringMatching(expected),
    );
  });
});

describe('a DKIM key', () => {
  test.each<[string, string, RegExp]>([
    ['that was taken back', 'v=DKIM1; p=', /was taken back/],
    ['that cannot be read', 'p=MIGfMA0G', /cannot be read/],
    ['that is short', `p=${keyOf(768)}`, /has 768 bits/],
    ['for tests', `t=y; p=${longKey}`, /is a test/],
  ])('%s is warned of', async (_, record, expected) => {
    expect(await messages({...complete, 'resend._domainkey.mail.example.org': [record]})).toEqual([
      expect.stringMatching(expected),
    ]);
  });

  test('of another kind is good', async () => {
    const ed = 'k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';
    expect(await messages({...complete, 'resend._domainkey.mail.example.org': [ed]})).toHaveLength(1);
  });
});
