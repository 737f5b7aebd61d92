import type {Log} from '../../log.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';

export type GiveIdsDeps = {subscribers: Pick<Subscribers, 'writeIds'>; log: Log};

/**
 * At the start of a process: sees to it that every record has the id that links name. Only the first start
 * after an update has anything to do; one that was cut off is taken up by the next. Returns how many got one.
 */
export const giveIds = async ({subscribers, log}: GiveIdsDeps): Promise<{given: number}> => {
  const given = await subscribers.writeIds();
  const line = {event: 'subscribers.ids-given', given};
  if (given > 0) log.info(line, 'subscribers got the ids that links name');
  else log.debug(line, 'every subscriber has an id');
  return {given};
};
