import type {EditionId} from '../../editions/edition.ts';
import {daysOf} from '../../editions/edition-id.ts';
import {daysBefore} from '../../editions/pool/edition-window.ts';
import type {Log} from '../../log.ts';
import type {PaperSource} from '../../papers/sources/paper-source.ts';
import type {CollectionReport, CollectPapers} from '../papers/collect-papers.ts';
import type {BuildOutcome} from './build-edition.ts';

export type CollectAndBuildDeps = {
  sources: readonly PaperSource[];
  collectPapers: (asked: CollectPapers) => Promise<CollectionReport[]>;
  buildEdition: (id: EditionId) => Promise<BuildOutcome>;
  log: Log;
};

/** The nightly job: the last snapshots, of the days before too, then the edition. */
export const collectAndBuild = async (
  {sources, collectPapers, buildEdition, log}: CollectAndBuildDeps,
  id: EditionId,
): Promise<BuildOutcome> => {
  const reports = await collectPapers({days: daysOf(id)});
  const isDown = (name: string) => reports.some(({kind, source}) => kind === 'failed' && source === name);
  // One that gives no answer now would only keep the edition waiting; one whose days rest (arXiv) counts no
  // votes that could rise.
  const worthAsking = sources.filter(({name, restMs}) => restMs === undefined && !isDown(name));
  await collectPapers({days: daysBefore(id), sources: worthAsking.map(({name}) => name)});
  const outcome = await buildEdition(id);
  log.debug({event: 'edition.prepared', outcome: outcome.kind, edition: id}, 'edition prepared');
  return outcome;
};
