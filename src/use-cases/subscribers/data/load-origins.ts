import type {Log} from '../../../log.ts';
import {suppressedBy} from '../../../subscribers/states.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';

export type LoadOriginsDeps = {subscribers: Pick<Subscribers, 'all'>; log: Log};

/** How those of one origin stand; a bounce and a complaint apart, which one state holds. */
export type OriginCounts = Record<
  'active' | 'pending' | 'unsubscribed' | 'bounced' | 'complained' | 'suppressed',
  number
>;

/** Readers who came the same way and agreed to the same text; both null where no consent is kept. */
export type Origin = {via: string | null; text: string | null; counts: OriginCounts};

/**
 * Where readers came from and how many of each origin bounced or complained: who complained most comes first,
 * then who bounced most. Reads every record.
 */
export const loadOrigins = async ({subscribers, log}: LoadOriginsDeps): Promise<Origin[]> => {
  const origins = new Map<string, Origin>();
  for await (const batch of subscribers.all()) for (const subscriber of batch) count(origins, subscriber);
  log.debug({event: 'subscribers.counted', origins: origins.size}, 'subscribers counted by origin');
  return [...origins.values()].sort(
    ({counts: one}, {counts: other}) =>
      other.complained - one.complained || other.bounced - one.bounced || other.active - one.active,
  );
};

const count = (origins: Map<string, Origin>, subscriber: Subscriber): void => {
  const {via = null, text = null} = subscriber.consent ?? {};
  const name = JSON.stringify([via, text]);
  const origin = origins.get(name) ?? {via, text, counts: nobody()};
  origin.counts[standingOf(subscriber)] += 1;
  origins.set(name, origin);
};

const nobody = (): OriginCounts => ({
  ...{active: 0, pending: 0, unsubscribed: 0},
  ...{bounced: 0, complained: 0, suppressed: 0},
});

const standingOf = (subscriber: Subscriber): keyof OriginCounts => {
  const by = suppressedBy(subscriber);
  if (by === 'bounce') return 'bounced';
  return by === 'complaint' ? 'complained' : subscriber.state;
};
