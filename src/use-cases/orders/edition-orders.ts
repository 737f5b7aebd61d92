import type {GivenOrder} from '../../delivery/ledger/edition-orders.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import {giveGlobalStop} from '../../delivery/orders/global-stop.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {Redis} from '../../redis.ts';

export type OrderRooms = {
  editions: Pick<Editions, 'entry'>;
  ledger: Ledger;
  /** Asks for every chunk that is open: after a resume to be sent, after a cancel to be called off. */
  reconcile: () => Promise<unknown>;
};

export type OrderToEdition = {
  edition: EditionId;
  /** The operator, for the audit. */
  who: string;
  why: string;
  now: number;
};

export type OrderOutcome =
  /** `isNew`: false when it was so before. */
  {kind: 'ordered'; isNew: boolean} | {kind: 'refused'; reason: string} | {kind: 'no-edition'};

/** Stops an edition before its next call; a call that began before is under way. */
export const pauseEdition = (rooms: OrderRooms, order: OrderToEdition): Promise<OrderOutcome> =>
  giveOrder(rooms, order, 'pause');

/** Lets a paused edition go on at once, where it stopped. */
export const resumeEdition = (rooms: OrderRooms, order: OrderToEdition): Promise<OrderOutcome> =>
  giveOrder(rooms, order, 'resume');

/** Ends an edition for good: what is not called by then never is, and each of its mails gets its end. */
export const cancelEdition = (rooms: OrderRooms, order: OrderToEdition): Promise<OrderOutcome> =>
  giveOrder(rooms, order, 'cancel');

const giveOrder = async (
  {editions, ledger, reconcile}: OrderRooms,
  {edition, who, why, now}: OrderToEdition,
  verb: GivenOrder['verb'],
): Promise<OrderOutcome> => {
  const entry = await editions.entry(edition);
  if (entry?.kind !== 'edition') return {kind: 'no-edition'};
  const given = await ledger.giveOrder(edition, {verb, who, at: now, why});
  if (given === 'cancelled')
    return {kind: 'refused', reason: `edition ${edition} is cancelled, and a cancel is final`};
  // Also when it was so before: whoever gave the order first may have been killed before this.
  if (verb !== 'pause') await reconcile();
  return {kind: 'ordered', isNew: given === 'given'};
};

export type GlobalOrderRooms = {redis: Redis; prefix: string; reconcile: () => Promise<unknown>};

export type GlobalOrder = Omit<OrderToEdition, 'edition'>;

/** Stops all mail, letters too, before the next call. False when it was stopped before. */
export const stopEverything = (place: GlobalOrderRooms, {who, why, now}: GlobalOrder): Promise<boolean> =>
  giveGlobalStop(place, {verb: 'pause', who, at: now, why});

/** Lifts the stop of everything; an edition that is paused by itself stays so. False when there was no stop. */
export const resumeEverything = async (
  place: GlobalOrderRooms,
  {who, why, now}: GlobalOrder,
): Promise<boolean> => {
  const isNew = await giveGlobalStop(place, {verb: 'resume', who, at: now, why});
  await place.reconcile();
  return isNew;
};
