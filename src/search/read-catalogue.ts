import {setImmediate} from 'node:timers/promises';
import type {Clock} from '../clock.ts';
import type {Log} from '../log.ts';
import type {Catalogue} from '../papers/catalogue/catalogue.ts';
import type {Paper} from '../papers/paper.ts';
import {paperIdOfTitle} from '../papers/paper-id.ts';
import {openWordIndex, type WordIndex} from './word-index.ts';

export type ReadCatalogue = Pick<Catalogue, 'days' | 'candidatesInParts' | 'changesAfter'>;

export type IndexDeps = {catalogue: ReadCatalogue; clock: Pick<Clock, 'now'>; log: Log};

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
export const keepCurrent = ({catalogue, clock, log}: IndexDeps): CurrentIndex => {
  let whole: WordIndex | null = null;
  let lastChange = 0;
  let reading: Promise<WordIndex> | null = null;

  const readAll = async (onRead: OnRead): Promise<WordIndex> => {
    const startedAt = clock.now();
    const index = openWordIndex();
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
        putPaper(index, paper, day);
        if (clock.now() - startedAt < SLICE_MS) continue;
        await setImmediate();
        startedAt = clock.now();
      }
  };

  const readNew = async (onRead: OnRead): Promise<WordIndex> => {
    // Before the days, so that what comes while they are read is listed the next time.
    const {days, last} = await catalogue.changesAfter(lastChange);
    if (whole && last >= lastChange) for (const day of days) await readDay(whole, day);
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

/** An arXiv paper takes the place of the one that was known by its title alone. */
const putPaper = (index: WordIndex, paper: Paper, day: string): void => {
  index.put(paper, day);
  const titleOnlyId = paperIdOfTitle(paper.title);
  if (titleOnlyId !== paper.id) index.remove(titleOnlyId);
};
