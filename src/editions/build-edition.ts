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
  const standing = await editions.entry(id);
  if (standing?.kind === 'edition')
    return {kind: 'ready', papers: standing.papers, hash: standing.hash, alreadyBuilt: true};
  const content = composeEdition({id, candidates: await candidates()});
  if (content.papers.length === 0) {
    const reason = await whyNoPapers();
    await editions.skip(id, {reason, at: now});
    return {kind: 'skipped', reason};
  }
  const hash = hashContent(content);
  const frozen = await editions.freeze({content, hash, builtAt: now}, await compile(content));
  const built =
    frozen.kind === 'frozen'
      ? content.papers.length
      : ((await editions.find(id))?.content.papers.length ?? 0);
  return {kind: 'ready', papers: built, hash: frozen.hash, alreadyBuilt: frozen.kind === 'stands'};
};
