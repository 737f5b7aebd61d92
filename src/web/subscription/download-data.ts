import type {Context} from 'hono';
import {maskAddress} from '../../subscribers/mask-address.ts';
import type {WebDeps} from '../deps.ts';
import {refuseLink, verifyOwnerLink} from './links.ts';

/**
 * `GET /manage/:token/data.json`: everything that is kept of a subscriber, to be saved as a file (GDPR
 * articles 15 and 20). Addresses are masked: their owner knows them, and anyone who has the link from a
 * forwarded mail must not learn them.
 */
export const downloadData =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const link = await verifyOwnerLink({deps, c, scope: 'manage'});
    if (link.kind === 'refused') return refuseLink({deps, c, because: link.because});
    const kept = await deps.subscribers.exportData(link.subscriber.number);
    if (kept === null) return refuseLink({deps, c, because: 'expired'});
    c.header('Content-Disposition', 'attachment; filename="my-papers-subscription.json"');
    return c.body(`${JSON.stringify(masked(kept), null, 2)}\n`, 200, {'Content-Type': 'application/json'});
  };

type Kept = NonNullable<Awaited<ReturnType<WebDeps['subscribers']['exportData']>>>;

const masked = ({address, newAddress, ...kept}: Kept) => ({
  ...kept,
  address: maskAddress(address),
  newAddress: newAddress && {...newAddress, address: maskAddress(newAddress.address)},
});
