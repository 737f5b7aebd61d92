import type {PaperId} from '../../../src/papers/paper.ts';
import {noInterests} from '../../../src/ranking/interests.ts';
import {compileInterest, learnedIndex} from '../../../src/ranking/library/learned-interest.ts';
import {COMPANIONS, directionOf, learnLibrary} from '../../../src/ranking/library/library-profile.ts';
import {indexPapers, type PaperIndex} from '../../../src/ranking/paper-index.ts';
import {selectPapers} from '../../../src/ranking/selection.ts';
import {openNearPapers} from '../../../src/ranking/space/near-papers.ts';
import {spaceOf} from '../space-of.ts';
import type {LibraryDay, LibraryRanking, LibrarySet, ReaderLibrary} from './library-set.ts';

/** A way to order a day's candidates for who brings a library. */
export type LibraryOrder = (library: ReaderLibrary) => LibraryRanking[];

/** The candidates as everybody gets them: by votes, and of equals by id. */
export const orderByVotes = ({days, papers}: LibrarySet): LibraryOrder => {
  const ordered = days.map(day => ({date: day.date, ranked: byVotes(day, papers)}));
  return ({reader, size}) => ordered.map(day => ({reader, size, ...day}));
};

/** By what was learned of the library, as it is kept, before anything else has a say. */
export const orderByLibrary = (set: LibrarySet): LibraryOrder => {
  const earlier = set.earlier.map(({paper}) => paper);
  const space = spaceOf(earlier);
  if (!space) return orderByLikes(set);
  const near = openNearPapers(space);
  for (const [place, paper] of earlier.entries()) near.put(place, paper);
  const indexed = set.days.map(({date, candidates}) => ({
    date,
    candidates,
    index: learnedIndex(textsOf(candidates, set), space),
  }));
  return ({reader, size, library}) => {
    const texts = textsOf(library, set).map(text => ({...text, addedAt: null}));
    const own = new Set(library);
    const along = near.along(directionOf(texts, space));
    const companions = [...earlier.keys()]
      .filter(place => !own.has(earlier[place]?.id ?? ('' as PaperId)))
      .sort((a, b) => (along[b] ?? 0) - (along[a] ?? 0) || a - b)
      .slice(0, COMPANIONS)
      .flatMap(place => earlier[place] ?? []);
    const interest = compileInterest(learnLibrary({texts, space, companions}), space);
    return indexed.map(({date, candidates, index}) => {
      const scores = index.scoresOf(interest);
      const places = [...candidates.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
      return {reader, size, date, ranked: places.flatMap(place => candidates[place] ?? [])};
    });
  };
};

const textsOf = (ids: PaperId[], {papers}: LibrarySet) => ids.flatMap(id => papers.get(id)?.paper ?? []);

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
