import type {Clock} from '../../../clock.ts';
import type {RequestLetter} from '../../../delivery/letters/request-letter.ts';
import type {Log} from '../../../log.ts';
import type {SignUpLimits} from '../../../subscribers/sign-up/sign-up-limits.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import type {InboxScope} from '../../../subscribers/tokens.ts';

export type RequestInboxLinkDeps = {
  subscribers: Pick<Subscribers, 'read'>;
  limits: SignUpLimits;
  requestLetter: RequestLetter;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type RequestInboxLink = {
  number: number;
  /** What the link will do, and nothing else. */
  scope: InboxScope;
  /** The visitor's IP, null where it is not known. */
  visitor: string | null;
};

export type RequestInboxLinkResult = {
  /**
   * `over-limit`: the inbox got too many of these letters already. `closed`: nothing is sent there any more,
   * after a bounce or a complaint. `unknown`: gone meanwhile.
   */
  kind: 'requested' | 'over-limit' | 'closed' | 'unknown';
};

/**
 * Sends a link to the inbox on record for what a forwarded mail must not be enough for. Subscribers who left
 * get it too: they may still take their data and be erased.
 */
export const requestInboxLink = async (
  deps: RequestInboxLinkDeps,
  asked: RequestInboxLink,
): Promise<RequestInboxLinkResult> => {
  const {number, scope} = asked;
  const kind = await request(deps, asked);
  if (kind === 'requested') await deps.requestLetter({number, letter: `${scope}-link`});
  deps.log.info(
    {event: 'inbox-link.requested', outcome: kind, scope, subscriber: number},
    'inbox link requested',
  );
  return {kind};
};

const request = async (
  {subscribers, limits, clock}: RequestInboxLinkDeps,
  {number, visitor}: RequestInboxLink,
): Promise<RequestInboxLinkResult['kind']> => {
  const [subscriber] = await subscribers.read([number]);
  if (!subscriber) return 'unknown';
  if (subscriber.state === 'suppressed') return 'closed';
  const {address} = subscriber;
  const taken = await limits.take({
    ...{kind: 'inbox-link', address, visitor, subscriber: number},
    now: clock.now(),
  });
  return taken.kind === 'over' ? 'over-limit' : 'requested';
};
