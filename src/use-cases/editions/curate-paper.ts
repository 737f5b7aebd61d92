import type {Clock} from '../../clock.ts';
import {type CurationResult, changeCuration} from '../../editions/curation/change-curation.ts';
import type {Verdict} from '../../editions/curation/curation.ts';
import type {Curations} from '../../editions/curation/curation-store.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {EditionPool} from '../../editions/pool/pool.ts';
import type {Log} from '../../log.ts';
import type {PaperId} from '../../papers/paper.ts';
import {countOf} from '../../papers/text.ts';

export type CuratePaperDeps = {
  curations: Pick<Curations, 'change'>;
  loadPool: (id: EditionId) => Promise<EditionPool>;
  /** The id that a paper has now. */
  currentId: (paper: PaperId) => Promise<PaperId>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type PaperVerdict = {
  edition: EditionId;
  paper: PaperId;
  verdict: Verdict;
  /** The operator, for the audit. */
  who: string;
};

/**
 * Pins or drops a paper of the edition's own day or week, or takes that back. The last verdict on a paper
 * counts.
 */
export const curatePaper = async (deps: CuratePaperDeps, verdict: PaperVerdict): Promise<CurationResult> => {
  const outcome = await curate(deps, verdict);
  const {edition, paper, verdict: made, who} = verdict;
  deps.log.info(
    {event: 'paper.curated', outcome: outcome.kind, edition, paper, verdict: made, who},
    'paper curated',
  );
  return outcome;
};

const curate = async (
  {curations, loadPool, currentId, clock}: CuratePaperDeps,
  {edition, paper, verdict, who}: PaperVerdict,
): Promise<CurationResult> => {
  const [{papers}, id] = await Promise.all([loadPool(edition), currentId(paper)]);
  if (!papers.some(candidate => candidate.paper.id === id))
    return {
      kind: 'refused',
      reason: `${paper} is not among the ${countOf(papers.length, 'paper')} of ${edition}`,
    };
  return changeCuration(curations, edition, {kind: 'verdict', paper: id, verdict, who, at: clock.now()});
};
