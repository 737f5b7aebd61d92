import type {Batch} from '../../mail/body/batch.ts';
import type {EditionRenderer} from '../../mail/edition-renderer.ts';
import {type LinkKeys, openMinter} from '../../subscribers/tokens.ts';
import type {ChunkName} from '../ledger/chunk-name.ts';
import type {Manifest} from '../ledger/manifest.ts';
import type {Recipient} from '../ledger/recipients.ts';
import type {RoomFor} from './body-buffers.ts';

export type ChunkToPrint = {
  renderer: EditionRenderer;
  name: ChunkName;
  /** The instance that the mails' tags name; null for a chunk that was frozen before they named one. */
  instanceId: string | null;
  manifest: Manifest;
  /** In the order of the members. */
  recipients: Recipient[];
  keys: LinkKeys;
  roomFor: RoomFor;
};

/**
 * Prints the mails of a chunk from its manifest and recipients. Tokens are made from the secret that the
 * manifest names, so that a rotation in mid-send changes nothing; that secret must still be among `keys`.
 */
export const printChunk = (chunk: ChunkToPrint): Batch => {
  const {renderer, name, instanceId, manifest, recipients, keys, roomFor} = chunk;
  const mint = openMinter({keys, keyId: manifest.keyId});
  const emails = manifest.members.map(({number, epoch, selection, avoided, news, form, language}, place) => {
    const {address, id} = recipients[place] ?? {address: '', id: null};
    const reader = {id, number};
    return {
      name,
      instanceId,
      number,
      address,
      language,
      selection,
      avoided,
      news,
      form,
      unsubscribeToken: mint({scope: 'unsubscribe', reader, epoch: 0, expiresAt: null}),
      manageToken: mint({scope: 'manage', reader, epoch, expiresAt: null}),
      opinionToken: mint({scope: 'opinion', reader, epoch, expiresAt: null}),
    };
  });
  const body = renderer.layOut(emails);
  return body.writeInto(roomFor(body.bytes));
};
