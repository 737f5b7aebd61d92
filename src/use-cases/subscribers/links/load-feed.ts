import {timingSafeEqual} from 'node:crypto';
import type {Ledger} from '../../../delivery/ledger/ledger.ts';
import type {Edition} from '../../../editions/edition.ts';
import type {Editions} from '../../../editions/edition-store.ts';
import type {Log} from '../../../log.ts';
import type {Selection} from '../../../ranking/selection.ts';
import type {FeedKeys} from '../../../subscribers/store/links/feed-keys.ts';

export type LoadFeedDeps = {
  feedKeys: Pick<FeedKeys, 'find'>;
  editions: Pick<Editions, 'list' | 'find'>;
  ledger: Pick<Ledger, 'mailOf'>;
  log: Log;
};

/** An edition as it was sent to one reader. */
export type SentEdition = {edition: Edition; selection: Selection};

export type LoadFeedResult =
  /** The newest first. */
  | {kind: 'feed'; sent: SentEdition[]}
  /** There is no feed with this key, or no more. */
  | {kind: 'none'};

/** So many of the newest editions are looked at: two weeks, for who comes back from a holiday. */
const LOOKED_AT = 14;

/** What a subscriber's own feed tells: the selections that were sent, as they were frozen. */
export const loadFeed = async (
  deps: LoadFeedDeps,
  {number, key}: {number: number; key: string},
): Promise<LoadFeedResult> => {
  const kept = await deps.feedKeys.find(number);
  const isTheirs = kept !== null && isSame(kept.key, key);
  const result: LoadFeedResult = isTheirs
    ? {kind: 'feed', sent: await loadSent(deps, number)}
    : {kind: 'none'};
  deps.log.debug({event: 'feed.shown', outcome: result.kind, subscriber: number});
  return result;
};

/** In the same time whatever is wrong. */
const isSame = (one: string, other: string): boolean => {
  const [left, right] = [Buffer.from(one), Buffer.from(other)];
  return left.length === right.length && timingSafeEqual(left, right);
};

const loadSent = async ({editions, ledger}: LoadFeedDeps, number: number): Promise<SentEdition[]> => {
  const entries = await editions.list(LOOKED_AT);
  const sent = await Promise.all(
    entries.map(async ({id}) => {
      const {state, selection} = await ledger.mailOf(id, number);
      const edition = state === 'accepted' && selection !== null ? await editions.find(id) : null;
      return edition && selection ? {edition, selection} : null;
    }),
  );
  return sent.filter(one => one !== null);
};
