import type {PaperId} from '../../papers/paper.ts';
import {cosineOf, toUnit} from '../space/embedding.ts';
import type {LatentSpace} from '../space/latent-space.ts';
import type {TopicText} from '../topics/topic-texts.ts';

/** A paper of a library that the catalogue has, so that its title may be told. */
export type NamedPaper = {
  id: PaperId;
  /** Its beginning. */
  title: string;
  /** Its place in the space less the mean of all papers, each number from -127 to 127. */
  vector: Int8Array;
};

/** So many papers of a library are compared with what its reader gets: those that lie along it most. */
export const MAX_NAMED = 12;

const MAX_CELL = 127;

/** A title is named by its beginning: a reason is stored for each subscriber. */
const MAX_TITLE_LENGTH = 48;

/** Papers are told to be alike from this cosine of their centred vectors on (docs/ranking.md). */
const MIN_LIKENESS = 0.4;

/** Chooses the papers that may be named, those that lie farthest in a library's direction. */
export const namePapers = ({
  papers,
  direction,
  space,
}: {
  papers: (TopicText & {id: PaperId})[];
  direction: Float64Array;
  space: LatentSpace;
}): NamedPaper[] =>
  papers
    .map(paper => {
      const vector = toUnit(space.centre(space.vectorOf(paper)));
      return {paper, vector, along: cosineOf(vector, direction)};
    })
    .filter(({along}) => along > 0)
    .sort((a, b) => b.along - a.along || (a.paper.id < b.paper.id ? -1 : 1))
    .slice(0, MAX_NAMED)
    .map(({paper: {id, title}, vector}) => ({
      id,
      title: beginningOf(title),
      vector: Int8Array.from(vector, value => Math.round(value * MAX_CELL)),
    }));

/** Vectors of papers in a space (centred) one after the other, and how long each is. */
export type PlacedVectors = {vectors: Float64Array; lengths: Float64Array; dimensions: number};

/** Finds the one of these named papers that is most like the paper at a place; null where none is. */
export type FindNearest = (named: readonly NamedPaper[], place: number) => NamedPaper | null;

/** So many named papers are compared at once: their sums do not wait for one another. */
const ABREAST = 4;

/** Compares named papers with placed ones; those that were given last are asked for again quickly. */
export const openNearest = ({vectors, lengths, dimensions}: PlacedVectors): FindNearest => {
  const cells = new Float64Array(MAX_NAMED * dimensions);
  const likeness = new Float64Array(ABREAST);
  let last: readonly NamedPaper[] = [];
  return (named, place) => {
    if (named !== last) putAbreast(named, cells, dimensions);
    last = named;
    const count = Math.min(named.length, MAX_NAMED);
    let nearest: NamedPaper | null = null;
    let most = MIN_LIKENESS * MAX_CELL * (lengths[place] as number);
    for (let first = 0; first < count; first += ABREAST) {
      const column = cells.subarray(first * dimensions, (first + ABREAST) * dimensions);
      putLikeness(likeness, vectors, place * dimensions, column);
      for (let at = 0; at < ABREAST && first + at < count; at++) {
        if ((likeness[at] as number) <= most) continue;
        most = likeness[at] as number;
        nearest = named[first + at] as NamedPaper;
      }
    }
    return nearest;
  };
};

/** Cells of the same dimension side by side, of four papers each; the last of them may be of nobody. */
const putAbreast = (named: readonly NamedPaper[], cells: Float64Array, dimensions: number): void => {
  for (const [number, {vector}] of named.slice(0, MAX_NAMED).entries()) {
    const within = number % ABREAST;
    const from = (number - within) * dimensions + within;
    for (let at = 0; at < dimensions; at++) cells[from + at * ABREAST] = vector[at] as number;
  }
};

const putLikeness = (
  likeness: Float64Array,
  vectors: Float64Array,
  from: number,
  cells: Float64Array,
): void => {
  let [first, second, third, fourth] = [0, 0, 0, 0];
  for (let cell = 0, at = from; cell < cells.length; cell += ABREAST, at++) {
    const value = vectors[at] as number;
    first += value * (cells[cell] as number);
    second += value * (cells[cell + 1] as number);
    third += value * (cells[cell + 2] as number);
    fourth += value * (cells[cell + 3] as number);
  }
  likeness[0] = first;
  likeness[1] = second;
  likeness[2] = third;
  likeness[3] = fourth;
};

/** Whole words of a title, with a sign where some are left out. */
export const beginningOf = (title: string): string => {
  if (title.length <= MAX_TITLE_LENGTH) return title;
  const cut = title.slice(0, MAX_TITLE_LENGTH + 1);
  const end = cut.lastIndexOf(' ');
  return `${end > 0 ? cut.slice(0, end) : [...cut].slice(0, -2).join('')}…`;
};
