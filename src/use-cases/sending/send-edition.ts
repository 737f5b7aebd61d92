import type {ChunkName} from '../../delivery/ledger/chunk-name.ts';
import {whySealed} from '../../delivery/ledger/closed/closing.ts';
import {whyStopped} from '../../delivery/ledger/global-stop.ts';
import {type OpenRunDeps, openRun} from '../../delivery/runs/open-run.ts';
import {planWave} from '../../delivery/runs/plan-wave.ts';
import {FIRST_RUN, frequenciesOf} from '../../delivery/runs/scheduled-run.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Log} from '../../log.ts';
import {activeNumbers} from '../../subscribers/store/audience.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';

/** What planning a run needs. */
export type RunDeps = OpenRunDeps & {
  subscribers: Subscribers;
  /** The most mails that one call of the transport carries. */
  chunkSize: number;
  requestChunks: (names: ChunkName[]) => Promise<void>;
  log: Log;
};

export type SendEdition = {edition: EditionId; onProgress?: (planned: number) => void};

export type SendEditionResult = {kind: 'planned'; mails: number} | {kind: 'refused'; reason: string};

/**
 * Sends an edition now to its whole audience, whatever their hour: a daily one to readers of daily or weekday
 * mail, a weekly one to readers of weekly mail. Readers who have it already are passed over, so that sending
 * twice is sending once.
 */
export const sendEdition = async (deps: RunDeps, wanted: SendEdition): Promise<SendEditionResult> => {
  const result = await planAll(deps, wanted);
  const {edition} = wanted;
  deps.log.info({event: `edition.send-${result.kind}`, edition, outcome: result}, `sending ${result.kind}`);
  return result;
};

const planAll = async (deps: RunDeps, {edition, onProgress}: SendEdition): Promise<SendEditionResult> => {
  const {ledger, subscribers, chunkSize, requestChunks, clock} = deps;
  const refused = (reason: string): SendEditionResult => ({kind: 'refused', reason});
  const stop = await ledger.globalStop();
  if (stop) return refused(whyStopped(stop));
  const order = await ledger.order(edition);
  if (order) return refused(`edition ${edition} is ${order.order}: ${order.reason}`);
  const seal = await ledger.sealOf(edition);
  if (seal) return refused(whySealed(edition, seal));
  const opened = await openRun(deps, {edition, run: FIRST_RUN, reason: 'sent by the operator'});
  if (opened.kind === 'refused') return opened;
  if (opened.kind === 'not-built')
    return refused(`edition ${edition} is not built; run: paperboy editions build ${edition}`);
  const mails = await planWave({
    ...{ledger, edition, run: FIRST_RUN, chunkSize, takes: ['none']},
    wave: new Date(clock.now()).toISOString(),
    numbers: activeNumbers({subscribers, frequencies: frequenciesOf(edition)}),
    ...(onProgress ? {onProgress} : {}),
  });
  if (mails === null)
    return refused(
      `Redis forgot a part of the plan of edition ${edition} while it was written: send it again`,
    );
  await requestChunks(await ledger.openChunks(edition));
  return {kind: 'planned', mails};
};
