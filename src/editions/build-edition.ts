import type {Candidate} from '../papers/paper.ts';
import {composeEdition, hashContent} from './compose.ts';
import type {EditionContent, EditionId} from './edition.ts';
import type {Compiled, Editions} from './store.ts';

export type BuildOutcome =
  | {kind: 'ready'; papers: number; hash: string; alreadyBuilt: boolean}
  | {kind: 'skipped'; reason: string};

export type BuildEdition = {
  id: EditionId;
  now: number;
  editions: Editions;
  /** The day's papers with their last snapshots. */
  candidates: () => Promise<Candidate[]>;
  /** Why there are none, in one line. */
  whyNoPapers: () => Promise<string>;
  compile: (content: EditionContent) => Promise<Compiled>;
};

/**
 * Builds the edition of a day and freezes it with its compiled fragments. An edition that stands is never built anew;
 * without papers there is none, and the reason is kept. A later build may still succeed.
 */
export const buildEdition = async ({
  id,
  now,
  editions,
  candidates,
  whyNoPapers,
  compile,
}: BuildEdition): Promise<BuildOutcome> => {
  const standing = await findBuilt(editions, id);
  if (standing) return standing;
  const content = composeEdition({id, candidates: await candidates()});
  if (content.papers.length === 0) {
    const reason = await whyNoPapers();
    if (await editions.skip(id, {reason, at: now})) return {kind: 'skipped', reason};
    return requireBuilt(editions, id);
  }
  const hash = hashContent(content);
  const frozen = await editions.freeze({content, hash, builtAt: now}, await compile(content));
  if (frozen.kind === 'stands') return requireBuilt(editions, id);
  return {kind: 'ready', papers: content.papers.length, hash, alreadyBuilt: false};
};

const findBuilt = async (editions: Editions, id: EditionId): Promise<BuildOutcome | null> => {
  const entry = await editions.entry(id);
  return entry?.kind === 'edition'
    ? {kind: 'ready', papers: entry.papers, hash: entry.hash, alreadyBuilt: true}
    : null;
};

/** What another process built meanwhile. */
const requireBuilt = async (editions: Editions, id: EditionId): Promise<BuildOutcome> => {
  const built = await findBuilt(editions, id);
  if (!built) throw new Error(`edition ${id} stood a moment ago and is gone`);
  return built;
};
