import type {Clock} from '../../clock.ts';
import type {Log} from '../../log.ts';
import type {AudienceRecords} from '../../ops/audience-series.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';

export type NoteAudienceDeps = {
  subscribers: Pick<Subscribers, 'stats'>;
  audience: Pick<AudienceRecords, 'note'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** Counts the subscribers by state for the pages of operators, which then need not. */
export const noteAudience = async ({subscribers, audience, clock, log}: NoteAudienceDeps): Promise<void> => {
  const counts = await subscribers.stats();
  await audience.note(clock.now(), counts);
  log.debug({event: 'audience.counted', ...counts}, 'audience counted');
};
