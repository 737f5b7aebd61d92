import type {Log} from '../../../log.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';

export type UnblockAddressDeps = {subscribers: Pick<Subscribers, 'unblock'>; log: Log};

export type UnblockAddressResult = {kind: 'unblocked' | 'not-blocked'};

/**
 * An operator takes the block back, since the owner asked for it: the sign-up form reaches them again. No
 * import adds them all the same.
 */
export const unblockAddress = async (
  {subscribers, log}: UnblockAddressDeps,
  address: string,
): Promise<UnblockAddressResult> => {
  const kind = (await subscribers.unblock(address)) ? 'unblocked' : 'not-blocked';
  log.info({event: 'address.unblocked', outcome: kind}, 'address unblocked');
  return {kind};
};
