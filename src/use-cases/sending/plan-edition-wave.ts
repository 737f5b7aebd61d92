import type {ChunkName} from '../../delivery/ledger/chunk-name.ts';
import {type OpenRun, openRun} from '../../delivery/runs/open-run.ts';
import {planWave} from '../../delivery/runs/plan-wave.ts';
import {FIRST_RUN, frequenciesOf, SCHEDULED} from '../../delivery/runs/scheduled-run.ts';
import {isDueAt} from '../../editions/calendar.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';

export type DeliverWave = Omit<OpenRun, 'run' | 'reason'> & {
  /** A quarter of an hour of UTC, ms since 1970. */
  wave: number;
  subscribers: Subscribers;
  chunkSize: number;
  requestChunks: (names: ChunkName[]) => Promise<void>;
  /** Told why no run could be opened; the wave stays due. */
  onRefusal: (reason: string) => void;
};

/** Brings an edition to those of its readers whose hour begins in this wave. A wave that nobody chose opens no run. Returns how many mails were planned. */
export const deliverWave = async ({
  wave,
  subscribers,
  chunkSize,
  requestChunks,
  onRefusal,
  ...run
}: DeliverWave): Promise<number> => {
  const {ledger, edition} = run;
  const isForThem = frequenciesOf(edition);
  const due = (await subscribers.duePlans()).filter(
    plan => isForThem.includes(plan.frequency) && isDueAt(plan, wave),
  );
  const thisWave = {edition, run: FIRST_RUN, wave: new Date(wave).toISOString()};
  if (due.length === 0) {
    await ledger.waveIsPlanned(thisWave);
    return 0;
  }
  const opened = await openRun({...run, run: FIRST_RUN, reason: SCHEDULED});
  if (opened.kind === 'refused') onRefusal(opened.reason);
  if (opened.kind !== 'open') return 0;
  const planned = await planWave({
    ...thisWave,
    ledger,
    chunkSize,
    takes: ['none'],
    numbers: subscribers.membersOfAny(due),
  });
  await requestChunks(await ledger.openChunks(edition));
  return planned;
};
