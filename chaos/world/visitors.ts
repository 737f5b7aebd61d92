import {createHmac} from 'node:crypto';
import {mintToken} from '../../src/subscribers/tokens.ts';
import type {AcceptedMail} from '../fake-resend/types.ts';
import type {Scene} from '../scenario.ts';

/**
 * Who comes to the pages over HTTP: readers who leave by one click, and Resend with its webhooks. Both come
 * again until they are answered.
 */

const SECRET = Buffer.from('the webhook secret of the chaos bench').toString('base64');

/** What the processes are told, so that they know whose webhooks they take. */
export const WEBHOOK_SECRET = `whsec_${SECRET}`;

type Post = {path: string; headers?: Record<string, string>; body: string | Buffer};

/** Posts until the answer is a 200; a process that is down just now is up again soon. */
const postUntilTaken = async ({webUrl, until}: Scene, {path, headers = {}, body}: Post): Promise<void> => {
  await until(async () => {
    try {
      const response = await fetch(`${webUrl}${path}`, {method: 'POST', headers, body: Buffer.from(body)});
      await response.arrayBuffer();
      return response.status === 200;
    } catch {
      // Refused or broken off in mid-answer: whether it counted is not known, so that it is pressed again.
      return false;
    }
  });
};

/**
 * So many readers, each at a moment of their own, press "leave" in the mail client; who was answered has
 * left.
 */
export const leaveByOneClick = async (scene: Scene, leavers: number): Promise<void> => {
  const {random, addresses, paperboy, left, sleep, note, insist} = scene;
  for (let leaver = 0; leaver < leavers; leaver += 1) {
    await sleep(random.whole(0, 250));
    const address = addresses[random.whole(0, addresses.length - 1)] ?? '';
    const reader = (await paperboy.stores.subscribers.find(address)) ?? {id: null, number: 0};
    left.add(address);
    note();
    const token = mintToken({
      keys: paperboy.linkKeys,
      scope: 'unsubscribe',
      reader,
      epoch: 0,
      expiresAt: null,
    });
    const form = {'content-type': 'application/x-www-form-urlencoded'};
    await postUntilTaken(scene, {
      path: `/unsubscribe/${token}`,
      headers: form,
      body: 'List-Unsubscribe=One-Click',
    });
    insist(
      (await paperboy.stores.subscribers.find(address))?.state === 'unsubscribed',
      'who was answered had left',
    );
  }
};

export type WebhookEvent = {mail: AcceptedMail; type: string};

/**
 * Tells of an event as Resend does, signed at the moment of this try; `offsetMs` is how far the processes'
 * clocks are off.
 */
export const tellEvent = async (
  scene: Scene,
  {mail, type}: WebhookEvent,
  offsetMs: number,
): Promise<void> => {
  const id = `msg_${mail.id}_${type}`;
  const timestamp = String(Math.floor((Date.now() + offsetMs) / 1000));
  const data = {
    email_id: mail.id,
    from: mail.from,
    to: mail.recipients,
    subject: mail.subject,
    tags: mail.tags,
  };
  const body = JSON.stringify({type, created_at: new Date().toISOString(), data});
  const mac = createHmac('sha256', Buffer.from(SECRET, 'base64')).update(`${id}.${timestamp}.${body}`);
  const headers = {
    'content-type': 'application/json',
    'svix-id': id,
    'svix-timestamp': timestamp,
    'svix-signature': `v1,${mac.digest('base64')}`,
  };
  scene.note();
  await postUntilTaken(scene, {path: '/webhooks/resend', headers, body});
};
