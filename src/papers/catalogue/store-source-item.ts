import {loadScript} from '../../redis/redis.ts';
import type {Paper, PaperId, SourceItem} from '../paper.ts';
import {isArxivId, paperIdOfWork} from '../paper-id.ts';
import type {CatalogueStore} from './catalogue-keys.ts';
import {toCounts, toText} from './paper-record.ts';
import {
  addToTitle,
  type PaperOfTitle,
  papersOfTitle,
  sameWorkAmong,
  titleOnlyAmong,
} from './papers-of-title.ts';

const storePaper = loadScript('src/papers/catalogue/lua/store-paper.lua');
const takeOver = loadScript('src/papers/catalogue/lua/take-over.lua');
const replaceInDay = loadScript('src/papers/catalogue/lua/replace-in-day.lua');
const noteChange = loadScript('src/papers/catalogue/lua/note-change.lua');

/**
 * Stores one item; see `Catalogue.store`. The paper comes first, then the index of titles, then the day, so
 * that a process that finds an id in a list finds the paper, and last that the day changed, so that a process
 * that is told finds the change. Each step can be done twice, so that a call that was broken off is completed
 * by the next one like it.
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
  const {id, title} = item.paper;
  const before = titleOnlyAmong(await papersOfTitle(store, title, id), item.paper);
  const firstSeenAt = Math.min(item.snapshot.at, ...before.map(({record}) => record.firstSeenAt));
  const isNew = await writePaper(store, {item, id, firstSeenAt});
  await addToTitle(store, {title, id});
  // Looked for again after the index is written: a title-only paper that is stored at this moment finds the
  // index and
  // gives way by itself.
  const giving = titleOnlyAmong(await papersOfTitle(store, title, id), item.paper);
  for (const titleOnly of giving) await giveWay(store, {titleOnlyId: titleOnly.id, id});
  await list(store, {id, day: item.day});
  return isNew && before.length === 0;
};

const storeTitledPaper = async (store: CatalogueStore, item: SourceItem): Promise<boolean> => {
  const {paper, snapshot, day} = item;
  const {title} = paper;
  const papers = await papersOfTitle(store, title);
  const known = sameWorkAmong(papers, paper);
  const id = known?.id ?? (await freeId(store, paper));
  const isNew = await writePaper(store, {item, id, firstSeenAt: snapshot.at});
  if (!isArxivId(id)) await addToTitle(store, {title, id});
  await list(store, {id, day});
  if (isArxivId(id)) return false;
  const meanwhile = sameWorkAmong(await arxivPapersOfTitle(store, title), paper);
  if (!meanwhile) return isNew;
  await writePaper(store, {item, id: meanwhile.id, firstSeenAt: snapshot.at});
  await giveWay(store, {titleOnlyId: id, id: meanwhile.id});
  return false;
};

const arxivPapersOfTitle = async (store: CatalogueStore, title: string): Promise<PaperOfTitle[]> =>
  (await papersOfTitle(store, title)).filter(({id}) => isArxivId(id));

/** The id that its title makes, or where another paper has that one, the id that its abstract makes too. */
const freeId = async ({redis, keys}: CatalogueStore, {id, title, abstract}: Paper): Promise<PaperId> =>
  (await redis.exists(keys.paper(id))) === 0 ? id : paperIdOfWork({title, abstract});

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
