import type {Log} from '../../../log.ts';
import type {FeedKey, FeedKeys} from '../../../subscribers/store/links/feed-keys.ts';

/** The key of a subscriber's own feed, for their settings; null where there is none. */
export const findFeed = async (
  {feedKeys, log}: {feedKeys: Pick<FeedKeys, 'find'>; log: Log},
  number: number,
): Promise<FeedKey | null> => {
  const kept = await feedKeys.find(number);
  log.debug({event: 'feed.found', outcome: kept ? 'found' : 'none', subscriber: number});
  return kept;
};
