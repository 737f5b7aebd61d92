import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {PaperId} from '../../papers/paper.ts';
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
