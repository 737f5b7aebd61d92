import {createHmac} from 'node:crypto';
import {leave} from '../../src/subscribers/leave.ts';
import type {AcceptedMail} from '../resend-stand-in/types.ts';
import type {Scenario, Scene} from '../scenario.ts';
import {killWorkers, slowCalls} from './processes.ts';

const UNHURRIED = {RESEND_RATE: '6'};

const leaveSome = async ({random, addresses, paperboy, left, sleep}: Scene): Promise<void> => {
  for (let leaver = 0; leaver < 20; leaver += 1) {
    await sleep(random.whole(0, 60));
    const address = addresses[random.whole(0, addresses.length - 1)] ?? '';
    left.add(address);
    const {subscribers, clock} = paperboy;
    const number = (await subscribers.find(address))?.number ?? 0;
    await leave({subscribers, number, now: clock.now(), how: 'left by one click'});
  }
};

/** An operator who looks what is unsent or failed, and has it sent again. */
const pressResend = async ({paperboy, edition, random, sleep, note}: Scene): Promise<void> => {
  await sleep(random.whole(0, 2000));
  const wishes = [{kind: 'unsent' as const}, {kind: 'failed' as const}];
  const seen = await paperboy.dryRunResend({edition, wishes});
  if (seen.kind === 'refused') return;
  note();
  await paperboy.resend({edition, wishes, confirm: seen.eligible, who: 'chaos', why: null});
};

const SECRET = Buffer.from('the webhook secret of the chaos bench').toString('base64');

/** An event as Resend signs and sends it. */
const signedEvent = (mail: AcceptedMail, type: string) => {
  const id = `msg_${mail.id}_${type}`;
  const timestamp = String(Math.floor(Date.now() / 1000));
  const body = Buffer.from(
    JSON.stringify({
      type,
      created_at: new Date().toISOString(),
      data: {email_id: mail.id, from: mail.from, to: mail.recipients, subject: mail.subject, tags: mail.tags},
    }),
  );
  const mac = createHmac('sha256', Buffer.from(SECRET, 'base64')).update(`${id}.${timestamp}.`).update(body);
  return {id, timestamp, signature: `v1,${mac.digest('base64')}`, body};
};

/**
 * What Resend tells of every mail that it took: sent, delayed, delivered. A fifth of what leads up to the delivery is never
 * told, a third of all is told three times, all of it in no order, while workers die.
 */
const tellReceipts = async (scene: Scene): Promise<void> => {
  const {random, resend, paperboy, addresses, until, note} = scene;
  await until(async () => (await resend.inboxes()).size === addresses.length);
  const events = (await resend.mails()).flatMap(mail =>
    ['email.sent', 'email.delivery_delayed', 'email.delivered'].flatMap(type => {
      if (type !== 'email.delivered' && random.fraction() < 0.2) return [];
      const event = signedEvent(mail, type);
      return random.fraction() < 0.33 ? [event, event, event] : [event];
    }),
  );
  for (const event of shuffled(events, scene)) {
    note();
    await paperboy.takeWebhook(event);
  }
};

const shuffled = <Value>(values: Value[], {random}: Scene): Value[] =>
  values
    .map(value => ({value, place: random.fraction()}))
    .sort((a, b) => a.place - b.place)
    .map(({value}) => value);

/** Every mail has its delivery noted, once: what was told twice, late or before its turn changes nothing. */
const everyDeliveryIsNoted = async ({paperboy, edition, addresses}: Scene): Promise<boolean> => {
  const status = await paperboy.status(edition);
  return status?.receipts.delivered === addresses.length && status.receipts.delayed === 0;
};

export const peopleScenarios: Scenario[] = [
  {
    name: 'readers-leave',
    says: 'twenty readers leave while it is being sent, and a worker is killed',
    rounds: 20,
    environment: UNHURRIED,
    standIn: slowCalls,
    play: async scene => {
      await Promise.all([leaveSome(scene), killWorkers(scene, {kills: 1, withinMs: 1000})]);
    },
  },
  {
    name: 'resend-pressed',
    says: 'an operator presses re-send (unsent, failed) five times in mid-send, and a worker is killed',
    rounds: 50,
    environment: UNHURRIED,
    standIn: slowCalls,
    play: async scene => {
      const presses = Array.from({length: 5}, () => pressResend(scene));
      await Promise.all([...presses, killWorkers(scene, {kills: 1, withinMs: 1500})]);
    },
  },
  {
    name: 'receipts-in-disorder',
    says: 'webhooks dropped, tripled and shuffled while workers are killed',
    rounds: 200,
    environment: {RESEND_WEBHOOK_SECRET: `whsec_${SECRET}`},
    play: async scene => {
      await Promise.all([tellReceipts(scene), killWorkers(scene, {kills: 2, withinMs: 3000})]);
    },
    isOver: everyDeliveryIsNoted,
  },
];
