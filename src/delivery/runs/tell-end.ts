import type {EditionId} from '../../editions/edition.ts';
import type {Log} from '../../log.ts';
import type {Ledger} from '../ledger/ledger.ts';

/** One line with its sums when a run has ended, or a wave of it: at warn where somebody got nothing. */
export const tellEnd = async (
  {ledger, log}: {ledger: Pick<Ledger, 'noteEnd' | 'findRun'>; log: Log},
  {edition, run}: {edition: EditionId; run: number},
): Promise<void> => {
  if (!(await ledger.noteEnd(edition, run))) return;
  const ended = await ledger.findRun(edition, run);
  if (!ended) return;
  const {counts, startedAt, lastAt, reason} = ended;
  const {audience, accepted, failed, excluded, uncertain} = counts;
  const line = {
    ...{event: 'run.finished', edition, run, reason},
    ...{audience, accepted, failed, excluded, uncertain},
    tookMs: (lastAt ?? startedAt) - startedAt,
  };
  const others = `${failed} failed, ${excluded} excluded, ${uncertain} uncertain`;
  const said = `${accepted} of ${audience} accepted, ${others}`;
  if (failed + uncertain > 0) log.warn(line, said);
  else log.info(line, said);
};
