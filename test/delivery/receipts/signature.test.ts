import {Resend} from 'resend';
import {expect, test} from 'vitest';
import {parseConfig} from '../../../src/config.ts';
import {checkSignature, type SignedCall} from '../../../src/delivery/receipts/signature.ts';
import {signedCall, WEBHOOK_SECRET} from '../../support/webhook-events.ts';

const NOW = Date.UTC(2026, 2, 13, 9);
const OLDER_SECRET = `whsec_${Buffer.from('an older key of the tests, long!').toString('base64')}`;

const event = {type: 'email.delivered', data: {tags: {edition: '2026-03-12'}}};
const good = signedCall({event, id: 'msg_1', now: NOW});

const check = (call: SignedCall, secrets = [WEBHOOK_SECRET], now = NOW) =>
  checkSignature({secrets, call, now});

test('what we take for signed, Resend’s own SDK takes for signed', () => {
  const now = Date.now();
  const call = signedCall({event, id: 'msg_1', now});
  const {id, timestamp, signature} = call;
  const sdk = new Resend('re_no_key').webhooks;
  expect(
    sdk.verify({
      payload: call.body.toString(),
      headers: {id, timestamp, signature},
      webhookSecret: WEBHOOK_SECRET,
    }),
  ).toEqual(event);
  expect(check(call, [WEBHOOK_SECRET], now)).toEqual({kind: 'signed'});
});

test('while a secret is rotated, on either side, the call holds', () => {
  const both = signedCall({event, id: 'msg_1', now: NOW, secrets: [OLDER_SECRET, WEBHOOK_SECRET]});
  expect(check(both)).toEqual({kind: 'signed'});
  expect(check(good, [OLDER_SECRET, WEBHOOK_SECRET])).toEqual({kind: 'signed'});
});

test.each([-300, 300])('a call that was signed %i s from now still holds', offS => {
  expect(check(good, [WEBHOOK_SECRET], NOW + offS * 1000)).toEqual({kind: 'signed'});
});

test.each([
  [301, 'it was signed 301 s ago'],
  [-301, "it was signed 301 s ahead of this machine's clock"],
])(
  'one that was signed %i s ago does not, and the reason tells how far the clocks are apart',
  (offS, because) => {
    expect(check(good, [WEBHOOK_SECRET], NOW + offS * 1000)).toEqual({kind: 'refused', because});
  },
);

const [, base64 = ''] = good.signature.split(',');
const forged: [string, SignedCall][] = [
  ['no signature', {...good, signature: ''}],
  ['no id', {...good, id: ''}],
  ['no timestamp', {...good, timestamp: ''}],
  ['a timestamp with more than digits', {...good, timestamp: `${good.timestamp} `}],
  ['a fraction of a second', {...good, timestamp: `${good.timestamp}.0`}],
  ['another id', {...good, id: 'msg_2'}],
  ['another time within the tolerance', {...good, timestamp: String(Number(good.timestamp) + 1)}],
  ['a body with a space more', {...good, body: Buffer.from(`${good.body} `)}],
  [
    'a body that was parsed and written again',
    {...good, body: Buffer.from(JSON.stringify(JSON.parse(good.body.toString()), null, 1))},
  ],
  ['the asymmetric version', {...good, signature: `v1a,${base64}`}],
  ['no version', {...good, signature: base64}],
  ['half a signature', {...good, signature: good.signature.slice(0, -10)}],
  ['an empty signature', {...good, signature: 'v1,'}],
  ['another secret', signedCall({event, id: 'msg_1', now: NOW, secrets: [OLDER_SECRET]})],
  ['a key of no bytes', signedCall({event, id: 'msg_1', now: NOW, secrets: ['whsec_']})],
  ['a body of no bytes', {...good, body: Buffer.alloc(0)}],
];

test.each(forged)('%s is refused', (_, call) => {
  expect(check(call)).toMatchObject({kind: 'refused'});
});

test('a secret of no bytes opens nothing, and the configuration does not take it', () => {
  const call = signedCall({event, id: 'msg_1', now: NOW, secrets: ['whsec_']});
  expect(check(call, ['whsec_', ''])).toMatchObject({kind: 'refused'});
  for (const secret of ['whsec_', 'whsec_c2hvcnQ=', 'a word', 'whsec_{}'])
    expect(parseConfig({RESEND_WEBHOOK_SECRET: secret})).toEqual({
      kind: 'problems',
      problems: ['RESEND_WEBHOOK_SECRET: each secret must be as Resend shows it, whsec_…'],
    });
  const two = parseConfig({RESEND_WEBHOOK_SECRET: `${WEBHOOK_SECRET}, ${OLDER_SECRET}`});
  expect(two).toMatchObject({config: {RESEND_WEBHOOK_SECRET: [WEBHOOK_SECRET, OLDER_SECRET]}});
});
