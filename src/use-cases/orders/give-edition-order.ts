import type {Clock} from '../../clock.ts';
import {whySealed} from '../../delivery/ledger/closed/closing.ts';
import type {GivenOrder} from '../../delivery/ledger/edition-orders.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {Log} from '../../log.ts';

export type EditionOrderDeps = {
  editions: Pick<Editions, 'entry'>;
  ledger: Pick<Ledger, 'giveOrder' | 'sealOf'>;
  /** Asks for every chunk that is open: after a resume to be sent, after a cancel to be settled. */
  reconcile: () => Promise<unknown>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type EditionOrder = {
  edition: EditionId;
  /** The operator, for the audit. */
  who: string;
  why: string;
};

export type OrderResult =
  /** `isNew`: false when it was so before. */
  {kind: 'ordered'; isNew: boolean} | {kind: 'refused'; reason: string} | {kind: 'no-edition'};

/** Gives an order to one edition, with its audit entry, and logs it as this event. */
export const giveEditionOrder = async (
  deps: EditionOrderDeps,
  order: EditionOrder,
  {verb, event}: {verb: GivenOrder['verb']; event: string},
): Promise<OrderResult> => {
  const result = await give(deps, order, verb);
  const {edition, who} = order;
  const told = {event, outcome: result.kind, edition, who};
  // What keeps readers from their mail is for everybody who watches.
  if (verb === 'resume') deps.log.info(told, event.replace('.', ' '));
  else deps.log.warn(told, event.replace('.', ' '));
  return result;
};

const give = async (
  {editions, ledger, reconcile, clock}: EditionOrderDeps,
  {edition, who, why}: EditionOrder,
  verb: GivenOrder['verb'],
): Promise<OrderResult> => {
  const entry = await editions.entry(edition);
  if (entry?.kind !== 'edition') return {kind: 'no-edition'};
  const seal = verb === 'resume' ? await ledger.sealOf(edition) : null;
  if (seal?.kind === 'held') return {kind: 'refused', reason: whySealed(edition, seal)};
  const given = await ledger.giveOrder(edition, {verb, who, at: clock.now(), why});
  if (given === 'cancelled')
    return {kind: 'refused', reason: `edition ${edition} is cancelled, and a cancel is final`};
  // Also when it was so before: the process that gave the order first may have been killed before this.
  if (verb !== 'pause') await reconcile();
  return {kind: 'ordered', isNew: given === 'given'};
};
