import {type SuppressedBy, suppressedBy} from '../subscribers/states.ts';
import type {ImportBlock} from '../subscribers/store/addresses/import-blocks.ts';
import type {Subscriber} from '../subscribers/subscriber.ts';

const WHY_SUPPRESSED: Record<SuppressedBy, string> = {
  bounce:
    'email to this address bounced; its owner can subscribe again through the sign-up form, ' +
    'by its confirmation email',
  complaint: 'its owner reported an email as spam; nothing is ever sent there again',
  other: 'this address is blocked; nothing is sent there again',
};

/** Why an address without a subscriber is blocked, in a line for an operator. */
export const WHY_BLOCKED: Record<ImportBlock, string> = {
  unsubscribed: 'blocked from import: its owner was erased or has another address; the sign-up form works',
  bounced: 'blocked from import: email bounced before it was erased; the sign-up form works once a month',
  'never-again':
    'blocked: its owner asked never to be written to; lift it with: paperboy subscribers unblock EMAIL',
  suppressed: 'blocked for good, such as after a complaint',
};

/** Why no command subscribes this address, in a line for an operator; null where nothing keeps it out. */
export const describeKeptOut = (subscriber: Pick<Subscriber, 'state' | 'stateReason'>): string | null => {
  const by = suppressedBy(subscriber);
  if (by !== null) return `${WHY_SUPPRESSED[by]} (${subscriber.stateReason})`;
  return subscriber.state === 'unsubscribed'
    ? `unsubscribed (${subscriber.stateReason}); only its owner can subscribe again, through the sign-up form`
    : null;
};

/** How an address that is erased now can be subscribed again, in a line for an operator. */
export const describeWayBack = (subscriber: Pick<Subscriber, 'state' | 'stateReason'>): string => {
  const by = suppressedBy(subscriber);
  if (by === null) return 'its owner can subscribe again through the sign-up form';
  return by === 'bounce'
    ? 'its owner can subscribe again through the sign-up form, which sends there at most once a month ' +
        'after a bounce'
    : 'it stays blocked: nothing is sent there again';
};
