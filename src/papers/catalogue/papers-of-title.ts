import {loadScript} from '../../redis/redis.ts';
import type {PaperId} from '../paper.ts';
import {isArxivId, paperIdOfTitle, parsePaperId} from '../paper-id.ts';
import {isSameWork, type SaidOfWork} from '../same-work.ts';
import {type CatalogueStore, fingerprintOf} from './catalogue-keys.ts';
import {type PaperRecord, parseRecord} from './paper-record.ts';

const addTitle = loadScript('src/papers/catalogue/lua/add-title.lua');

/** So many papers of one title are told apart; those that come after them are taken for one of these. */
const MAX_OF_A_TITLE = 16;

/** A paper that is known by a title, as it stands under its own id. */
export type PaperOfTitle = {id: PaperId; record: PaperRecord};

/**
 * The papers that are known by this title, first those with an arXiv id. One that gave way to an arXiv paper
 * is not among them, unless to the one that is asked for.
 */
export const papersOfTitle = async (
  {redis, keys}: CatalogueStore,
  title: string,
  arxivId: PaperId | null = null,
): Promise<PaperOfTitle[]> => {
  const titleOnlyId = paperIdOfTitle(title);
  const fingerprint = fingerprintOf(titleOnlyId);
  const ids = new Set([...parseIds(await redis.hget(keys.titles(fingerprint), fingerprint)), titleOnlyId]);
  const found = await Promise.all(
    [...ids].map(async id => ({id, record: parseRecord(await redis.hgetall(keys.paper(id)))})),
  );
  return found.flatMap(({id, record}) =>
    record && (record.alias === null || record.alias === arxivId) ? [{id, record}] : [],
  );
};

/** Of these the one that is the same work as what a source says, or null. */
export const sameWorkAmong = (papers: readonly PaperOfTitle[], said: SaidOfWork): PaperOfTitle | null =>
  papers.find(({record}) => isSameWork(record.paper, said)) ?? null;

/** Of these the title-only ones that are the same work as an arXiv paper, which takes their place. */
export const titleOnlyAmong = (papers: readonly PaperOfTitle[], said: SaidOfWork): PaperOfTitle[] =>
  papers.filter(({id, record}) => !isArxivId(id) && isSameWork(record.paper, said));

/**
 * Notes that a paper has this title. Its first title-only paper needs no note: the title alone makes its id.
 */
export const addToTitle = async (
  {redis, keys}: CatalogueStore,
  {title, id}: {title: string; id: PaperId},
): Promise<void> => {
  const titleOnlyId = paperIdOfTitle(title);
  if (id === titleOnlyId) return;
  const fingerprint = fingerprintOf(titleOnlyId);
  await addTitle(redis, {keys: [keys.titles(fingerprint)], args: [fingerprint, id, MAX_OF_A_TITLE]});
};

const parseIds = (text: string | null): PaperId[] =>
  (text ?? '').split(' ').flatMap(id => parsePaperId(id) ?? []);
