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

/** `mails`: how many were planned. */
export type EditionWaveResult =
  | {kind: 'planned'; mails: number}
  /** No reader chose this wave: it is done. */
  | {kind: 'nobody'; mails: 0}
  /** The edition is closed, or held since a restore: the wave is done. */
  | {kind: 'sealed'; mails: 0}
  /** Redis forgot a part of the plan while it was written: the wave stays due. */
  | {kind: 'forgotten'; mails: 0}
  /** The wave stays due. */
  | {kind: 'not-built'; mails: 0}
  /** The templates make no mail of it; the wave stays due. */
  | {kind: 'refused'; mails: 0; reason: string};

/**
 * Brings an edition to those of its readers whose hour begins in this wave. A wave that no reader chose opens
 * no run.
 */
export const planEditionWave = async (deps: RunDeps, wanted: EditionWave): Promise<EditionWaveResult> => {
  const {log} = deps;
  const result = await plan(deps, wanted);
  const wave = new Date(wanted.wave).toISOString();
  const line = {event: `wave.${result.kind}`, edition: wanted.edition, wave, mails: result.mails};
  if (result.kind === 'refused') log.error(line, result.reason);
  else if (result.kind === 'forgotten') log.warn(line, 'Redis forgot a part of the plan; planned again');
  else log.info(line, `wave ${result.kind}`);
  return result;
};

const plan = async (deps: RunDeps, {edition, wave}: EditionWave): Promise<EditionWaveResult> => {
  const {ledger, subscribers, chunkSize, requestChunks} = deps;
  const thisWave = {edition, run: FIRST_RUN, wave: new Date(wave).toISOString()};
  if (await ledger.sealOf(edition)) {
    await ledger.waveIsPlanned(thisWave);
    return {kind: 'sealed', mails: 0};
  }
  const isForThem = frequenciesOf(edition);
  const due = (await subscribers.duePlans()).filter(
    plan => isForThem.includes(plan.frequency) && isDueAt(plan, wave),
  );
  if (due.length === 0) {
    await ledger.waveIsPlanned(thisWave);
    return {kind: 'nobody', mails: 0};
  }
  const opened = await openRun(deps, {edition, run: FIRST_RUN, reason: SCHEDULED});
  if (opened.kind !== 'open') return {...opened, mails: 0};
  const numbers = subscribers.membersOfAny(due);
  const mails = await planWave({...thisWave, ledger, chunkSize, takes: ['none'], numbers});
  if (mails === null) return {kind: 'forgotten', mails: 0};
  await requestChunks(await ledger.openChunks(edition));
  return {kind: 'planned', mails};
};
