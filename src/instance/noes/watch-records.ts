import type {RecordLine} from '../../subscribers/noes/record-line.ts';
import type {InstanceStore} from '../instance-store.ts';
import type {NoesFile} from './noes-file.ts';

export type WatchRecordsDeps = {
  /** Null where this process notes nobody who leaves. */
  noes: Pick<NoesFile, 'record' | 'add'> | null;
  instanceStore: Pick<InstanceStore, 'enterRecord' | 'enteredRecords'>;
  clock: {now(): number};
};

/**
 * A look at the records of noes that an instance has: its own is entered as in use, and those of other hosts
 * are named in it, so that a restore with it alone learns that there are more.
 */
export const openWatchRecords = ({noes, instanceStore, clock}: WatchRecordsDeps): (() => Promise<void>) => {
  let named = '';
  return async () => {
    if (!noes?.record) return;
    const {record} = noes;
    await instanceStore.enterRecord(record, clock.now());
    const beside = [...(await instanceStore.enteredRecords()).keys()].filter(other => other !== record);
    const names = beside.sort().join(' ');
    if (names === named) return;
    named = names;
    noes.add([{record, beside, at: clock.now()} satisfies RecordLine]);
  };
};
