import {createHmac} from 'node:crypto';
import type {SignedCall} from '../../src/delivery/receipts/signature.ts';
import {WEBHOOK_SECRET} from '../newsletter.ts';
import type {TakenMail} from '../resend/provider.ts';
import {insist, type Stage} from '../stage.ts';
import {openRandom} from '../world/chance.ts';

/** What becomes of a mail, as the provider tells it by webhook: again and again until it is heard. */
export const setWebhooks = (stage: Stage): void => {
  const {world, diary} = stage;
  const {time, provider} = world;
  const random = openRandom(`webhooks/${world.trace.steps}`);
  provider.onTaken.push(mail => {
    const type = random.oneIn(12) ? random.pick(UNHAPPY) : 'email.delivered';
    const times = random.oneIn(5) ? 2 : 1;
    for (let time_ = 0; time_ < times; time_ += 1)
      time.after(500 + random.pick([5000, 20_000, 90_000]) * random.fraction(), () =>
        insist(
          stage,
          'web-1',
          {
            ask: async ({sending}) => {
              const taken = await sending.takeWebhook(signed(mail, type, time.now));
              if (taken.kind !== 'taken') throw new Error(taken.kind);
            },
          },
          () => {
            if (type !== 'email.delivered') diary.complained.add(mail.to);
            if (mail.letter === '') diary.told.push({...mail, kind: KINDS[type]});
          },
        ),
      );
  });
};

const KINDS = {
  'email.delivered': 'delivered',
  'email.bounced': 'bounced',
  'email.complained': 'complained',
} as const;

const UNHAPPY: readonly ['email.bounced', 'email.complained'] = ['email.bounced', 'email.complained'];

const signed = (mail: TakenMail, type: keyof typeof KINDS, now: number): SignedCall => {
  const event = {
    type,
    created_at: new Date(now).toISOString(),
    data: {
      ...{email_id: mail.id, from: 'Papers <digest@example.org>', to: [mail.to], tags: mail.tags},
      ...(type === 'email.bounced' ? {bounce: {type: 'Permanent'}} : {}),
    },
  };
  const body = Buffer.from(JSON.stringify(event));
  const id = `${type}/${mail.id}`;
  const timestamp = String(Math.floor(now / 1000));
  const key = Buffer.from(WEBHOOK_SECRET.slice('whsec_'.length), 'base64');
  const signature = `v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`;
  return {id, timestamp, signature, body};
};
