import type {Log} from '../../../log.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';

export type ImportBlockDeps = {subscribers: Pick<Subscribers, 'importBlocks'>; log: Log};

/** Why an address without a subscriber may not be added; null where nothing keeps it out. */
export const loadImportBlock = async ({subscribers, log}: ImportBlockDeps, address: string) => {
  const [block = null] = await subscribers.importBlocks([address]);
  log.debug({event: 'import-block.looked-up', outcome: block === null ? 'none' : 'blocked'});
  return block;
};
