import type {OpenPaperboy} from '../chaos/open-with-stores.ts';
import {MINUTE} from '../src/clock.ts';
import type {ChunkName} from '../src/delivery/ledger/chunk-name.ts';
import {ledgerStore} from '../src/delivery/ledger/ledger-keys.ts';
import {type Manifest, unpackManifest} from '../src/delivery/ledger/manifest.ts';
import type {EditionId} from '../src/editions/edition.ts';

/**
 * Settles all chunks of an edition as accepted. The first is sent as a worker does; the others go through the
 * ledger's own steps (claim, freeze, begin, settle) with the papers of the first, without making any mail.
 */
export const settleAll = async (paperboy: OpenPaperboy, edition: EditionId): Promise<void> => {
  const {ledger} = paperboy.stores;
  const [first, ...others] = await ledger.openChunks(edition);
  if (!first) return;
  await paperboy.sending.sendChunk(first);
  const {redis} = paperboy.stores;
  const {keysOf} = ledgerStore({redis, prefix: paperboy.config.QUEUE_PREFIX});
  const packed = await redis.hgetBuffer(keysOf(edition).chunk(first), 'manifest');
  if (!packed) throw new Error('a chunk that was sent has no manifest');
  const {keyId, members} = unpackManifest(packed);
  const [sample] = members;
  if (!sample) throw new Error('a chunk that was sent has no members');
  for (const name of others) await settle(paperboy, name, {keyId, members: [sample]});
};

const settle = async ({stores}: OpenPaperboy, name: ChunkName, like: Manifest): Promise<void> => {
  const {ledger, clock} = stores;
  const claimed = await ledger.claim({name, leaseMs: MINUTE, workerId: 'bench', random: Math.random, clock});
  const [sample] = like.members;
  if (claimed.kind !== 'claimed' || !sample) throw new Error(`chunk ${name.chunk} is ${claimed.kind}`);
  const {chunk} = claimed;
  const numbers = await chunk.members();
  await chunk.freeze({
    manifest: {keyId: like.keyId, members: numbers.map(number => ({...sample, number}))},
    recipients: numbers.map(number => ({address: `reader-${number}@mail.example.org`, id: null})),
    ...{payloadHash: 'x'.repeat(43), key: `bench1/${name.edition}/${name.chunk}`, revision: 0, excluded: []},
  });
  await chunk.beginCall();
  const messageIds = numbers.map(() => crypto.randomUUID());
  await chunk.settle(numbers, {outcome: 'accepted', messageIds, reason: ''});
};
