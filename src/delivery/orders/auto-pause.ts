import type {EditionId} from '../../editions/edition.ts';
import type {Log} from '../../log.ts';
import {MACHINE} from '../ledger/audit.ts';
import type {Ledger} from '../ledger/ledger.ts';
import {whyToPause} from './why-to-pause.ts';

/**
 * Pauses an edition whose rates are bad; only a person ends the pause. An edition that has an order
 * keeps it. What is known when the pause begins, and what comes in while it lasts, counts as seen: after a
 * resume only what is new pauses it again.
 */
export const pauseIfItGoesWrong = async ({
  ledger,
  edition,
  now,
  log,
}: {
  ledger: Pick<Ledger, 'order' | 'deliveryRates' | 'giveOrder' | 'acknowledgeRates'>;
  edition: EditionId;
  now: number;
  log: Log;
}): Promise<void> => {
  if (await ledger.order(edition)) return ledger.acknowledgeRates(edition);
  const reason = whyToPause(await ledger.deliveryRates(edition));
  if (reason === null) return;
  const given = await ledger.giveOrder(edition, {verb: 'pause', who: MACHINE, at: now, why: reason});
  if (given === 'given') log.warn({event: 'edition.paused', edition, reason}, `edition paused: ${reason}`);
  await ledger.acknowledgeRates(edition);
};
