import type {EditionId} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import {whySealed} from '../ledger/closed/closing.ts';
import {whyStopped} from '../ledger/global-stop.ts';
import type {Ledger} from '../ledger/ledger.ts';
import type {Refusal} from './plan-resend.ts';

/** Why no re-send of an edition may begin now, or null. */
export const refuseResend = async (
  {ledger, editions}: {ledger: Ledger; editions: Pick<Editions, 'entry'>},
  edition: EditionId,
): Promise<Refusal | null> => {
  const [entry, stop, order, first, seal] = await Promise.all([
    editions.entry(edition),
    ledger.globalStop(),
    ledger.order(edition),
    ledger.findRun(edition, 1),
    ledger.sealOf(edition),
  ]);
  const refused = (reason: string): Refusal => ({kind: 'refused', reason});
  if (entry?.kind !== 'edition')
    return refused(`edition ${edition} is not built; run: paperboy editions build ${edition}`);
  if (stop) return refused(whyStopped(stop));
  if (order) return refused(`edition ${edition} is ${order.order}: ${order.reason}`);
  if (seal?.kind === 'closed') return refused(whySealed(edition, seal));
  if (!first && seal === null)
    return refused(`edition ${edition} was not sent yet: paperboy editions send ${edition}`);
  return null;
};

/** The refusal while another process holds the edition's lock. */
export const underWay = (edition: EditionId): Refusal => ({
  kind: 'refused',
  reason: `another re-send of edition ${edition} is under way`,
});
