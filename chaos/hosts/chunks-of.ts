import {ledgerStore} from '../../src/delivery/ledger/ledger-keys.ts';
import type {EditionId} from '../../src/editions/edition.ts';
import type {OpenPaperboy} from '../open-with-stores.ts';

/** All that the ledger has of an edition's chunks, as one text: two are alike where nothing was written. */
export const chunksOf = async (
  {stores: {redis}, config}: OpenPaperboy,
  edition: EditionId,
): Promise<string> => {
  const {keysOf} = ledgerStore({redis, prefix: config.QUEUE_PREFIX});
  const names = await redis.keys(keysOf(edition).chunk({edition, run: 1, chunk: '*'}));
  if (names.length === 0) throw new Error(`no chunk of ${edition} was found`);
  const all = await Promise.all(
    names.toSorted().map(async name => [name, Object.entries(await redis.hgetall(name)).toSorted()]),
  );
  return JSON.stringify(all);
};
