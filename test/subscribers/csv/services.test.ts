import {describe, expect, test} from 'vitest';
import {openCsv} from '../../../src/subscribers/csv/csv-rows.ts';
import {parseRow} from '../../../src/subscribers/csv/import-rows.ts';
import {watchColumns} from '../../../src/subscribers/csv/unclear-columns.ts';

const NOW = Date.UTC(2026, 8, 1);

/** What each row of a file comes to: `in@example.org active`. */
const statesOf = async (csv: string): Promise<{service: string | null; states: string[]}> => {
  const opened = await openCsv(pieces(csv));
  if (opened.kind === 'refused') throw new Error(opened.reason);
  const attestation = {confirmed: true, consentText: 'papers by email', now: NOW};
  const states: string[] = [];
  for await (const rows of opened.rows)
    for (const row of rows) {
      const parsed = parseRow(row, opened.plan, attestation);
      states.push(
        parsed.kind === 'candidate'
          ? `${parsed.candidate.draft.address} ${parsed.candidate.draft.state}`
          : 'rejected',
      );
    }
  return {service: opened.plan.service?.id ?? null, states};
};

async function* pieces(csv: string) {
  yield csv;
}

/** One file of each service: a reader who gets mail, and one for each way of not getting it. */
const EXPORTS: [string, string, string[]][] = [
  [
    'mailerlite',
    `Email,Name,Sent,Opens,Clicks,Subscribed,Unsubscribed,Status,Location
in@example.org,Ada,10,5,1,2024-03-01 10:00:00,,Active,Berlin
out@example.org,Bo,10,5,1,2024-03-01 10:00:00,2024-05-01 10:00:00,Unsubscribed,
spam@example.org,Cy,10,5,1,2024-03-01 10:00:00,,Junk,`,
    ['in@example.org active', 'out@example.org unsubscribed', 'spam@example.org suppressed'],
  ],
  [
    'hubspot',
    `Record ID,Email,Lead Status,Marketing contact status,Unsubscribed from all email,Email hard bounce reason
1,in@example.org,,Marketing contact,,
2,out@example.org,,Marketing contact,true,
3,not@example.org,,Non-marketing contact,,
4,bounce@example.org,,Marketing contact,,UNKNOWN_USER`,
    [
      'in@example.org active',
      'out@example.org unsubscribed',
      'not@example.org unsubscribed',
      'bounce@example.org suppressed',
    ],
  ],
  [
    'google-groups',
    `Email address,Nickname,Group status,Email status,Email preference,Posting permissions
in@example.org,Ada,member,delivered,each email,allowed
off@example.org,Di,member,delivered,no email,allowed
bounce@example.org,Bo,member,bouncing,each email,allowed`,
    ['in@example.org active', 'off@example.org unsubscribed', 'bounce@example.org suppressed'],
  ],
  [
    'listmonk',
    `uuid,email,name,attributes,status,created_at,updated_at
u1,in@example.org,Ada,{},enabled,2024-05-01 08:20:30.123 +0000 UTC,x
u2,out@example.org,Bob,{},disabled,2024-05-01 08:20:30 +0200 CEST,x
u3,block@example.org,Cy,{},blocklisted,2024-05-01 08:20:30 +0000 UTC,x`,
    ['in@example.org active', 'out@example.org unsubscribed', 'block@example.org suppressed'],
  ],
  [
    'mailchimp',
    `Email Address,First Name,Last Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,\
TIMEZONE,LEID,EUID,NOTES,Team
in@example.org,Ada,L,4,2018-02-12 17:59:31,,,europe/zurich,1,2,,Blue`,
    ['in@example.org active'],
  ],
  [
    'mailchimp',
    `Emailadresse,Vorname,Nachname,MEMBER_RATING,OPTIN_TIME,TIMEZONE,UNSUB_TIME,UNSUB_REASON,LEID,EUID
out@example.org,Zoë,X,4,"2018-02-12 17:59:31",nowhere/at-all,"2020-01-01 00:00:00",N/A,1,2`,
    ['out@example.org unsubscribed'],
  ],
  [
    'mailchimp',
    `Adresse e-mail,Prénom,Nom,MEMBER_RATING,OPTIN_TIME,TIMEZONE,CLEAN_TIME,LEID,EUID
gone@example.org,Zoë,X,4,"2018-02-12 17:59:31",,"2020-01-01 00:00:00",1,2`,
    ['gone@example.org suppressed'],
  ],
  [
    'buttondown',
    `email_address,notes,metadata,tags,referrer_url,creation_date,type,source
in@example.org,,{},,,2024-05-01T08:20:30Z,premium,form
wait@example.org,,{},,,2024-05-01T08:20:30Z,unactivated,form
out@example.org,,{},,,2024-05-01T08:20:30Z,removed,form
gone@example.org,,{},,,2024-05-01T08:20:30Z,undeliverable,form`,
    [
      'in@example.org active',
      'wait@example.org pending',
      'out@example.org unsubscribed',
      'gone@example.org suppressed',
    ],
  ],
  [
    'substack',
    `email,active_subscription,expiry,plan,email_disabled,created_at,first_payment_at
in@example.org,false,,other,false,2024-05-01T08:20:30.000Z,
out@example.org,true,,other,true,2024-05-01T08:20:30.000Z,`,
    ['in@example.org active', 'out@example.org unsubscribed'],
  ],
  [
    'ghost',
    `id,email,name,note,subscribed_to_emails,complimentary_plan,stripe_customer_id,\
created_at,deleted_at,labels,tiers
1,in@example.org,Ada,,true,false,,2024-05-01T08:20:30.000Z,,,
2,out@example.org,Bob,,false,false,,2024-05-01T08:20:30.000Z,,,
3,gone@example.org,Bob,,true,false,,2024-05-01T08:20:30.000Z,2024-06-01T08:20:30.000Z,,`,
    ['in@example.org active', 'out@example.org unsubscribed', 'gone@example.org unsubscribed'],
  ],
  [
    'resend',
    `id,email,first_name,last_name,created_at,unsubscribed
a1,in@example.org,Ada,L,2024-05-01 08:20:30.123+00,false
a2,out@example.org,Bob,M,2024-05-01 08:20:30.123+00,true`,
    ['in@example.org active', 'out@example.org unsubscribed'],
  ],
  [
    'kit',
    `email,first_name,last_name,status,created_at,tags
in@example.org,Ada,L,active,2024-05-01 08:20:30 UTC,
out@example.org,Bob,M,cancelled,2024-05-01 08:20:30 UTC,
cold@example.org,Ed,M,inactive,2024-05-01 08:20:30 UTC,
cmp@example.org,Cy,M,complained,2024-05-01 08:20:30 UTC,`,
    [
      'in@example.org active',
      'out@example.org unsubscribed',
      'cold@example.org unsubscribed',
      'cmp@example.org suppressed',
    ],
  ],
  [
    'kit',
    `email_address,first_name,state,created_at
in@example.org,Ada,active,2024-05-01T00:00:00Z
out@example.org,Bob,cancelled,2024-05-01T00:00:00Z`,
    ['in@example.org active', 'out@example.org unsubscribed'],
  ],
  [
    'beehiiv',
    `id,email,status,created,subscription_tier,utm_source
sub_1,in@example.org,active,1714551630,free,
sub_2,wait@example.org,validating,1714551630,free,
sub_3,out@example.org,inactive,1714551630,free,
sub_4,gone@example.org,invalid,1714551630,free,`,
    [
      'in@example.org active',
      'wait@example.org pending',
      'out@example.org unsubscribed',
      'gone@example.org suppressed',
    ],
  ],
  [
    'keila',
    `Email,First name,Last name,Data,Status,External ID
in@example.org,Ada,L,,active,
out@example.org,Bob,M,,unsubscribed,
gone@example.org,Bob,M,,unreachable,`,
    ['in@example.org active', 'out@example.org unsubscribed', 'gone@example.org suppressed'],
  ],
  [
    'phplist',
    `"email","confirmed","blacklisted","optedin","bouncecount","entered","modified","htmlemail"
"in@example.org","1","0","1","0","2024-05-01 08:20:30","x","1"
"wait@example.org","0","0","0","0","2024-05-01 08:20:30","x","1"
"black@example.org","1","1","1","3","2024-05-01 08:20:30","x","1"`,
    ['in@example.org active', 'wait@example.org pending', 'black@example.org suppressed'],
  ],
  [
    'mautic',
    `id,firstname,lastname,email,points,stage,donotcontact
1,Ada,L,in@example.org,3,,
2,Bob,M,out@example.org,3,,1`,
    ['in@example.org active', 'out@example.org unsubscribed'],
  ],
  [
    'brevo',
    `EMAIL,LASTNAME,FIRSTNAME,EMAIL_BLACKLISTED,SMS_BLACKLISTED,ADDED_TIME
in@example.org,A,Ada,No,Yes,31/12/2024
out@example.org,B,Bob,Yes,No,31/12/2024`,
    ['in@example.org active', 'out@example.org suppressed'],
  ],
  [
    'sendy',
    `Name,Email,Status,Last activity
Ada,in@example.org,Subscribed,2024
Bob,out@example.org,Unsubscribed,2024
Cy,wait@example.org,Unconfirmed,2024
Di,gone@example.org,Bounced,2024
Ed,cmp@example.org,Marked as spam,2024`,
    [
      'in@example.org active',
      'out@example.org unsubscribed',
      'wait@example.org pending',
      'gone@example.org suppressed',
      'cmp@example.org suppressed',
    ],
  ],
  [
    'usesend',
    `email,firstName,lastName,subscribed,createdAt,unsubscribeReason
in@example.org,Ada,L,true,2024-05-01T08:20:30Z,
out@example.org,Bob,M,false,2024-05-01T08:20:30Z,UNSUBSCRIBED`,
    ['in@example.org active', 'out@example.org unsubscribed'],
  ],
  [
    'plunk',
    `id,email,subscribed,createdAt,data
1,in@example.org,true,2024-05-01T08:20:30Z,
2,out@example.org,false,2024-05-01T08:20:30Z,`,
    ['in@example.org active', 'out@example.org unsubscribed'],
  ],
  [
    'emailoctopus',
    `Email address,First name,Status
in@example.org,Ada,SUBSCRIBED
wait@example.org,Cy,PENDING
out@example.org,Bob,UNSUBSCRIBED`,
    ['in@example.org active', 'wait@example.org pending', 'out@example.org unsubscribed'],
  ],
];

describe('an export of another service', () => {
  test.each(EXPORTS)('%s: who had left stays out', async (service, csv, states) => {
    expect(await statesOf(csv)).toEqual({service, states});
  });

  test('is known by its whole header: one column more that may say no, and nothing is read', async () => {
    const opened = await openCsv(
      pieces(
        'Email address,First name,Last name,Email status,Email permission ' +
          'status\nin@example.org,A,B,Active,Implicit\n',
      ),
    );
    expect(opened).toMatchObject({kind: 'refused', isUnclear: true});
    expect(opened.kind === 'refused' && opened.reason).toContain('"Email permission status"');
    expect(opened.kind === 'refused' && opened.reason).toContain('--ignore "Email permission status"');
  });

  test('is not guessed from one column', async () => {
    expect((await statesOf('email_address\nin@example.org\n')).service).toBeNull();
    expect(await statesOf('Email address,Status\nout@example.org,Unsubscribed\n')).toEqual({
      service: null,
      states: ['out@example.org unsubscribed'],
    });
  });
});

describe('a plain good file needs no word of the operator', () => {
  test.each([
    [
      'ordinary columns',
      'name,email,country,signup source,tags\nAda,in@example.org,DE,website,"news, boats"',
    ],
    [
      'habits',
      'email,last_open,opens,vip,Birthday\nin@example.org,2024-05-01,3,no,\nin2@example.org,,0,yes,1990-01-01',
    ],
    ['nothing but addresses', 'in@example.org\nin2@example.org'],
  ])('%s', async (_, csv) => {
    const opened = await openCsv(pieces(csv));
    if (opened.kind === 'refused') throw new Error(opened.reason);
    const watched = watchColumns(opened.plan);
    for await (const rows of opened.rows) watched.see(rows);
    expect(watched.unclear()).toBeNull();
    expect((await statesOf(csv)).states[0]).toBe('in@example.org active');
  });

  test.each([
    ['utf16le', [0xff, 0xfe]],
    ['be', [0xfe, 0xff]],
  ])('UTF-16 with its mark: %s', async (order, mark) => {
    const text = Buffer.from(
      'email,name,status\r\nin@example.org,Ada Müller,\r\nout@example.org,Bo,left',
      'utf16le',
    );
    const bytes = Buffer.concat([Buffer.from(mark), order === 'be' ? text.swap16() : text]);
    const opened = await openCsv(oneByOne(bytes));
    if (opened.kind === 'refused') throw new Error(opened.reason);
    const cells: string[][] = [];
    for await (const rows of opened.rows) cells.push(...rows.map(row => row.cells));
    expect(cells).toEqual([
      ['in@example.org', 'Ada Müller', ''],
      ['out@example.org', 'Bo', 'left'],
    ]);
  });
});

async function* oneByOne(bytes: Buffer) {
  for (const [at] of bytes.entries()) yield bytes.subarray(at, at + 1);
}

test('a date in a column of who subscribed is when; a number that means no is none', async () => {
  const opened = await openCsv(pieces('email,subscribed\na@example.org,2024-03-01\nb@example.org,0'));
  if (opened.kind === 'refused') throw new Error(opened.reason);
  const {plan} = opened;
  for await (const rows of opened.rows)
    expect(rows.map(row => parseRow(row, plan, {confirmed: true, consentText: 'x', now: NOW}))).toMatchObject(
      [
        {candidate: {draft: {state: 'active', createdAt: Date.UTC(2024, 2, 1)}}},
        {candidate: {draft: {state: 'unsubscribed'}}},
      ],
    );
});
