import {HOUR} from '../../src/clock.ts';
import type {Scenario, Scene} from '../scenario.ts';
import {tellEvent, WEBHOOK_SECRET, type WebhookEvent} from '../world/visitors.ts';
import {killPages, killWorkers, slowCalls} from './processes.ts';

const UNHURRIED = {RESEND_RATE: '6'};

const leaveSome = async ({random, addresses, paperboy, left, sleep}: Scene): Promise<void> => {
  for (let leaver = 0; leaver < 20; leaver += 1) {
    await sleep(random.whole(0, 60));
    const address = addresses[random.whole(0, addresses.length - 1)] ?? '';
    left.add(address);
    const {subscribers} = paperboy;
    const number = (await subscribers.find(address))?.number ?? 0;
    await subscribers.unsubscribe({number, via: 'link'});
  }
};

/** An operator who looks what is unsent or failed, and has it sent again. */
const pressResend = async ({paperboy, edition, random, sleep, note}: Scene): Promise<void> => {
  await sleep(random.whole(0, 2000));
  const to = [{kind: 'unsent' as const}, {kind: 'failed' as const}];
  const seen = await paperboy.sending.dryRunResend({edition, to});
  if (seen.kind === 'refused') return;
  note();
  await paperboy.sending.resend({edition, to, confirm: seen.eligible, who: 'chaos', why: null});
};

const TOLD_LATE_MS = 27 * HOUR;

/**
 * What Resend tells of every mail that it took: sent, delayed, delivered. A fifth of what leads up to the
 * delivery is never told, a third of all is told three times, the last fifth 27 hours late, all of it in no
 * order, while pages and workers die.
 */
const tellReceipts = async (scene: Scene): Promise<void> => {
  const {random, crew, resend, addresses, until, note} = scene;
  await until(async () => (await resend.inboxes()).size === addresses.length);
  const events = (await resend.mails()).flatMap(mail =>
    ['email.sent', 'email.delivery_delayed', 'email.delivered'].flatMap((type): WebhookEvent[] => {
      if (type !== 'email.delivered' && random.fraction() < 0.2) return [];
      const event = {mail, type};
      return random.fraction() < 0.33 ? [event, event, event] : [event];
    }),
  );
  const told = shuffled(events, scene);
  const inTime = Math.ceil(told.length * 0.8);
  await tellSideBySide(scene, told.slice(0, inTime), 0);
  note();
  await resend.advance(TOLD_LATE_MS);
  crew.setClock(TOLD_LATE_MS);
  await tellSideBySide(scene, told.slice(inTime), TOLD_LATE_MS);
};

const CALLERS = 8;

const tellSideBySide = async (scene: Scene, events: WebhookEvent[], offsetMs: number): Promise<void> => {
  const waiting = events.values();
  const tell = async () => {
    for (const event of waiting) await tellEvent(scene, event, offsetMs);
  };
  await Promise.all(Array.from({length: CALLERS}, tell));
};

const shuffled = <Value>(values: Value[], {random}: Scene): Value[] =>
  values
    .map(value => ({value, place: random.fraction()}))
    .sort((a, b) => a.place - b.place)
    .map(({value}) => value);

/** Every mail has its delivery noted, once: what was told twice, late or before its turn changes nothing. */
const everyDeliveryIsNoted = async ({paperboy, edition, addresses}: Scene): Promise<boolean> => {
  const status = await paperboy.sending.status(edition);
  return status?.receipts.delivered === addresses.length && status.receipts.delayed === 0;
};

export const peopleScenarios: Scenario[] = [
  {
    name: 'readers-leave',
    says: 'twenty readers leave while it is being sent, and a worker is killed',
    rounds: 20,
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: async scene => {
      await Promise.all([leaveSome(scene), killWorkers(scene, {kills: 1, withinMs: 1000})]);
    },
  },
  {
    name: 'resend-pressed',
    says: 'an operator presses re-send (unsent, failed) five times in mid-send, and a worker is killed',
    rounds: 50,
    environment: UNHURRIED,
    fakeResend: slowCalls,
    play: async scene => {
      const presses = Array.from({length: 5}, () => pressResend(scene));
      await Promise.all([...presses, killWorkers(scene, {kills: 1, withinMs: 1500})]);
    },
  },
  {
    name: 'receipts-in-disorder',
    says: 'webhooks dropped, tripled, shuffled and 27 hours late while workers and the pages are killed',
    rounds: 200,
    readers: 100,
    roles: ['worker', 'worker', 'reconciler', 'web'],
    environment: {RESEND_WEBHOOK_SECRET: WEBHOOK_SECRET},
    play: async scene => {
      await Promise.all([
        tellReceipts(scene),
        killWorkers(scene, {kills: 2, withinMs: 3000}),
        killPages(scene, {kills: 2, withinMs: 1500}),
      ]);
    },
    isOver: everyDeliveryIsNoted,
  },
];
