import type {PaperId} from '../../../src/papers/paper.ts';
import {noInterests} from '../../../src/ranking/interests.ts';
import {indexPapers, type PaperIndex} from '../../../src/ranking/paper-index.ts';
import {selectPapers} from '../../../src/ranking/selection.ts';
import type {LibraryDay, LibraryRanking, LibrarySet, ReaderLibrary} from './library-set.ts';

/** A way to order a day's candidates for who brings a library. */
export type LibraryOrder = (library: ReaderLibrary) => LibraryRanking[];

/** The candidates as everybody gets them: by votes, and of equals by id. */
export const orderByVotes = ({days, papers}: LibrarySet): LibraryOrder => {
  const ordered = days.map(day => ({date: day.date, ranked: byVotes(day, papers)}));
  return ({reader, size}) => ordered.map(day => ({reader, size, ...day}));
};

/** As a selection orders all of a day's candidates for a reader who likes the library's papers. */
export const orderByLikes = (set: LibrarySet): LibraryOrder => {
  const indexed = set.days.map(day => ({date: day.date, index: indexOf(day, set)}));
  return ({reader, size, library}) => {
    const liked = library.flatMap(id => set.papers.get(id)?.paper ?? []);
    return indexed.map(({date, index}) => {
      const interests = {...noInterests, liked, papers: index.papers.length};
      const places = selectPapers({index, interests}).map(({index: place}) => place);
      return {reader, size, date, ranked: places.flatMap(place => index.papers[place]?.id ?? [])};
    });
  };
};

const indexOf = (day: LibraryDay, {papers}: LibrarySet): PaperIndex =>
  indexPapers(
    byVotes(day, papers).flatMap(id => {
      const listed = papers.get(id);
      return listed ? [{...listed.paper, votes: listed.votes}] : [];
    }),
  );

const byVotes = ({candidates}: LibraryDay, papers: LibrarySet['papers']): PaperId[] => {
  const votesOf = (id: PaperId): number => papers.get(id)?.votes ?? 0;
  return [...candidates].sort((a, b) => votesOf(b) - votesOf(a) || (a < b ? -1 : 1));
};
