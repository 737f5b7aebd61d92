import type {ConfirmResult, ConfirmSubscription} from '../use-cases/subscribers/confirm-subscription.ts';
import type {Subscribe, SubscribeResult} from '../use-cases/subscribers/subscribe.ts';
import type {Unsubscribe, UnsubscribeResult} from '../use-cases/subscribers/unsubscribe.ts';

/** What happened to a subscription, by the reader's random id and never their address. */
export type TellOfSubscriber = (
  type: 'subscriber.confirmed' | 'subscriber.left',
  id: string,
) => Promise<void>;

type Doors = {
  subscribe: (asked: Subscribe) => Promise<SubscribeResult>;
  confirm: (asked: ConfirmSubscription) => Promise<ConfirmResult>;
  unsubscribe: (asked: Unsubscribe) => Promise<UnsubscribeResult>;
};

type Hearers = {tell: TellOfSubscriber; noteSignUp: (outcome: SubscribeResult['kind']) => void};

/** The same doors, which tell a program of who came and who left, and the metrics of who asked. */
export const tellEvents = <Group extends Doors>(group: Group, {tell, noteSignUp}: Hearers): Group => ({
  ...group,
  subscribe: async (asked: Subscribe) => {
    const result = await group.subscribe(asked);
    noteSignUp(result.kind);
    return result;
  },
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
