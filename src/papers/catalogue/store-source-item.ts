import {loadScript} from '../../redis.ts';
import type {PaperId, SourceItem} from '../paper.ts';
import {isArxivId, paperIdOfTitle, parsePaperId} from '../paper-id.ts';
import {type CatalogueStore, fingerprintOf} from './catalogue-keys.ts';
import {toCounts, toText} from './paper-record.ts';

const storePaper = loadScript('src/papers/catalogue/lua/store-paper.lua');
const takeOver = loadScript('src/papers/catalogue/lua/take-over.lua');
const replaceInDay = loadScript('src/papers/catalogue/lua/replace-in-day.lua');
const noteChange = loadScript('src/papers/catalogue/lua/note-change.lua');

/**
 * Stores one item; see `Catalogue.store`. The paper comes first, then the index of titles, then the day, so
 * that a reader of a list finds the paper, and last that the day changed, so that a reader of the changes
 * finds the change. Each step can be done twice, so that a call that was broken off is completed by the next
 * one like it.
 */
export const storeSourceItem = async (
  store: CatalogueStore,
  item: SourceItem,
): Promise<'imported' | 'updated'> => {
  const isArxiv = isArxivId(item.paper.id);
  const isNew = isArxiv ? await storeArxivPaper(store, item) : await storeTitledPaper(store, item);
  return isNew ? 'imported' : 'updated';
};

const storeArxivPaper = async (store: CatalogueStore, item: SourceItem): Promise<boolean> => {
  const {redis, keys} = store;
  const {id, title} = item.paper;
  const titleOnlyId = paperIdOfTitle(title);
  const titleOnlySeenAt = await redis.hget(keys.paper(titleOnlyId), 'first');
  const {at} = item.snapshot;
  const firstSeenAt = titleOnlySeenAt === null ? at : Math.min(at, Number(titleOnlySeenAt));
  const isNew = await writePaper(store, {item, id, firstSeenAt});
  const fingerprint = fingerprintOf(titleOnlyId);
  await redis.hsetnx(keys.titles(fingerprint), fingerprint, id);
  // Looked for after the index is written: a title-only paper that is stored at this moment finds the index
  // and gives way by itself.
  await giveWay(store, {titleOnlyId, id});
  await list(store, {id, day: item.day});
  return isNew && titleOnlySeenAt === null;
};

const storeTitledPaper = async (store: CatalogueStore, item: SourceItem): Promise<boolean> => {
  const {paper, snapshot, day} = item;
  const titleOnlyId = paper.id;
  const known = await findByTitle(store, titleOnlyId);
  const id = known ?? titleOnlyId;
  const isNew = await writePaper(store, {item, id, firstSeenAt: snapshot.at});
  await list(store, {id, day});
  if (known) return false;
  const meanwhile = await findByTitle(store, titleOnlyId);
  if (!meanwhile) return isNew;
  await writePaper(store, {item, id: meanwhile, firstSeenAt: snapshot.at});
  await giveWay(store, {titleOnlyId, id: meanwhile});
  return false;
};

const findByTitle = async ({redis, keys}: CatalogueStore, titleOnlyId: PaperId): Promise<PaperId | null> => {
  const fingerprint = fingerprintOf(titleOnlyId);
  return parsePaperId((await redis.hget(keys.titles(fingerprint), fingerprint)) ?? '');
};

const writePaper = async (
  {redis, keys}: CatalogueStore,
  write: {item: SourceItem; id: PaperId; firstSeenAt: number},
): Promise<boolean> => {
  const {item, id, firstSeenAt} = write;
  const {paper, snapshot, day} = item;
  const titledOn = isArxivId(id) ? '' : day;
  const text = toText({...paper, id});
  const created = await storePaper(redis, {
    keys: [keys.paper(id), keys.snapshots(id)],
    args: [paper.source, text, snapshot.at, toCounts(snapshot), firstSeenAt, titledOn],
  });
  return created === 1;
};

const list = async ({redis, keys}: CatalogueStore, {id, day}: {id: PaperId; day: string}): Promise<void> => {
  await redis.zadd(keys.day(day), 0, id);
  await noteChangeOf({redis, keys}, day);
};

const noteChangeOf = ({redis, keys}: CatalogueStore, day: string): Promise<unknown> =>
  noteChange(redis, {keys: [keys.days(), keys.changes()], args: [scoreOf(day), day]});

/** `2026-03-12` as 20260312, by which days are sought. */
export const scoreOf = (day: string): number => Number(day.replaceAll('-', ''));

const giveWay = async (
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
