import type {Log} from '../../log.ts';
import type {ClaimedChunk} from '../ledger/claimed-chunk.ts';

/** How long a claim holds without being renewed: short, so that a killed worker's chunk is soon another's. */
export const LEASE_MS = 4000;

/**
 * Keeps the claim while mails are made or a slow answer is awaited. A renewal that fails is logged; the next
 * one tries again.
 */
export const whileRenewing = async <Result>(
  chunk: Pick<ClaimedChunk, 'renew'>,
  log: Log,
  work: () => Promise<Result>,
): Promise<Result> => {
  const timer = setInterval(() => {
    chunk
      .renew()
      .catch(error =>
        log.warn({event: 'claim.renewal-failed', error: String(error)}, 'claim renewal failed'),
      );
  }, LEASE_MS / 3);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
};
