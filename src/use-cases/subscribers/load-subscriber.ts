import type {Log} from '../../log.ts';
import type {ReadSubscriber, Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import type {LinkOwner} from '../../subscribers/tokens.ts';

export type LoadSubscriberDeps = {
  subscribers: Pick<Subscribers, 'read' | 'readEach' | 'find' | 'findOwner' | 'findNumber'>;
  log: Log;
};

/** The subscriber with this number; null where there is none, or none any more. */
export const loadSubscriber = async (
  {subscribers, log}: LoadSubscriberDeps,
  number: number,
): Promise<Subscriber | null> => told(log, 'number', (await subscribers.read([number]))[0] ?? null);

/**
 * The subscriber with this address, in any spelling that `parseAddress` accepts; null where there is none.
 */
export const findSubscriber = async (
  {subscribers, log}: LoadSubscriberDeps,
  address: string,
): Promise<Subscriber | null> => told(log, 'address', await subscribers.find(address));

/** Whose a link is; null where they are not kept here, or no more. */
export const findByLink = async (
  {subscribers, log}: LoadSubscriberDeps,
  owner: LinkOwner,
): Promise<Subscriber | null> => told(log, 'link', await subscribers.findOwner(owner));

/** The number whose link it is, where its record need not be readable; null as above. */
export const findNumberByLink = async (
  {subscribers, log}: LoadSubscriberDeps,
  owner: LinkOwner,
): Promise<number | null> => told(log, 'link', await subscribers.findNumber(owner));

/** A subscriber with what of the record cannot be read; null where the number is nobody's. */
export const inspectSubscriber = async (
  {subscribers, log}: LoadSubscriberDeps,
  number: number,
): Promise<ReadSubscriber | null> => told(log, 'number', (await subscribers.readEach([number]))[0] ?? null);

const told = <Found>(log: Log, by: 'number' | 'address' | 'link', found: Found | null): Found | null => {
  log.debug(
    {event: 'subscriber.loaded', outcome: found === null ? 'unknown' : 'found', by},
    'subscriber read',
  );
  return found;
};
