import type {Catalogue, Collection} from '../../papers/catalogue/catalogue.ts';
import type {PaperId} from '../../papers/paper.ts';
import {type Curation, withCurrentIds} from '../curation/curation.ts';
import type {Curations} from '../curation/curation-store.ts';
import type {EditionId} from '../edition.ts';
import {dailyEdition, daysOf, isWeekly} from '../edition-id.ts';
import type {Editions} from '../edition-store.ts';
import type {Suggestions} from '../suggestions/suggestion-store.ts';
import {daysBefore, editionsAround, isInTimeFor} from './edition-window.ts';
import {
  choosePool,
  type EditionPool,
  type RememberedEdition,
  type SuggestedPaper,
  withCurrentPapers,
} from './pool.ts';

export type PoolDeps = {
  catalogue: Pick<Catalogue, 'candidatesOf' | 'find' | 'findAll' | 'collectionsOf'>;
  editions: Pick<Editions, 'remember'>;
  suggestions: Pick<Suggestions, 'decided'>;
  curations: Pick<Curations, 'read'>;
};

/** A week's days can each have another reason why there are no papers. */
const MAX_REASONS = 3;

/** What an edition may be made from, with the last snapshots. */
export const loadPool = async (deps: PoolDeps, id: EditionId): Promise<EditionPool> => {
  const days = [...daysBefore(id), ...daysOf(id)];
  const [lists, others, dailies, suggested] = await Promise.all([
    Promise.all(days.map(async day => ({day, candidates: await deps.catalogue.candidatesOf(day)}))),
    remember(deps, editionsAround(id)),
    remember(deps, isWeekly(id) ? daysOf(id).map(dailyEdition) : []),
    suggestedFor(deps, id),
  ]);
  return choosePool({id, lists, others, dailies, suggested});
};

/** What an operator decided of an edition so far, or before it froze, each paper under its id of now. */
export const loadCuration = async (
  deps: Pick<PoolDeps, 'catalogue' | 'curations'>,
  id: EditionId,
): Promise<Curation> => withCurrentIds(await deps.curations.read(id), paper => currentId(deps, paper));

/**
 * Why no paper of the days was collected, in one line. `unreachable`: a source gave no answer when it
 * was last asked about one of the days, so nobody knows whether there are papers.
 */
export type WhyNoPapers = {kind: 'nothing-there' | 'unreachable'; reason: string};

/** Tells why an edition's days have no papers. */
export const whyNoPapers = async (
  {catalogue}: Pick<PoolDeps, 'catalogue'>,
  id: EditionId,
): Promise<WhyNoPapers> => {
  const asked = (await Promise.all(daysOf(id).map(day => catalogue.collectionsOf(day)))).flat();
  const unreachable = asked.filter(({isUnreachable}) => isUnreachable);
  if (unreachable.length > 0)
    return {kind: 'unreachable', reason: `sources-unreachable: ${reasonsOf(unreachable).join('; ')}`};
  const reasons = reasonsOf(asked);
  const reason =
    reasons.length > 0
      ? `no papers for ${id}: ${reasons.join('; ')}`
      : `no papers for ${id} were collected or imported`;
  return {kind: 'nothing-there', reason};
};

// A source mostly says the same of all days of a week.
const reasonsOf = (collections: readonly Collection[]): string[] =>
  [...new Set(collections.flatMap(({reason}) => (reason ? [reason] : [])))].slice(0, MAX_REASONS);

/** The id that a paper has now: one that was known by its title alone may have got its own. */
export const currentId = async (
  {catalogue}: {catalogue: Pick<Catalogue, 'find'>},
  paper: PaperId,
): Promise<PaperId> => (await catalogue.find(paper))?.paper.id ?? paper;

const remember = async (deps: PoolDeps, ids: EditionId[]): Promise<RememberedEdition[]> =>
  withCurrentPapers(await deps.editions.remember(ids), paper => currentId(deps, paper));

const suggestedFor = async ({suggestions, catalogue}: PoolDeps, id: EditionId): Promise<SuggestedPaper[]> => {
  const accepted = (await suggestions.decided()).filter(
    ({decision, at}) => decision === 'accepted' && isInTimeFor(at, id),
  );
  const found = await catalogue.findAll(accepted.map(({paper}) => paper));
  return accepted.flatMap(({at}, place) => {
    const candidate = found[place];
    return candidate ? [{candidate, acceptedAt: at}] : [];
  });
};
