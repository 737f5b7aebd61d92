import type {Clock} from '../../clock.ts';
import type {Log} from '../../log.ts';
import type {ClaimedChunk} from '../ledger/claimed-chunk.ts';

/** How long a claim holds without being renewed: short, so that a killed worker's chunk is soon another's. */
export const LEASE_MS = 4000;

/**
 * Keeps the claim while mails are made or a slow answer is awaited. A renewal that fails is logged; the next
 * one tries again.
 */
export const whileRenewing = async <Result>(
  {clock, log}: {clock: Pick<Clock, 'sleep'>; log: Log},
  chunk: Pick<ClaimedChunk, 'renew'>,
  work: () => Promise<Result>,
): Promise<Result> => {
  const over = new AbortController();
  const renewing = async (): Promise<void> => {
    for (;;) {
      await clock.sleep(LEASE_MS / 3, over.signal);
      if (over.signal.aborted) return;
      chunk
        .renew()
        .catch(error =>
          log.warn({event: 'claim.renewal-failed', error: String(error)}, 'claim renewal failed'),
        );
    }
  };
  void renewing();
  try {
    return await work();
  } finally {
    // With a reason of its own: an error with a stack is made where none is given.
    over.abort('over');
  }
};
