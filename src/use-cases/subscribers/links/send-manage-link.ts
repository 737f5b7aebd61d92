import type {RequestLetter} from '../../../delivery/letters/request-letter.ts';
import type {Log} from '../../../log.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';

export type SendManageLinkDeps = {
  subscribers: Pick<Subscribers, 'read'>;
  requestLetter: RequestLetter;
  log: Log;
};

export type SendManageLinkResult = {kind: 'requested' | 'not-active'};

/**
 * Sends an active subscriber the link to this subscription by letter; resolves when that is noted, not when
 * the letter has left.
 */
export const sendManageLink = async (
  {subscribers, requestLetter, log}: SendManageLinkDeps,
  number: number,
): Promise<SendManageLinkResult> => {
  const [subscriber] = await subscribers.read([number]);
  const isActive = subscriber?.state === 'active';
  if (isActive) await requestLetter({number, letter: 'manage-link'});
  const result: SendManageLinkResult = {kind: isActive ? 'requested' : 'not-active'};
  log.info(
    {event: 'manage-link.requested', outcome: result.kind, subscriber: number},
    'manage link requested',
  );
  return result;
};
