import type {Clock} from '../../clock.ts';
import type {AudienceRecords} from '../../ops/audience-series.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';

export type NoteAudienceDeps = {
  subscribers: Pick<Subscribers, 'stats'>;
  audience: Pick<AudienceRecords, 'note'>;
  clock: Pick<Clock, 'now'>;
};

/** Counts the subscribers by state for the pages of operators, which then need not. */
export const noteAudience = async ({subscribers, audience, clock}: NoteAudienceDeps): Promise<void> =>
  audience.note(clock.now(), await subscribers.stats());
