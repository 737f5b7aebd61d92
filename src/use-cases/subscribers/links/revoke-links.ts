import type {RequestLetter} from '../../../delivery/letters/request-letter.ts';
import type {Log} from '../../../log.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';

export type RevokeLinksDeps = {
  subscribers: Pick<Subscribers, 'update'>;
  requestLetter: RequestLetter;
  log: Log;
};

/** What the token of a manage link says. */
export type RevokeLinks = {number: number; epoch: number};

export type RevokeLinksResult =
  | {kind: 'revoked'}
  /** The link was void already, or the subscriber is gone. */
  | {kind: 'void'};

/**
 * Voids every manage and confirm link so far, this one too; unsubscribe links keep working. The new link
 * goes to the inbox of an active subscriber by letter and to no page: the one who asks may be the one with
 * somebody else's mail.
 */
export const revokeLinks = async (
  {subscribers, requestLetter, log}: RevokeLinksDeps,
  {number, epoch}: RevokeLinks,
): Promise<RevokeLinksResult> => {
  const outcome = await subscribers.update(number, current =>
    current.epoch === epoch ? {...current, epoch: current.epoch + 1} : null,
  );
  const isRevoked = outcome.kind === 'updated';
  if (isRevoked && outcome.subscriber.state === 'active')
    await requestLetter({number, letter: 'manage-link'});
  const result: RevokeLinksResult = {kind: isRevoked ? 'revoked' : 'void'};
  log.info({event: 'links.revoked', outcome: result.kind, subscriber: number}, 'links revoked');
  return result;
};
