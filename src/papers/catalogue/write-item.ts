import {loadScript} from '../../redis/redis.ts';
import type {PaperId, PaperVersion, SourceItem} from '../paper.ts';
import {isArxivId} from '../paper-id.ts';
import type {CatalogueStore} from './catalogue-keys.ts';
import {toCounts, toText} from './paper-record.ts';

const storePaper = loadScript('src/papers/catalogue/lua/store-paper.lua');
const takeOver = loadScript('src/papers/catalogue/lua/take-over.lua');
const replaceInDay = loadScript('src/papers/catalogue/lua/replace-in-day.lua');
const noteChange = loadScript('src/papers/catalogue/lua/note-change.lua');

/** Writes the paper of an item and its snapshot under `id`; true where it was not there before. */
export const writePaper = async (
  {redis, keys}: CatalogueStore,
  write: {item: SourceItem; id: PaperId; firstSeenAt: number},
): Promise<boolean> => {
  const {item, id, firstSeenAt} = write;
  const {paper, snapshot, day, version} = item;
  const titledOn = isArxivId(id) ? '' : day;
  const text = toText({...paper, id});
  const created = await storePaper(redis, {
    keys: [keys.paper(id), keys.snapshots(id)],
    args: [
      ...[paper.source, text, snapshot.at, toCounts(snapshot), firstSeenAt, titledOn],
      ...versionArgs(version),
    ],
  });
  return created === 1;
};

/** A version as the scripts take it. */
export const versionArgs = (version: PaperVersion | undefined): (string | number)[] =>
  version === undefined ? ['', ''] : [version.number, version.at];

/** Lists a paper in a day, then notes that the day changed. */
export const listInDay = async (
  {redis, keys}: CatalogueStore,
  {id, day}: {id: PaperId; day: string},
): Promise<void> => {
  await redis.zadd(keys.day(day), 0, id);
  await noteChangeOf({redis, keys}, day);
};

const noteChangeOf = ({redis, keys}: CatalogueStore, day: string): Promise<unknown> =>
  noteChange(redis, {keys: [keys.days(), keys.changes()], args: [scoreOf(day), day]});

/** `2026-03-12` as 20260312, by which days are sought. */
export const scoreOf = (day: string): number => Number(day.replaceAll('-', ''));

/** Puts the paper `id` in the place of a title-only one, in every day that listed it. */
export const giveWay = async (
  store: CatalogueStore,
  {titleOnlyId, id}: {titleOnlyId: PaperId; id: PaperId},
): Promise<void> => {
  const {redis, keys} = store;
  const days = await takeOver(redis, {keys: [keys.paper(titleOnlyId)], args: [id]});
  if (!Array.isArray(days)) throw new Error('take-over.lua gave no list');
  for (const day of days.map(String)) {
    await replaceInDay(redis, {keys: [keys.day(day)], args: [titleOnlyId, id]});
    await noteChangeOf(store, day);
  }
};
