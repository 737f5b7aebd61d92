import type {Paper, PaperId} from '../../../src/papers/paper.ts';
import {noInterests} from '../../../src/ranking/interests.ts';
import {
  combineInterests,
  compileInterest,
  type LearnedInterest,
} from '../../../src/ranking/library/learned-interest.ts';
import {COMPANIONS, directionOf, learnLibrary} from '../../../src/ranking/library/library-profile.ts';
import {proposeTopics} from '../../../src/ranking/library/proposed-topics.ts';
import {indexPapers, type PaperIndex} from '../../../src/ranking/paper-index.ts';
import {selectPapers} from '../../../src/ranking/selection.ts';
import type {LatentSpace} from '../../../src/ranking/space/latent-space.ts';
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

/** What was learned of one library, as it is kept, and the topics that it proposes. */
type Learned = {interest: LearnedInterest; topics: string[]};

/** The days ready for selections, and what is learned of a library from the papers before them. */
export type LibraryWorld = {
  days: {date: string; index: PaperIndex}[];
  learn(library: ReaderLibrary): Learned;
};

/** Opens the papers before the days as the catalogue. */
export const openLibraryWorld = (set: LibrarySet): LibraryWorld => {
  const earlier = set.earlier.map(({paper}) => paper);
  const space = spaceOf(earlier);
  const near = openNearPapers(space);
  for (const [place, paper] of earlier.entries()) near.put(place, paper);
  const companionsOf = (texts: Paper[]): Paper[] => {
    const own = new Set(texts.map(({id}) => id));
    const along = near.along(directionOf(texts, space));
    return [...earlier.keys()]
      .sort((a, b) => (along[b] ?? 0) - (along[a] ?? 0) || a - b)
      .flatMap(place => earlier[place] ?? [])
      .filter(({id}) => !own.has(id))
      .slice(0, COMPANIONS);
  };
  const learned = new Map<ReaderLibrary, Learned>();
  const learn = ({library}: ReaderLibrary): Learned => {
    const papers = library.flatMap(id => set.papers.get(id)?.paper ?? []);
    const companions = companionsOf(papers);
    const texts = papers.map(paper => ({...paper, addedAt: null}));
    const profile = learnLibrary({texts, space, companions});
    const interest = combineInterests({
      ...{liked: null, disliked: null},
      library: compileInterest(profile, space),
    });
    if (!interest) throw new Error('a library taught nothing');
    return {interest, topics: proposeTopics({profile, texts: [...texts, ...companions], space})};
  };
  return {
    days: set.days.map(day => ({date: day.date, index: indexOf(day, set, space)})),
    learn: library => {
      const known = learned.get(library) ?? learn(library);
      learned.set(library, known);
      return known;
    },
  };
};

/** By what was learned of the library alone, before diversity and votes have a say. */
export const orderByLibrary = ({days, learn}: LibraryWorld): LibraryOrder =>
  rankEachDay(days, (index, library) => {
    const scores = new Float64Array(index.papers.length);
    index.learned?.scoresOf(learn(library).interest, scores);
    return [...index.papers.keys()].sort((a, b) => (scores[b] ?? 0) - (scores[a] ?? 0) || a - b);
  });

/** As a selection orders all of a day's candidates; `topicsOf` are followed besides. */
export const orderBySelection = (
  {days, learn}: LibraryWorld,
  topicsOf: (learned: Learned) => string[],
): LibraryOrder =>
  rankEachDay(days, (index, library) => {
    const learned = learn(library);
    const interests = {
      ...noInterests,
      learned: learned.interest,
      topics: topicsOf(learned),
      papers: index.papers.length,
    };
    return selectPapers({index, interests}).map(({index: place}) => place);
  });

const rankEachDay =
  (
    days: LibraryWorld['days'],
    order: (index: PaperIndex, library: ReaderLibrary) => number[],
  ): LibraryOrder =>
  library =>
    days.map(({date, index}) => ({
      ...{reader: library.reader, size: library.size, date},
      ranked: order(index, library).flatMap(place => index.papers[place]?.id ?? []),
    }));

const indexOf = (day: LibraryDay, {papers}: LibrarySet, space: LatentSpace): PaperIndex =>
  indexPapers(
    byVotes(day, papers).flatMap(id => {
      const listed = papers.get(id);
      return listed ? [{...listed.paper, votes: listed.votes}] : [];
    }),
    space,
  );

const byVotes = ({candidates}: LibraryDay, papers: LibrarySet['papers']): PaperId[] => {
  const votesOf = (id: PaperId): number => papers.get(id)?.votes ?? 0;
  return [...candidates].sort((a, b) => votesOf(b) - votesOf(a) || (a < b ? -1 : 1));
};
