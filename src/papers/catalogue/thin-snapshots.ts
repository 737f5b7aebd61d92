import {utcDay} from '../../clock.ts';
import type {PaperId} from '../paper.ts';
import type {CatalogueStore} from './catalogue-keys.ts';

/**
 * Which of a paper's snapshots say nothing any more once they are old: of each UTC day the last stays, and
 * the first of all. `instants`: ms since 1970, ascending. Returns their places.
 */
export const superfluousPlaces = (instants: number[]): number[] =>
  instants.flatMap((at, place) => {
    const next = instants[place + 1];
    const isLastOfDay = next === undefined || utcDay(next) !== utcDay(at);
    return place === 0 || isLastOfDay ? [] : [place];
  });

/** How many are deleted in one command. */
const AT_ONCE = 500;

/** The snapshots of a paper before an instant (ms) that may go, as Redis holds them. */
export const superfluousSnapshots = async (
  {redis, keys}: CatalogueStore,
  id: PaperId,
  before: number,
): Promise<string[]> => {
  const stored = await redis.zrangebyscore(keys.snapshots(id), '-inf', `(${before}`, 'WITHSCORES');
  const instants = stored.filter((_, at) => at % 2 === 1).map(Number);
  return superfluousPlaces(instants).flatMap(place => stored[2 * place] ?? []);
};

/** Deletes snapshots that `superfluousSnapshots` told of. */
export const dropSnapshots = async (
  {redis, keys}: CatalogueStore,
  id: PaperId,
  members: string[],
): Promise<void> => {
  for (let at = 0; at < members.length; at += AT_ONCE)
    await redis.zrem(keys.snapshots(id), ...members.slice(at, at + AT_ONCE));
};
