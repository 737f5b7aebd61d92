import {type Clock, SECOND} from '../clock.ts';
import type {Candidate, PaperId} from '../papers/paper.ts';
import {matchWords} from './match-words.ts';
import {parseQuery, type Term} from './query.ts';
import {type IndexDeps, keepCurrent, type OnRead, type ReadCatalogue} from './read-catalogue.ts';
import {findSimilar} from './similarity.ts';
import type {Stretch} from './ways.ts';
import type {IndexedText, WordIndex} from './word-index.ts';

export type FoundPaper = {
  /** 1 is the best. */
  rank: number;
  /** As a share of the best one's, 0 to 1. */
  score: number;
  /** The newest day in whose list the paper stands, `2026-03-12`. */
  day: string;
  candidate: Candidate;
};

export type SearchResult =
  | {kind: 'empty' | 'too-long' | 'no-words'}
  | {
      kind: 'found';
      papers: FoundPaper[];
      /** How many there are in all. */
      total: number;
      /** How many of them can be reached: the best thousand. */
      ordered: number;
      /** Whether no paper has all of the words, and these have the most of them. */
      isPartial: boolean;
      /** What was not looked for as it was typed. */
      stretches: Stretch[];
    };

export type RelatedPaper = {day: string; candidate: Candidate};

export type PaperSearch = {
  /**
   * Reads the catalogue now, so that the first search need not wait; searches meanwhile share the
   * reading. A failure is logged, and the next question tries again.
   */
  prepare(): Promise<void>;
  /**
   * The papers that a query finds, from the one at `skip` on (0 is the best) at most `most`. `onRead` is told
   * how far the catalogue is read where that takes a while.
   */
  find(query: string, shown: {skip: number; most: number; onRead?: OnRead}): Promise<SearchResult>;
  /**
   * The five papers most like this one, without those that were withdrawn, the most similar first. Null while
   * the catalogue is read for the first time: nobody waits longer than a second for them.
   */
  relatedTo(paper: IndexedText): Promise<RelatedPaper[] | null>;
  /** The newest day in whose list a paper stands; null where it stands in none, or in the same while. */
  dayOf(id: PaperId): Promise<string | null>;
};

const RELATED = 5;
const RELATED_WITHIN_MS = SECOND;

export type SearchDeps = IndexDeps & {
  catalogue: ReadCatalogue;
  clock: Pick<Clock, 'now' | 'sleep'>;
};

/**
 * Search over the whole catalogue. The first question reads all of it into memory, each later one what
 * changed since; so a process that nobody asks, and that does not prepare, costs nothing. Rejects where the
 * catalogue cannot be read, and the next question tries again.
 */
export const openPaperSearch = ({catalogue, spaces, clock, log}: SearchDeps): PaperSearch => {
  const current = keepCurrent({catalogue, ...(spaces ? {spaces} : {}), clock, log});
  const soon = (): Promise<WordIndex | null> => {
    const tooLong = new AbortController();
    return Promise.race([current(), clock.sleep(RELATED_WITHIN_MS, tooLong.signal).then(() => null)]).finally(
      () => tooLong.abort(),
    );
  };
  return {
    prepare: () =>
      current().then(
        () => undefined,
        () => undefined,
      ),
    find: async (query, {onRead, ...shown}) => {
      const read = parseQuery(query);
      if (read.kind === 'paper') return findById({catalogue, index: await current(onRead)}, read.id);
      if (read.kind !== 'terms') return {kind: read.kind};
      return findByTerms({catalogue, index: await current(onRead)}, {...read, ...shown});
    },
    relatedTo: async paper => {
      const index = await soon();
      return index && relatedIn({catalogue, index}, paper);
    },
    dayOf: async id => {
      const index = await soon();
      return index && dayOf(index, id);
    },
  };
};

type IndexedCatalogue = {catalogue: Pick<SearchDeps['catalogue'], 'find'>; index: WordIndex};

const findById = async (indexed: IndexedCatalogue, id: PaperId): Promise<SearchResult> => {
  const candidate = await indexed.catalogue.find(id);
  const day = candidate && dayOf(indexed.index, candidate.paper.id);
  const papers = candidate && day ? [{rank: 1, score: 1, day, candidate}] : [];
  return {
    kind: 'found',
    papers,
    total: papers.length,
    ordered: papers.length,
    isPartial: false,
    stretches: [],
  };
};

type Wanted = {terms: Term[]; leftOut: string[]; skip: number; most: number};

const findByTerms = async (
  indexed: IndexedCatalogue,
  {terms, leftOut, skip, most}: Wanted,
): Promise<SearchResult> => {
  const {places, scores, total, isPartial, stretches} = matchWords(indexed.index, terms);
  const [best = 0] = scores;
  const scoreOf = new Map(places.map((place, order) => [place, scores[order] ?? 0]));
  const shown = await candidatesAt(indexed, places.slice(skip, skip + most));
  return {
    kind: 'found',
    papers: shown.map(({place, day, candidate}, order) => ({
      rank: skip + order + 1,
      score: round((scoreOf.get(place) ?? 0) / best),
      day,
      candidate,
    })),
    total,
    ordered: places.length,
    isPartial,
    stretches: [...stretches, ...leftOut.map(typed => ({kind: 'left-out' as const, typed}))],
  };
};

const relatedIn = async (indexed: IndexedCatalogue, paper: IndexedText): Promise<RelatedPaper[]> => {
  const similar = findSimilar(indexed.index, paper, RELATED);
  const shown = await candidatesAt(
    indexed,
    similar.map(({place}) => place),
  );
  return shown
    .filter(({candidate}) => !candidate.paper.isWithdrawn)
    .map(({day, candidate}) => ({day, candidate}));
};

/**
 * What the catalogue says now of the papers at these places. One that got another id since stands in the
 * index under that one too.
 */
const candidatesAt = async (
  {catalogue, index}: IndexedCatalogue,
  places: number[],
): Promise<{place: number; day: string; candidate: Candidate}[]> => {
  const found = await Promise.all(
    places.map(async place => {
      const entry = index.at(place);
      const candidate = entry && (await catalogue.find(entry.id));
      return entry && candidate?.paper.id === entry.id ? [{place, day: entry.day, candidate}] : [];
    }),
  );
  return found.flat();
};

const dayOf = (index: WordIndex, id: PaperId): string | null =>
  index.at(index.placeOf(id) ?? -1)?.day ?? null;

const round = (score: number): number => Math.round(score * 10_000) / 10_000;
