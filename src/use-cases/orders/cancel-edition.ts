import {
  type EditionOrder,
  type EditionOrderDeps,
  giveEditionOrder,
  type OrderResult,
} from './give-edition-order.ts';

/** Ends an edition for good: what is not called by then never is, and each of its mails gets its end. */
export const cancelEdition = (deps: EditionOrderDeps, order: EditionOrder): Promise<OrderResult> =>
  giveEditionOrder(deps, order, {verb: 'cancel', event: 'edition.cancelled'});
