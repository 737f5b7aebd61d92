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

/** The named paper that is most like one at this place in a space (centred); null where none is. */
export const nearestNamed = (named: readonly NamedPaper[], vector: Float64Array): NamedPaper | null => {
  let nearest: NamedPaper | null = null;
  let most = MIN_LIKENESS * MAX_CELL * Math.sqrt(cosineOf(vector, vector));
  for (const paper of named) {
    let likeness = 0;
    for (let at = 0; at < vector.length; at++)
      likeness += (vector[at] as number) * (paper.vector[at] as number);
    if (likeness <= most) continue;
    most = likeness;
    nearest = paper;
  }
  return nearest;
};

/** Whole words of a title, with a sign where some are left out. */
export const beginningOf = (title: string): string => {
  if (title.length <= MAX_TITLE_LENGTH) return title;
  const cut = title.slice(0, MAX_TITLE_LENGTH + 1);
  const end = cut.lastIndexOf(' ');
  return `${end > 0 ? cut.slice(0, end) : [...cut].slice(0, -2).join('')}…`;
};
