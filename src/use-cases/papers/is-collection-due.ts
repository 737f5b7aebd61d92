import {type Clock, utcDay} from '../../clock.ts';
import {hasFired} from '../../editions/calendar.ts';
import {cronMatch} from '../../editions/cron-match.ts';
import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {PaperSource} from '../../papers/sources/paper-source.ts';

export type IsCollectionDueDeps = {
  catalogue: Pick<Catalogue, 'collectionsOf'>;
  sources: readonly PaperSource[];
  config: {COLLECT_CRON: string};
  clock: Pick<Clock, 'now'>;
};

/** Whether the hour of a collection has come since the sources were asked for this day. */
export const isCollectionDue = async ({
  catalogue,
  sources,
  config,
  clock,
}: IsCollectionDueDeps): Promise<boolean> => {
  const now = clock.now();
  const asked = await catalogue.collectionsOf(utcDay(now));
  const oldest = Math.min(
    ...sources.map(({name}) => asked.find(collection => collection.source === name)?.at ?? 0),
  );
  return hasFired({matches: cronMatch(config.COLLECT_CRON), after: oldest, now});
};
