import {randomUUID} from 'node:crypto';
import {withPermit} from '../delivery/rate/with-permit.ts';
import {openWatchRecords} from '../instance/noes/watch-records.ts';
import {batchOf} from '../mail/body/batch.ts';
import {operatorMail} from '../mail/body/operator-mail.ts';
import {bodyFor, type Sender, sentenceOf} from '../ops/telling/alert-body.ts';
import {findTroubles} from '../ops/telling/find-troubles.ts';
import type {Channel, Message} from '../ops/telling/message.ts';
import {openTellOutage} from '../ops/telling/outage.ts';
import {type PostResult, postJson} from '../ops/telling/post-json.ts';
import {readTroubleFacts} from '../ops/telling/read-trouble-facts.ts';
import {openTellingStore} from '../ops/telling/telling-store.ts';
import {deliverMessages} from '../use-cases/telling/deliver-messages.ts';
import {noteAudience} from '../use-cases/telling/note-audience.ts';
import {watchTroubles} from '../use-cases/telling/watch-troubles.ts';
import type {Foundation} from './foundation.ts';
import type {Sending} from './sending.ts';

export type Telling = ReturnType<typeof wireTelling>;

/** How an operator is told, before they ask, and programs of what happens. */
export const wireTelling = (
  foundation: Foundation,
  {findOverdue, countWaiting, status}: Pick<Sending, 'findOverdue' | 'countWaiting' | 'status'>,
) => {
  const {config, problems, clock} = foundation;
  const telling = openTellingStore(foundation);
  const readFacts = () => readTroubleFacts({...foundation, findOverdue, countWaiting, status});
  const channels: Channel[] = [
    ...(config.OPERATOR_EMAIL !== undefined && problems.length === 0 ? (['email'] as const) : []),
    ...(config.ALERT_URL === undefined ? [] : (['alert'] as const)),
  ];
  const newId = () => `msg_${randomUUID()}`;
  const deps = {
    ...foundation,
    telling,
    readFacts,
    channels,
    newId,
    hasEvents: config.EVENTS_URL !== undefined,
  };
  const deliver = (id: string, message: Message) => deliverBy(foundation, id, message);
  const post = config.ALERT_URL === undefined ? null : deliver;
  return {
    /** A look at whether Redis is away, for the one process that tells of it. */
    tellOutage: openTellOutage({...deps, trouble: foundation.link.trouble, post}),
    watchRecords: openWatchRecords(foundation),
    /** By state; cheap, however many there are. */
    countSubscribers: foundation.subscribers.stats,
    /** All that troubles are found in. */
    readFacts,
    /** Everything that needs a person now. */
    troubles: async () => findTroubles(await readFacts()),
    noteAudience: () => noteAudience(foundation),
    watchTroubles: () => watchTroubles(deps),
    deliverMessages: () => deliverMessages({...foundation, telling, deliver}),
    /** Whether this process is the one that looks in this minute. */
    takeTurn: telling.takeTurn,
    messagesWaiting: telling.waiting,
    tellOfSubscriber: async (type: string, subscriber: string): Promise<void> => {
      if (config.EVENTS_URL === undefined) return;
      const message = {channel: 'events', type, at: clock.now(), data: {subscriber}, attempts: 0} as const;
      await telling.add(new Map([[newId(), message]]), clock.now());
    },
  };
};

const deliverBy = (foundation: Foundation, id: string, message: Message): Promise<PostResult> => {
  const {config, clock, instance} = foundation;
  const sender: Sender = {
    name: config.SITE_NAME,
    instance: instance.id,
    adminUrl: `${config.PUBLIC_URL}/admin`,
  };
  if (message.channel === 'email') return mailOperator(foundation, {id, message, sender});
  const url = message.channel === 'alert' ? config.ALERT_URL : config.EVENTS_URL;
  // Nobody is named any more.
  if (url === undefined) return Promise.resolve({kind: 'gone'});
  const body = bodyFor(url, message, sender);
  return postJson({url, body, id, now: clock.now(), secret: config.ALERT_SECRET ?? null});
};

const mailOperator = async (
  foundation: Foundation,
  {id, message, sender}: {id: string; message: Message; sender: Sender},
): Promise<PostResult> => {
  const {config, transport, lettersLetterhead, instanceId} = foundation;
  if (config.OPERATOR_EMAIL === undefined) return {kind: 'gone'};
  const line = sentenceOf(message, sender);
  const mail = operatorMail({
    ...{letterhead: lettersLetterhead, to: config.OPERATOR_EMAIL},
    subject: line.length > 120 ? `${line.slice(0, 119)}…` : line,
    paragraphs: [line, `At ${new Date(message.at).toISOString()}. See ${sender.adminUrl}`],
  });
  const call = {key: `${instanceId}/told/${id}`, batch: batchOf([mail])};
  const answer = await withPermit(foundation, () => transport.send(call));
  if (answer?.kind === 'accepted') return {kind: 'taken'};
  return {kind: 'failed', reason: answer?.reason ?? 'no permit for a call within a minute'};
};
