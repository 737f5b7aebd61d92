import {openRun} from '../../delivery/runs/open-run.ts';
import {planWave} from '../../delivery/runs/plan-wave.ts';
import {FIRST_RUN, frequenciesOf, SCHEDULED} from '../../delivery/runs/scheduled-run.ts';
import {isDueAt} from '../../editions/calendar.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {RunDeps} from './send-edition.ts';

export type EditionWave = {
  edition: EditionId;
  /** A quarter of an hour of UTC, ms since 1970. */
  wave: number;
};

/**
 * Brings an edition to those of its readers whose hour begins in this wave. A wave that no reader chose opens
 * no run. Where the templates make no mail of it, that is logged as an error and the wave stays due. Returns
 * how many mails were planned.
 */
export const planEditionWave = async (deps: RunDeps, {edition, wave}: EditionWave): Promise<number> => {
  const {ledger, subscribers, chunkSize, requestChunks, log} = deps;
  const isForThem = frequenciesOf(edition);
  const due = (await subscribers.duePlans()).filter(
    plan => isForThem.includes(plan.frequency) && isDueAt(plan, wave),
  );
  const thisWave = {edition, run: FIRST_RUN, wave: new Date(wave).toISOString()};
  if (due.length === 0) {
    await ledger.waveIsPlanned(thisWave);
    return 0;
  }
  const opened = await openRun(deps, {edition, run: FIRST_RUN, reason: SCHEDULED});
  if (opened.kind === 'refused') log.error({event: 'templates.refused', edition}, opened.reason);
  if (opened.kind !== 'open') return 0;
  const numbers = subscribers.membersOfAny(due);
  const mails = await planWave({...thisWave, ledger, chunkSize, takes: ['none'], numbers});
  log.info({event: 'wave.planned', ...thisWave, mails}, 'wave planned');
  await requestChunks(await ledger.openChunks(edition));
  return mails;
};
