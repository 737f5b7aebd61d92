import type {Log} from '../../../log.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import {type RevokeLinksDeps, type RevokeLinksResult, revokeLinks} from '../links/revoke-links.ts';

export type KeepAddressDeps = RevokeLinksDeps & {
  subscribers: Pick<Subscribers, 'newAddresses' | 'dueChanges'>;
  log: Log;
};

/** What a token of scope `keep-address` says. */
export type KeepAddress = {number: number; epoch: number};

/**
 * The old inbox objects to a change of address: it is called off, and every link is revoked, since the one
 * who asked may have one of this reader's mails.
 */
export const keepAddress = async (
  deps: KeepAddressDeps,
  {number, epoch}: KeepAddress,
): Promise<RevokeLinksResult> => {
  const result = await revokeLinks(deps, {number, epoch});
  if (result.kind === 'revoked') {
    await deps.subscribers.newAddresses.drop(number);
    await deps.subscribers.dueChanges.drop(number);
  }
  deps.log.info({event: 'address-change.objected', outcome: result.kind, subscriber: number}, 'address kept');
  return result;
};
