import type {Clock} from '../clock.ts';
import {forgetInOutbox} from '../delivery/transports/outbox/forget-in-outbox.ts';
import type {Log} from '../log.ts';
import type {DiskTraces} from './disk-traces.ts';

/**
 * Forgets what stands of these readers outside their records: their mails in the outbox at once, and what
 * the files of Redis say with the next rewrite. To be called before the records go, so that a process that is
 * killed in between leaves nothing that nobody looks for.
 */
export type ForgetTraces = (readers: {number: number; address: string}[]) => Promise<void>;

export type TracesToForget = {
  diskTraces: Pick<DiskTraces, 'note'>;
  /** The folder of the outbox, whatever mail leaves by now. */
  outbox: string;
  instanceId: string;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** An outbox that cannot be read is an event: it does not keep a record from being erased. */
export const openForgetTraces =
  ({diskTraces, outbox, instanceId, clock, log}: TracesToForget): ForgetTraces =>
  async readers => {
    if (readers.length === 0) return;
    await diskTraces.note(clock.now());
    try {
      await forgetInOutbox(
        outbox,
        readers.map(reader => ({...reader, instance: instanceId})),
      );
    } catch (error) {
      if (!(error instanceof Error) || !('syscall' in error) || !('code' in error)) throw error;
      log.error(
        {event: 'outbox.forget-failed', reason: `${String(error.code)} at ${String(error.syscall)}`},
        'mail to an erased subscriber could not be deleted from the outbox; delete it by hand',
      );
    }
  };
