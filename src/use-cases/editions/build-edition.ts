import type {Clock} from '../../clock.ts';
import {lastCatchUp} from '../../editions/calendar.ts';
import {hashContent} from '../../editions/compose.ts';
import {type Draft, type DraftDeps, draftEdition} from '../../editions/draft-edition.ts';
import type {EditionContent, EditionId} from '../../editions/edition.ts';
import type {Compiled, Editions} from '../../editions/edition-store.ts';
import type {EditionPool} from '../../editions/pool/pool.ts';
import type {WhyNoPapers} from '../../editions/pool/why-no-papers.ts';
import type {Log} from '../../log.ts';
import type {PaperId} from '../../papers/paper.ts';
import {countOf} from '../../papers/text.ts';

export type BuildOutcome =
  | {kind: 'ready'; papers: number; hash: string; alreadyBuilt: boolean}
  /** Its sources could not be asked; it is tried again. */
  | {kind: 'building'; reason: string}
  | {kind: 'skipped'; reason: string};

export type BuildEditionDeps = DraftDeps & {
  editions: Editions;
  /** Why no paper of its days was collected. */
  whyNoPapers: (id: EditionId) => Promise<WhyNoPapers>;
  /** How late an edition is still made up for. */
  catchUpHours: number;
  /** Refused, in one line, where the operator's templates do not make a mail of it. */
  compile: (
    content: EditionContent,
  ) => Promise<({kind: 'compiled'} & Compiled) | {kind: 'refused'; reason: string}>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/**
 * Builds the edition of a day or a week and freezes it with its compiled fragments. An edition that stands
 * is never built again; without papers, or with templates that make no mail, there is none, and the reason
 * is kept. A later build may still succeed. While the sources of its days could not be asked it stays
 * `building`, until no subscriber would get it any more. A curation that comes while it is built is in it.
 */
export const buildEdition = async (deps: BuildEditionDeps, id: EditionId): Promise<BuildOutcome> => {
  const outcome = await build(deps, id);
  const {kind, ...detail} = outcome;
  const line = {event: 'edition.built', outcome: kind, edition: id, ...detail};
  if (outcome.kind === 'building') deps.log.warn(line, `${id} waits: ${outcome.reason}`);
  else deps.log.info(line, `edition ${kind}`);
  return outcome;
};

const build = async (deps: BuildEditionDeps, id: EditionId): Promise<BuildOutcome> => {
  const {editions, compile} = deps;
  const now = deps.clock.now();
  const standing = await findBuilt(editions, id);
  if (standing) return standing;
  const draft = await draftEdition(deps, id);
  const {content, curationRevision, considered} = draft;
  const skip = async (reason: string, lookedAt: PaperId[]): Promise<BuildOutcome> =>
    (await editions.skip(id, {reason, at: now, considered: lookedAt}))
      ? {kind: 'skipped', reason}
      : requireBuilt(editions, id);
  const none = draft.pool.listed.length === 0 ? await deps.whyNoPapers(id) : null;
  if (none?.kind === 'unreachable' && now < lastCatchUp(id, deps.catchUpHours))
    return (await editions.delay(id, {reason: none.reason, at: now}))
      ? {kind: 'building', reason: none.reason}
      : requireBuilt(editions, id);
  if (content.papers.length === 0) return skip(whySkipped(id, draft, none), considered);
  const hash = hashContent(content);
  const edition = {content, hash, builtAt: now};
  const compiled = await compile(content);
  // No reader had these papers: where nobody mends the templates in time, the next edition carries them.
  if (compiled.kind === 'refused') return skip(compiled.reason, []);
  const frozen = await editions.freeze({edition, compiled, curationRevision, considered});
  if (frozen.kind === 'curated') return build(deps, id);
  if (frozen.kind === 'stands') return requireBuilt(editions, id);
  return {kind: 'ready', papers: content.papers.length, hash, alreadyBuilt: false};
};

const whySkipped = (id: EditionId, {pool}: Draft, none: WhyNoPapers | null): string => {
  if (pool.papers.length > 0) return `the operator dropped every paper of ${id}`;
  const why = none?.reason ?? whyNoneIsNew(pool, id);
  if (pool.waiting === 0) return why;
  const late = `${countOf(pool.waiting, 'paper')} that came late to the days before`;
  return `${why}; ${late} ${pool.waiting === 1 ? 'waits' : 'wait'} for the next edition`;
};

const whyNoneIsNew = ({listed}: EditionPool, id: EditionId): string =>
  listed.length === 1
    ? `the one paper of ${id} stood in another edition`
    : `all ${listed.length} papers of ${id} stood in other editions`;

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
