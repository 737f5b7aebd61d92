import {loadScript} from '../../redis.ts';
import type {Finding, PaperId} from '../paper.ts';
import {isArxivId, paperIdOfTitle, parsePaperId} from '../paper-id.ts';
import {fingerprintOf, type Shelves} from './catalogue-keys.ts';
import {toCounts, toText} from './paper-record.ts';

const storePaper = loadScript('src/papers/catalogue/lua/store-paper.lua');
const takeOver = loadScript('src/papers/catalogue/lua/take-over.lua');
const replaceInDay = loadScript('src/papers/catalogue/lua/replace-in-day.lua');
const noteChange = loadScript('src/papers/catalogue/lua/note-change.lua');

/**
 * Stores one finding; see `Catalogue.store`. The paper comes first, then the index of titles, then the day,
 * so that whoever finds an id in a list finds the paper, and last that the day changed, so that whoever is told
 * finds the change. Each step can be done twice, so that a call that was broken off is completed by the next one like it.
 */
export const storeFinding = async (shelves: Shelves, finding: Finding): Promise<'imported' | 'updated'> => {
  const isArxiv = isArxivId(finding.paper.id);
  const isNew = isArxiv ? await storeArxivPaper(shelves, finding) : await storeTitledPaper(shelves, finding);
  return isNew ? 'imported' : 'updated';
};

const storeArxivPaper = async (shelves: Shelves, finding: Finding): Promise<boolean> => {
  const {redis, keys} = shelves;
  const {id, title} = finding.paper;
  const twin = paperIdOfTitle(title);
  const twinSeenAt = await redis.hget(keys.paper(twin), 'first');
  const {at} = finding.snapshot;
  const firstSeenAt = twinSeenAt === null ? at : Math.min(at, Number(twinSeenAt));
  const isNew = await writePaper(shelves, {finding, id, firstSeenAt});
  const fingerprint = fingerprintOf(twin);
  await redis.hsetnx(keys.titles(fingerprint), fingerprint, id);
  // Looked for after the index is written: a twin that is stored at this moment finds the index and gives
  // way by itself.
  await giveWay(shelves, {twin, id});
  await list(shelves, {id, day: finding.day});
  return isNew && twinSeenAt === null;
};

const storeTitledPaper = async (shelves: Shelves, finding: Finding): Promise<boolean> => {
  const {paper, snapshot, day} = finding;
  const twin = paper.id;
  const known = await findByTitle(shelves, twin);
  const id = known ?? twin;
  const isNew = await writePaper(shelves, {finding, id, firstSeenAt: snapshot.at});
  await list(shelves, {id, day});
  if (known) return false;
  const meanwhile = await findByTitle(shelves, twin);
  if (!meanwhile) return isNew;
  await writePaper(shelves, {finding, id: meanwhile, firstSeenAt: snapshot.at});
  await giveWay(shelves, {twin, id: meanwhile});
  return false;
};

const findByTitle = async ({redis, keys}: Shelves, twin: PaperId): Promise<PaperId | null> => {
  const fingerprint = fingerprintOf(twin);
  return parsePaperId((await redis.hget(keys.titles(fingerprint), fingerprint)) ?? '');
};

const writePaper = async (
  {redis, keys}: Shelves,
  write: {finding: Finding; id: PaperId; firstSeenAt: number},
): Promise<boolean> => {
  const {finding, id, firstSeenAt} = write;
  const {paper, snapshot, day} = finding;
  const titledOn = isArxivId(id) ? '' : day;
  const text = toText({...paper, id});
  const created = await storePaper(redis, {
    keys: [keys.paper(id), keys.snapshots(id)],
    args: [paper.source, text, snapshot.at, toCounts(snapshot), firstSeenAt, titledOn],
  });
  return created === 1;
};

const list = async ({redis, keys}: Shelves, {id, day}: {id: PaperId; day: string}): Promise<void> => {
  await redis.zadd(keys.day(day), 0, id);
  await noteChangeOf({redis, keys}, day);
};

const noteChangeOf = ({redis, keys}: Shelves, day: string): Promise<unknown> =>
  noteChange(redis, {keys: [keys.days(), keys.changes()], args: [scoreOf(day), day]});

/** `2026-03-12` as 20260312, by which days are sought. */
export const scoreOf = (day: string): number => Number(day.replaceAll('-', ''));

const giveWay = async (shelves: Shelves, {twin, id}: {twin: PaperId; id: PaperId}): Promise<void> => {
  const {redis, keys} = shelves;
  const days = await takeOver(redis, {keys: [keys.paper(twin)], args: [id]});
  if (!Array.isArray(days)) throw new Error('take-over.lua gave no list');
  for (const day of days.map(String)) {
    await replaceInDay(redis, {keys: [keys.day(day)], args: [twin, id]});
    await noteChangeOf(shelves, day);
  }
};
