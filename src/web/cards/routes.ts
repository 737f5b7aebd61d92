import type {Hono} from 'hono';
import type {WebDeps} from '../deps.ts';
import {conditionalGet} from '../frame/conditional-get.ts';
import {openCardQueue} from './card-queue.ts';
import {showEditionCard, showPaperCard} from './cards.ts';

/** The pictures that other programs show for a link to an edition or a paper. */
export const addCards = (app: Hono, deps: WebDeps): void => {
  const queue = openCardQueue(deps.clock);
  app.get('/cards/editions/:file', conditionalGet, showEditionCard(deps, queue));
  app.get('/cards/papers/:file{.+}', conditionalGet, showPaperCard(deps, queue));
};
