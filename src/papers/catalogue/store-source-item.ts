import type {SourceItem} from '../paper.ts';
import {isArxivId} from '../paper-id.ts';
import type {CatalogueStore} from './catalogue-keys.ts';
import {addToTitle, papersOfTitle, titleOnlyAmong} from './papers-of-title.ts';
import {storeTitledPaper} from './store-titled-paper.ts';
import {giveWay, listInDay, writePaper} from './write-item.ts';

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
  await listInDay(store, {id, day: item.day});
  return isNew && before.length === 0;
};
