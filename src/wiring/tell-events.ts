import type {ConfirmResult, ConfirmSubscription} from '../use-cases/subscribers/confirm-subscription.ts';
import type {Unsubscribe, UnsubscribeResult} from '../use-cases/subscribers/unsubscribe.ts';

/** What happened to a subscription, by the reader's random id and never their address. */
export type TellOfSubscriber = (
  type: 'subscriber.confirmed' | 'subscriber.left',
  id: string,
) => Promise<void>;

type Doors = {
  confirm: (asked: ConfirmSubscription) => Promise<ConfirmResult>;
  unsubscribe: (asked: Unsubscribe) => Promise<UnsubscribeResult>;
};

/** The same doors, which tell a program of who came and who left. */
export const tellEvents = <Group extends Doors>(group: Group, tell: TellOfSubscriber): Group => ({
  ...group,
  confirm: async (asked: ConfirmSubscription) => {
    const result = await group.confirm(asked);
    if (result.kind === 'confirmed') await tell('subscriber.confirmed', result.subscriber.id);
    return result;
  },
  unsubscribe: async (asked: Unsubscribe) => {
    const result = await group.unsubscribe(asked);
    if (result.kind === 'unsubscribed' && result.from === 'active')
      await tell('subscriber.left', result.subscriber.id);
    return result;
  },
});
