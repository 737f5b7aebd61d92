import type {Log} from '../../log.ts';
import type {DamageRegister} from '../../ops/damage.ts';
import {parseAddress} from '../../subscribers/address.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {MendResult} from '../../subscribers/store/upkeep/mend-record.ts';

export type MendSubscriberDeps = {
  subscribers: Pick<Subscribers, 'mend'>;
  damage: Pick<DamageRegister, 'clear'>;
  log: Log;
};

export type MendSubscriber = {
  number: number;
  /** As typed; only where the record has none that can be read. */
  address: string | null;
};

export type MendSubscriberResult = MendResult | {kind: 'refused'; reason: string};

/**
 * Mends a record of which something cannot be read: defaults take the place of broken preferences, and who
 * has no state that can be read counts as one who left.
 */
export const mendSubscriber = async (
  {subscribers, damage, log}: MendSubscriberDeps,
  {number, address}: MendSubscriber,
): Promise<MendSubscriberResult> => {
  const parsed = address === null ? null : parseAddress(address);
  if (parsed?.kind === 'refused') return parsed;
  const result = await subscribers.mend(number, parsed?.address ?? null);
  if (result.kind === 'mended' || result.kind === 'sound' || result.kind === 'unknown')
    await damage.clear({kind: 'subscriber', name: String(number)});
  log.info({event: `record.mend-${result.kind}`, kind: 'subscriber', name: String(number)}, result.kind);
  return result;
};
