import {consentHash} from '../../../subscribers/store/consent-texts.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import type {AllKeptOfReaders, Subscriber} from '../../../subscribers/subscriber.ts';
import {type DeliveriesDeps, deliveriesOf} from './load-deliveries.ts';

export type ExportDataDeps = DeliveriesDeps & {
  subscribers: Pick<Subscribers, 'read' | 'newAddresses' | 'previousAddresses'>;
  keptOfReaders: AllKeptOfReaders;
};

/** Everything that is kept of one subscriber. */
export type SubscriberData = NonNullable<Awaited<ReturnType<typeof exportSubscriberData>>>;

/**
 * Everything that is kept of one subscriber, for their own eyes (GDPR articles 15 and 20): a value that is
 * JSON as it stands, with times in ISO form. Null for nobody.
 */
export const exportSubscriberData = async (deps: ExportDataDeps, number: number) => {
  const data = await loadData(deps, number);
  deps.log.debug({event: 'data.exported', outcome: data ? 'exported' : 'unknown', subscriber: number});
  return data;
};

const loadData = async (deps: ExportDataDeps, number: number) => {
  const [subscriber] = await deps.subscribers.read([number]);
  if (!subscriber) return null;
  const newAddress = await deps.subscribers.newAddresses.find(number);
  const previous = await deps.subscribers.previousAddresses.find(number);
  return {
    ...personOf(subscriber),
    newAddress: newAddress && {address: newAddress.address, askedAt: toIso(newAddress.askedAt)},
    previousAddress: previous && {address: previous.address, changedAt: toIso(previous.changedAt)},
    ...(await allKeptOf(deps, number)),
    mails: await deliveriesOf(deps, {number}),
  };
};

const allKeptOf = async ({keptOfReaders}: Pick<ExportDataDeps, 'keptOfReaders'>, number: number) => {
  const all: Record<string, unknown> = {};
  for (const [name, kept] of Object.entries(keptOfReaders)) all[name] = await kept.of(number);
  return all;
};

const personOf = ({consent, leaveReason, ...subscriber}: Subscriber) => ({
  number: subscriber.number,
  id: subscriber.id,
  address: subscriber.address,
  name: subscriber.name,
  state: subscriber.state,
  stateReason: subscriber.stateReason,
  stateAt: toIso(subscriber.stateAt),
  createdAt: toIso(subscriber.createdAt),
  preferences: subscriber.preferences,
  opinions: subscriber.opinions,
  consent: consent && {
    text: consent.text,
    sha256: consentHash(consent.text),
    via: consent.via,
    askedAt: toIso(consent.askedAt),
    confirmedAt: consent.confirmedAt === null ? null : toIso(consent.confirmedAt),
  },
  leaveReason: leaveReason
    ? {reason: leaveReason.reason, words: leaveReason.words, saidAt: toIso(leaveReason.saidAt)}
    : null,
});

const toIso = (at: number): string => new Date(at).toISOString();
