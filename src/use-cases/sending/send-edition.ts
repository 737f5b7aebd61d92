import type {ChunkName} from '../../delivery/ledger/chunk-name.ts';
import {whyStopped} from '../../delivery/ledger/global-stop.ts';
import {type OpenRun, openRun} from '../../delivery/runs/open-run.ts';
import {planWave} from '../../delivery/runs/plan-wave.ts';
import {FIRST_RUN, frequenciesOf} from '../../delivery/runs/scheduled-run.ts';
import {activeNumbers} from '../../subscribers/store/audience.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';

export type SendEdition = Omit<OpenRun, 'run' | 'reason'> & {
  subscribers: Subscribers;
  chunkSize: number;
  requestChunks: (names: ChunkName[]) => Promise<void>;
  onProgress?: (planned: number) => void;
};

export type SendOutcome = {kind: 'planned'; mails: number} | {kind: 'refused'; reason: string};

/**
 * Sends an edition now to its whole audience, whatever their hour: a daily one to who wants daily or weekday mail, a weekly one to who wants
 * weekly mail. Who has it already is passed over, so sending twice is sending once.
 */
export const sendEdition = async ({
  subscribers,
  chunkSize,
  requestChunks,
  onProgress,
  ...run
}: SendEdition): Promise<SendOutcome> => {
  const {ledger, edition, now} = run;
  const stop = await ledger.globalStop();
  if (stop) return {kind: 'refused', reason: whyStopped(stop)};
  const order = await ledger.order(edition);
  if (order) return {kind: 'refused', reason: `edition ${edition} is ${order.order}: ${order.reason}`};
  const opened = await openRun({...run, run: FIRST_RUN, reason: 'sent by the operator'});
  if (opened.kind === 'refused') return opened;
  if (opened.kind === 'not-built')
    return {kind: 'refused', reason: `edition ${edition} is not built: paperboy editions build ${edition}`};
  const mails = await planWave({
    ledger,
    edition,
    run: FIRST_RUN,
    wave: new Date(now).toISOString(),
    chunkSize,
    takes: ['none'],
    numbers: activeNumbers({subscribers, frequencies: frequenciesOf(edition)}),
    ...(onProgress ? {onProgress} : {}),
  });
  await requestChunks(await ledger.openChunks(edition));
  return {kind: 'planned', mails};
};
