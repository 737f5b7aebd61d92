import {hashContent} from './compose.ts';
import {type Draft, type DraftEdition, draftEdition} from './draft-edition.ts';
import type {EditionContent, EditionId} from './edition.ts';
import type {Compiled, Editions} from './store.ts';

export type BuildOutcome =
  | {kind: 'ready'; papers: number; hash: string; alreadyBuilt: boolean}
  | {kind: 'skipped'; reason: string};

export type BuildEdition = DraftEdition & {
  now: number;
  editions: Editions;
  /** Why there are none, in one line. */
  whyNoPapers: () => Promise<string>;
  compile: (content: EditionContent) => Promise<Compiled>;
};

/**
 * Builds the edition of a day and freezes it with its compiled fragments. An edition that stands is never built anew;
 * without papers there is none, and the reason is kept. A later build may still succeed. A curation that comes
 * while it is built is in it.
 */
export const buildEdition = async (wanted: BuildEdition): Promise<BuildOutcome> => {
  const {id, now, editions, compile} = wanted;
  const standing = await findBuilt(editions, id);
  if (standing) return standing;
  const draft = await draftEdition(wanted);
  const {content, curationRevision} = draft;
  if (content.papers.length === 0) {
    const reason = await whySkipped(draft, wanted);
    if (await editions.skip(id, {reason, at: now})) return {kind: 'skipped', reason};
    return requireBuilt(editions, id);
  }
  const hash = hashContent(content);
  const edition = {content, hash, builtAt: now};
  const frozen = await editions.freeze({edition, compiled: await compile(content), curationRevision});
  if (frozen.kind === 'curated') return buildEdition(wanted);
  if (frozen.kind === 'stands') return requireBuilt(editions, id);
  return {kind: 'ready', papers: content.papers.length, hash, alreadyBuilt: false};
};

const whySkipped = async ({candidates}: Draft, {id, whyNoPapers}: BuildEdition): Promise<string> =>
  candidates === 0 ? whyNoPapers() : `the operator dropped every paper of ${id}`;

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
