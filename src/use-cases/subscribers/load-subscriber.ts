import type {ReadSubscriber, Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import type {LinkOwner} from '../../subscribers/tokens.ts';

export type LoadSubscriberDeps = {
  subscribers: Pick<Subscribers, 'read' | 'readEach' | 'find' | 'findOwner' | 'findNumber'>;
};

/** The subscriber with this number; null where there is none, or none any more. */
export const loadSubscriber = async (
  {subscribers}: LoadSubscriberDeps,
  number: number,
): Promise<Subscriber | null> => (await subscribers.read([number]))[0] ?? null;

/**
 * The subscriber with this address, in any spelling that `parseAddress` accepts; null where there is none.
 */
export const findSubscriber = (
  {subscribers}: LoadSubscriberDeps,
  address: string,
): Promise<Subscriber | null> => subscribers.find(address);

/** Whose a link is; null where they are not kept here, or no more. */
export const findByLink = ({subscribers}: LoadSubscriberDeps, owner: LinkOwner): Promise<Subscriber | null> =>
  subscribers.findOwner(owner);

/** The number whose link it is, where its record need not be readable; null as above. */
export const findNumberByLink = (
  {subscribers}: LoadSubscriberDeps,
  owner: LinkOwner,
): Promise<number | null> => subscribers.findNumber(owner);

/** A subscriber with what of the record cannot be read; null where the number is nobody's. */
export const inspectSubscriber = async (
  {subscribers}: LoadSubscriberDeps,
  number: number,
): Promise<ReadSubscriber | null> => (await subscribers.readEach([number]))[0] ?? null;
