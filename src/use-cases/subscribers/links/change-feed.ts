import type {Clock} from '../../../clock.ts';
import type {Log} from '../../../log.ts';
import type {FeedKey, FeedKeys} from '../../../subscribers/store/links/feed-keys.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';

export type ChangeFeedDeps = {
  subscribers: Pick<Subscribers, 'read'>;
  feedKeys: Pick<FeedKeys, 'renew' | 'forget'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type ChangeFeed = {
  /** What the token of a manage link says. */
  link: {number: number; epoch: number};
  /** `renew` makes the first address, too; one before it leads nowhere any more. */
  wanted: 'renew' | 'end';
};

export type ChangeFeedResult =
  | {kind: 'renewed'; feed: FeedKey}
  | {kind: 'ended'}
  /** Who gets no editions has no feed. */
  | {kind: 'not-active'}
  /** The link's epoch has ended, or the subscriber is gone. */
  | {kind: 'void'};

/** Gives a subscriber's own feed an address, another one, or none. */
export const changeFeed = async (deps: ChangeFeedDeps, asked: ChangeFeed): Promise<ChangeFeedResult> => {
  const result = await change(deps, asked);
  deps.log.info({event: 'feed.changed', outcome: result.kind, subscriber: asked.link.number}, 'feed changed');
  return result;
};

const change = async (
  {subscribers, feedKeys, clock}: ChangeFeedDeps,
  {link: {number, epoch}, wanted}: ChangeFeed,
): Promise<ChangeFeedResult> => {
  const [subscriber] = await subscribers.read([number]);
  if (!subscriber || subscriber.epoch > epoch) return {kind: 'void'};
  if (wanted === 'end') {
    await feedKeys.forget(number);
    return {kind: 'ended'};
  }
  if (subscriber.state !== 'active') return {kind: 'not-active'};
  return {kind: 'renewed', feed: await feedKeys.renew(number, clock.now())};
};
