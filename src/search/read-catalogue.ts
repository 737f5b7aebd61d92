import {setImmediate} from 'node:timers/promises';
import type {Clock} from '../clock.ts';
import type {Log} from '../log.ts';
import type {Catalogue} from '../papers/catalogue/catalogue.ts';
import type {Paper, PaperId} from '../papers/paper.ts';
import {isArxivId, paperIdOfTitle} from '../papers/paper-id.ts';
import type {LatentSpace} from '../ranking/space/latent-space.ts';
import {openWordIndex, type WordIndex} from './word-index.ts';

export type ReadCatalogue = Pick<Catalogue, 'days' | 'candidatesInParts' | 'changesAfter' | 'find'>;

export type IndexDeps = {
  catalogue: ReadCatalogue;
  /** The catalogue's spaces, where there may be some. */
  spaces?: IndexedSpaces;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** The space that papers are placed in, and which one that is now. */
export type IndexedSpaces = {
  current(): Promise<{version: string} | null>;
  find(version: string): Promise<LatentSpace | null>;
};

/** `onRead` gets the number of papers read, now and then, in the call that begins the reading. */
export type CurrentIndex = (onRead?: OnRead) => Promise<WordIndex>;

export type OnRead = (papers: number) => void;

/** How long one slice of reading lasts before other work of the process gets its turn. */
const SLICE_MS = 10;

/**
 * The index of the whole catalogue as it is now. The first call reads all of it, some hundred papers at a
 * time; each later one the days that changed since. Calls at the same time share one reading. Rejects where
 * the catalogue cannot be read; the next call tries again.
 */
export const keepCurrent = ({catalogue, spaces, clock, log}: IndexDeps): CurrentIndex => {
  let whole: WordIndex | null = null;
  let lastChange = 0;
  let version: string | null = null;
  let reading: Promise<WordIndex> | null = null;
  let titleOnly = openTitleOnly();

  const readAll = async (onRead: OnRead): Promise<WordIndex> => {
    const startedAt = clock.now();
    version = await versionNow(spaces);
    const index = openWordIndex(version === null ? null : await spaces?.find(version));
    titleOnly = openTitleOnly();
    const days = await catalogue.days();
    for (const {day} of days) {
      await readDay(index, day);
      onRead(index.size());
    }
    log.info({event: 'search.indexed', papers: index.size(), tookMs: clock.now() - startedAt});
    return index;
  };

  const readDay = async (index: WordIndex, day: string): Promise<void> => {
    let startedAt = clock.now();
    for await (const part of catalogue.candidatesInParts(day))
      for (const {paper} of part) {
        index.put(paper, day);
        for (const id of titleOnly.besides(paper))
          if (await gaveWay(catalogue, id)) {
            index.remove(id);
            titleOnly.forget(paper.title, id);
          }
        if (clock.now() - startedAt < SLICE_MS) continue;
        await setImmediate();
        startedAt = clock.now();
      }
  };

  const readNew = async (onRead: OnRead): Promise<WordIndex> => {
    // Before the days, so that what comes while they are read is listed the next time.
    const {days, last} = await catalogue.changesAfter(lastChange);
    if (whole && last >= lastChange && (await versionNow(spaces)) === version)
      for (const day of days) await readDay(whole, day);
    else whole = await readAll(onRead);
    lastChange = last;
    return whole;
  };

  return (onRead = () => undefined) => {
    reading ??= readNew(onRead)
      .catch((error: Error) => {
        log.warn({event: 'search.index-failed', error: error.name});
        throw error;
      })
      .finally(() => {
        reading = null;
      });
    return reading;
  };
};

const gaveWay = async (catalogue: Pick<Catalogue, 'find'>, id: PaperId): Promise<boolean> =>
  (await catalogue.find(id))?.paper.id !== id;

/** Of the space that papers are placed in now, whether it is there or not. */
const versionNow = async (spaces: IndexedSpaces | undefined): Promise<string | null> =>
  (await spaces?.current())?.version ?? null;

/** The papers of the index that are known by their titles alone, by these titles. */
const openTitleOnly = () => {
  const known = new Map<PaperId, Set<PaperId>>();
  return {
    /**
     * Notes a title-only paper; of an arXiv paper gives those of its title, which may have given way to it.
     */
    besides: (paper: Paper): PaperId[] => {
      const title = paperIdOfTitle(paper.title);
      if (isArxivId(paper.id)) return [...(known.get(title) ?? [])];
      known.set(title, (known.get(title) ?? new Set()).add(paper.id));
      return [];
    },
    forget: (title: string, id: PaperId): void => {
      known.get(paperIdOfTitle(title))?.delete(id);
    },
  };
};
