import {afterEach, beforeEach, expect, test} from 'vitest';
import {mintToken} from '../../../src/subscribers/tokens.ts';
import {webApp} from '../../../src/web/app.ts';
import {webDepsOf} from '../../../src/web/deps.ts';
import {type Newsletter, openNewsletter} from '../../support/newsletter.ts';
import {everythingUnder} from '../../support/redis-text.ts';
import {form} from '../../support/test-site.ts';

const SECRET = 'canary-secret-that-is-long-enough-for-us';
const ADMIN = 'canary-admin-token-that-is-long-enough-x';
const ADDRESS = 'canary-reader@example.org';

let newsletter: Newsletter;
beforeEach(async () => {
  newsletter = await openNewsletter({
    environment: {
      TOKEN_SECRETS: SECRET,
      ADMIN_TOKEN: ADMIN,
      RESEND_API_KEY: 'canary-key',
      TRUST_PROXY: '1',
    },
  });
});
afterEach(() => newsletter.close());

test('no address, visitor, token or secret stands in a queue or on an error page', async () => {
  const {paperboy} = newsletter;
  const app = webApp(webDepsOf(paperboy));
  await newsletter.edition();
  const post = (path: string, body?: RequestInit['body'], headers: Record<string, string> = {}) =>
    app.request(path, {method: 'POST', body: body ?? '', headers});
  await post('/subscribe', form({email: ADDRESS}), {'x-forwarded-for': '203.0.113.77'});
  const asking = (await paperboy.stores.subscribers.find(ADDRESS)) ?? {id: null, number: 0, epoch: 0};
  const token = (scope: 'confirm' | 'manage' | 'opinion' | 'unsubscribe' | 'revoke') =>
    mintToken({keys: paperboy.linkKeys, scope, reader: asking, epoch: asking.epoch, expiresAt: null});
  const tokens = [token('confirm'), token('manage'), token('opinion'), token('unsubscribe'), token('revoke')];
  await post(`/confirm/${token('confirm')}`, form({latest: 'yes'}));
  await post(`/manage/${token('manage')}/links`);
  await post(`/revoke/${token('revoke')}`, form({sure: 'yes'}));

  const errors = await Promise.all([
    app.request(`/nothing/${token('manage')}?email=${ADDRESS}`),
    app.request(`/manage/${token('unsubscribe')}`),
    app.request(`/manage/${token('manage')}`),
    app.request(`/opinion/${token('opinion')}/2603.10000`),
    post(`/opinion/${token('unsubscribe')}/2603.10000`, form({opinion: 'more'})),
    post('/subscribe', form({email: `${ADDRESS} x`})),
    post('/subscribe', `email=${ADDRESS}&x=${'a'.repeat(17_000)}`, {
      'content-type': 'application/x-www-form-urlencoded',
    }),
    post('/subscribe', ADDRESS, {'content-encoding': 'gzip'}),
    post('/privacy', form({email: ADDRESS})),
    post('/api/subscribe', JSON.stringify({email: ADDRESS}), {origin: 'https://evil.example.net'}),
    post('/admin/editions/2026-03-12/resend', '{}', {authorization: 'Bearer wrong'}),
    post('/admin/login', form({token: `${ADMIN}x`}), {'x-forwarded-for': '203.0.113.77'}),
    post('/admin/stop', form({mark: ADMIN, reason: ADDRESS})),
    app.request(`/admin/editions/2026-03-12?token=${ADMIN}`),
  ]);
  expect(errors.map(({status}) => status)).toEqual([
    404, 404, 410, 410, 404, 422, 413, 415, 405, 403, 401, 403, 403, 403,
  ]);
  const pages = await Promise.all(errors.map(answer => answer.text()));
  // No worker runs here, so nothing that was asked of the queue is done and gone.
  const queue = await everythingUnder(newsletter.redis, '{test}:*');
  for (const letter of ['confirm', 'welcome', 'revoke-link', 'manage-link'])
    expect(queue).toContain(`letter-${letter}-1-`);
  for (const secret of [SECRET, ADMIN, 'canary-key', '203.0.113.77', ...tokens]) {
    expect(queue).not.toContain(secret);
    expect(pages.join('\n')).not.toContain(secret);
  }
  expect(queue).not.toContain('canary-reader');
  // The form that is given back to be mended holds what its own visitor typed; no other page does.
  const others = pages.filter((_, place) => errors[place]?.status !== 422);
  expect(others.join('\n')).not.toContain('canary-reader');
});
