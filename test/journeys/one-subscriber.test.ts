import {afterEach, beforeEach, expect, test} from 'vitest';
import {type Instance, isDigest, linkIn, openInstance} from './running-instance.ts';

let instance: Instance;
beforeEach(async () => {
  instance = await openInstance();
});
afterEach(() => instance.close());

const send = async (day: string) => {
  await instance.buildEdition(day);
  return instance.sendEdition(day);
};

test('a subscriber is asked, confirms, gets the digest, leaves with one click, gets no more', async () => {
  const ada = 'ada@example.org';
  const {desk, origin, mailsTo, subscriber} = instance;
  expect((await desk.paperboy('subscribers', 'add', ada)).err).toBe('');
  await expect.poll(async () => (await mailsTo(ada)).length).toBe(1);
  expect(await send('2026-03-10')).toMatchObject({counts: {audience: 0}});

  const [letter = ''] = await mailsTo(ada);
  const confirm = `${origin}${linkIn(letter, 'confirm')}`;
  expect((await fetch(confirm)).status).toBe(200);
  expect(await subscriber(ada)).toMatchObject({state: 'pending'});
  expect((await fetch(confirm, {method: 'POST'})).status).toBe(200);
  expect(await subscriber(ada)).toMatchObject({state: 'active'});

  expect(await send('2026-03-11')).toMatchObject({counts: {audience: 1, accepted: 1}});
  const digest = (await mailsTo(ada)).find(isDigest) ?? '';
  const oneClick = await fetch(`${origin}${linkIn(digest, 'unsubscribe')}`, {
    method: 'POST',
    headers: {'content-type': 'application/x-www-form-urlencoded'},
    body: 'List-Unsubscribe=One-Click',
  });
  expect(oneClick.status).toBe(200);
  expect(await subscriber(ada)).toMatchObject({state: 'unsubscribed', stateReason: 'left by one click'});

  const before = (await mailsTo(ada)).filter(isDigest);
  expect(await send('2026-03-12')).toMatchObject({counts: {audience: 0, accepted: 0}});
  expect((await mailsTo(ada)).filter(isDigest)).toEqual(before);
  expect(before).toHaveLength(1);
});
