import {unsubscribe} from '../../../src/use-cases/subscribers/unsubscribe.ts';
import type {Newsletter} from '../../support/newsletter.ts';
import {depsAt} from '../../support/subscription-deps.ts';

/** How often each reader got the edition. */
export const copiesIn = ({resend}: Newsletter): number[] => [...resend.inboxes().values()];

/** What that is where each of so many readers got it once. */
export const once = (readers: number): number[] => Array.from({length: readers}, () => 1);

/** A reader follows the link to leave, and no letter goes out. */
export const leaveAs = async (newsletter: Newsletter, address: string): Promise<void> => {
  const {subscribers} = newsletter.paperboy.stores;
  const subscriber = await subscribers.find(address);
  await unsubscribe(depsAt(subscribers, newsletter.clock.now()), {
    number: subscriber?.number ?? 0,
    via: 'link',
  });
};
