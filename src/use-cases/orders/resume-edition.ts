import {
  type EditionOrder,
  type EditionOrderDeps,
  giveEditionOrder,
  type OrderResult,
} from './give-edition-order.ts';

/** Lets a paused edition go on now, where it stopped. */
export const resumeEdition = (deps: EditionOrderDeps, order: EditionOrder): Promise<OrderResult> =>
  giveEditionOrder(deps, order, {verb: 'resume', event: 'edition.resumed'});
