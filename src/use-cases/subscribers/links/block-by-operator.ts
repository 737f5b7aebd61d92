import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import {type BlockAddressDeps, blockAddress} from './block-address.ts';

export type BlockByOperatorDeps = BlockAddressDeps & {subscribers: Pick<Subscribers, 'find'>};

/**
 * An operator blocks an address that `parseAddress` returned, since its owner asked for it: what waits for it
 * is deleted, its subscription ends, and no form reaches it until an operator lifts the block.
 */
export const blockByOperator = async (deps: BlockByOperatorDeps, address: string): Promise<void> => {
  const subscriber = await deps.subscribers.find(address);
  await blockAddress(deps, {
    number: subscriber?.number ?? null,
    place: deps.subscribers.placeCodeOf(address),
  });
  deps.log.info({event: 'address.blocked-by-operator', subscriber: subscriber?.number ?? null});
};
