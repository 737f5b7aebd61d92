import {type Clock, utcDay} from '../../clock.ts';
import {hasFired} from '../../editions/calendar.ts';
import {cronMatch} from '../../editions/cron-match.ts';
import type {Log} from '../../log.ts';
import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {PaperSource} from '../../papers/sources/paper-source.ts';

export type IsCollectionDueDeps = {
  catalogue: Pick<Catalogue, 'collectionsOf'>;
  sources: readonly PaperSource[];
  config: {COLLECT_CRON: string};
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** Whether the hour of a collection has come since the sources were asked for this day. */
export const isCollectionDue = async ({
  catalogue,
  sources,
  config,
  clock,
  log,
}: IsCollectionDueDeps): Promise<boolean> => {
  const now = clock.now();
  const asked = await catalogue.collectionsOf(utcDay(now));
  const oldest = Math.min(
    ...sources.map(({name}) => asked.find(collection => collection.source === name)?.at ?? 0),
  );
  const isDue = hasFired({matches: cronMatch(config.COLLECT_CRON), after: oldest, now});
  log.debug({event: 'collection.looked-at', outcome: isDue ? 'due' : 'not-due'});
  return isDue;
};
