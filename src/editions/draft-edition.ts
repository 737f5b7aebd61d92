import type {Paper, PaperId} from '../papers/paper.ts';
import type {FollowerCounts} from '../ranking/follower-counts.ts';
import type {LikeCounts} from '../ranking/like-counts.ts';
import {isUnvoted} from '../ranking/unvoted.ts';
import {composeEdition} from './compose.ts';
import type {Curation} from './curation/curation.ts';
import type {EditionContent, EditionId} from './edition.ts';
import type {EditionPool} from './pool/pool.ts';

export type DraftDeps = {
  /** The version of the space in which editions are made now; null where there is none. */
  currentSpace: () => Promise<string | null>;
  /** What an edition may be made from, with the last snapshots. */
  loadPool: (id: EditionId) => Promise<EditionPool>;
  /** The curation as it stands, each paper under its id of now. */
  loadCuration: (id: EditionId) => Promise<Curation>;
  /** How many readers want more like each of these papers; asked once. */
  countLikes: (papers: Paper[]) => Promise<LikeCounts>;
  /** How many readers follow somebody of each of these papers; asked once. */
  countFollowers: (papers: Paper[]) => Promise<FollowerCounts>;
};

/** An edition as it would freeze now. */
export type Draft = {
  content: EditionContent;
  /** What it was made from, before the curation. */
  pool: EditionPool;
  /**
   * All papers that need not be looked at again for an edition to come, whether this one carries them or not.
   */
  considered: PaperId[];
  /** Of the curation that it was made with. */
  curationRevision: number;
};

/** Makes an edition from what is known now, and keeps nothing. */
export const draftEdition = async (deps: DraftDeps, id: EditionId): Promise<Draft> => {
  const [found, decided] = await Promise.all([deps.loadPool(id), deps.loadCuration(id)]);
  const {papers, recent, days} = found;
  const space = await deps.currentSpace();
  const [likeCounts, followerCounts] = await Promise.all([
    deps.countLikes([...papers, ...recent].map(({paper}) => paper)),
    deps.countFollowers(papers.filter(isUnvoted).map(({paper}) => paper)),
  ]);
  return {
    content: {
      ...composeEdition({
        ...{id, candidates: papers, curation: decided, likeCounts, followerCounts, recent},
        ...(days ? {days} : {}),
      }),
      ...(space === null || papers.length === 0 ? {} : {space}),
    },
    pool: found,
    considered: [...new Set([...found.listed, ...papers.map(({paper}) => paper.id)])],
    curationRevision: decided.revision,
  };
};
