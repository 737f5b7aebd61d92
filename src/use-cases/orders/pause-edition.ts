import {
  type EditionOrder,
  type EditionOrderDeps,
  giveEditionOrder,
  type OrderResult,
} from './give-edition-order.ts';

/** Stops an edition before its next call; a call that began before is under way. */
export const pauseEdition = (deps: EditionOrderDeps, order: EditionOrder): Promise<OrderResult> =>
  giveEditionOrder(deps, order, {verb: 'pause', event: 'edition.paused'});
