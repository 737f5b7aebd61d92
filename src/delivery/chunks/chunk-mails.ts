import {createHash} from 'node:crypto';
import type {EditionRenderer} from '../../mail/edition-renderer.ts';
import type {Mail} from '../../mail/mail.ts';
import {type LinkKeys, mintToken} from '../../subscribers/tokens.ts';
import type {ChunkName} from '../ledger/chunk-name.ts';
import type {Manifest} from '../ledger/manifest.ts';
import type {Recipient} from '../ledger/recipients.ts';

export type ChunkMails = {
  mails: Mail[];
  /** SHA-256 over every field of every mail, in hex. */
  hash: string;
};

/**
 * Renders the mails of a chunk from its manifest and recipients. Tokens are made from the secret that the
 * manifest names, so that a rotation in mid-send changes nothing; that secret must still be among `keys`.
 */
export const renderChunk = ({
  renderer,
  name,
  instanceId,
  manifest,
  recipients,
  keys,
}: {
  renderer: EditionRenderer;
  name: ChunkName;
  /** The instance that the mails' tags name; null for a chunk that was frozen before they named one. */
  instanceId: string | null;
  manifest: Manifest;
  /** In the order of the members. */
  recipients: Recipient[];
  keys: LinkKeys;
}): ChunkMails => {
  const hash = createHash('sha256');
  const mails = manifest.members.map(({number, epoch, selection, avoided = ''}, place) => {
    const recipient = recipients[place] ?? {address: '', id: null};
    const token = (scope: 'unsubscribe' | 'manage' | 'opinion') =>
      mintToken({
        keys,
        keyId: manifest.keyId,
        scope,
        reader: {id: recipient.id, number},
        epoch: scope === 'unsubscribe' ? 0 : epoch,
        expiresAt: null,
      });
    const mail = renderer.render({
      name,
      instanceId,
      number,
      address: recipient.address,
      selection,
      avoided,
      unsubscribeToken: token('unsubscribe'),
      manageToken: token('manage'),
      opinionToken: token('opinion'),
    });
    addTo(hash, mail);
    return mail;
  });
  return {mails, hash: hash.digest('hex')};
};

const addTo = (hash: ReturnType<typeof createHash>, mail: Mail) => {
  const {html, text, ...rest} = mail;
  // The long parts go in as they are: writing them as JSON first would cost as much as sending them.
  hash
    .update(JSON.stringify([rest, html.length, text.length]))
    .update(html)
    .update(text);
};
