import type {Paper, PaperId, SourceItem} from '../paper.ts';
import {isArxivId, paperIdOfWork} from '../paper-id.ts';
import type {CatalogueStore} from './catalogue-keys.ts';
import {addToTitle, type PaperOfTitle, papersOfTitle, sameWorkAmong} from './papers-of-title.ts';
import {giveWay, listInDay, writePaper} from './write-item.ts';

/**
 * Stores an item that is known by its title alone, or under the arXiv ID that the catalogue knows its title
 * by; true where it is new.
 */
export const storeTitledPaper = async (store: CatalogueStore, item: SourceItem): Promise<boolean> => {
  const {paper, snapshot, day} = item;
  const {title} = paper;
  const papers = await papersOfTitle(store, title);
  const known = sameWorkAmong(papers, paper);
  const id = known?.id ?? (await freeId(store, paper));
  const isNew = await writePaper(store, {item, id, firstSeenAt: snapshot.at});
  if (!isArxivId(id)) await addToTitle(store, {title, id});
  await listInDay(store, {id, day});
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
