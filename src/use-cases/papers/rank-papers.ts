import type {LoadInterests} from '../../delivery/chunks/load-interests.ts';
import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {PaperId} from '../../papers/paper.ts';
import {indexPapers} from '../../ranking/paper-index.ts';
import {selectPapers} from '../../ranking/selection.ts';
import {rankByVotes} from '../../ranking/votes.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';

export type RankPapersDeps = {
  catalogue: Pick<Catalogue, 'candidatesOf'>;
  subscribers: Pick<Subscribers, 'countLikes' | 'find'>;
  loadInterests: LoadInterests;
};

export type RankPapers = {
  /** A UTC day such as `2026-03-12`. */
  date: string;
  /** The address of the subscriber whose selection it is; null for the base ranking. */
  reader: string | null;
  /** Only the first so many; all where it is left out. */
  top?: number;
};

export type RankedPaper = {rank: number; id: PaperId; title: string; score: number; reasons: string[]};

export type RankPapersResult = {kind: 'ranked'; papers: RankedPaper[]} | {kind: 'unknown-reader'};

/**
 * A day's papers in order, each with its reasons: for everybody, or as one subscriber would get them.
 * Changes nothing.
 */
export const rankPapers = async (
  {catalogue, subscribers, loadInterests}: RankPapersDeps,
  {date, reader: address, top}: RankPapers,
): Promise<RankPapersResult> => {
  const candidates = await catalogue.candidatesOf(date);
  const wanted = await subscribers.countLikes(candidates.map(({paper}) => paper));
  const ranked = rankByVotes(candidates, 'day', wanted);
  const reader = address === null ? null : await subscribers.find(address);
  if (address !== null && !reader) return {kind: 'unknown-reader'};
  const [interests] = reader ? await loadInterests([reader]) : [];
  const papers = ranked.map(({candidate: {paper, snapshot}}) => ({...paper, votes: snapshot.votes}));
  const chosen = interests
    ? selectPapers({index: indexPapers(papers), interests})
    : ranked.map((_, index) => ({index, because: []}));
  return {
    kind: 'ranked',
    papers: chosen.slice(0, top ?? chosen.length).flatMap(({index, because}, place) => {
      const paper = ranked[index];
      if (!paper) return [];
      const {id, title} = paper.candidate.paper;
      return [{rank: place + 1, id, title, score: paper.score, reasons: [...because, ...paper.reasons]}];
    }),
  };
};
