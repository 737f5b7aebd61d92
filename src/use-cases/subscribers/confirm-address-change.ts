import type {Log} from '../../log.ts';
import {foldAddress} from '../../subscribers/address.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';
import {isAddressMark, type LinkKeys} from '../../subscribers/tokens.ts';

export type ConfirmAddressChangeDeps = {subscribers: Subscribers; linkKeys: LinkKeys; log: Log};

/** What a token of scope `change-address` says. */
export type ConfirmAddressChange = {number: number; epoch: number; addressMark: string};

export type ConfirmAddressChangeResult =
  | {kind: 'changed'; subscriber: Subscriber}
  /** A second press: nothing was changed. */
  | {kind: 'already-changed'; subscriber: Subscriber}
  /**
   * `superseded`: another address was asked for since, or the time is over. `taken`: somebody else is
   * subscribed with it. `not-active`: gets no papers any more.
   */
  | {kind: 'refused'; because: 'unknown' | 'superseded' | 'taken' | 'suppressed' | 'not-active'};

/**
 * Moves a subscription to the address whose owner pressed the link. The epoch moves on, so that manage
 * links of older mails are void, which may lie in an inbox that somebody has lost; links to leave keep
 * working. Anyone who asked with the new address and never confirmed, or left it, gives way, since its owner
 * has just said what they want; who is active with it does not.
 */
export const confirmAddressChange = async (
  deps: ConfirmAddressChangeDeps,
  link: ConfirmAddressChange,
): Promise<ConfirmAddressChangeResult> => {
  const result = await change(deps, link);
  const {number: subscriber} = link;
  deps.log.info({event: 'address.changed', outcome: result.kind, subscriber}, 'address changed');
  return result;
};

const change = async (
  {subscribers, linkKeys: {secrets}}: ConfirmAddressChangeDeps,
  link: ConfirmAddressChange,
): Promise<ConfirmAddressChangeResult> => {
  const isMeant = (address: string) => isAddressMark({secrets, mark: link.addressMark, address});
  const asked = await subscribers.newAddresses.find(link.number);
  if (!asked || !isMeant(asked.address)) return isDone({subscribers, link, isMeant});
  const [importBlocks] = await subscribers.importBlocks([asked.address]);
  if (importBlocks === 'suppressed' || importBlocks === 'bounced')
    return {kind: 'refused', because: 'suppressed'};
  const toNew = (current: Subscriber): Subscriber | null =>
    current.state === 'active' && current.epoch === link.epoch
      ? {...current, address: asked.address, epoch: current.epoch + 1}
      : null;
  for (;;) {
    const outcome = await subscribers.move(link.number, toNew);
    switch (outcome.kind) {
      case 'moved':
        await subscribers.blockImport(outcome.before.address, 'unsubscribed');
        await subscribers.newAddresses.drop(link.number);
        return {kind: 'changed', subscriber: outcome.subscriber};
      case 'taken':
        if (!(await givesWay({subscribers, by: outcome.by, address: asked.address})))
          return {kind: 'refused', because: outcome.by.state === 'suppressed' ? 'suppressed' : 'taken'};
        break;
      default:
        return isDone({subscribers, link, isMeant});
    }
  }
};

type Question = {
  subscribers: Subscribers;
  link: ConfirmAddressChange;
  isMeant: (address: string) => boolean;
};

/** Whether the link was pressed before, or why it counts no more. */
const isDone = async ({subscribers, link, isMeant}: Question): Promise<ConfirmAddressChangeResult> => {
  const [subscriber] = await subscribers.read([link.number]);
  if (!subscriber) return {kind: 'refused', because: 'unknown'};
  if (subscriber.state !== 'active') return {kind: 'refused', because: 'not-active'};
  return isMeant(subscriber.address) && subscriber.epoch === link.epoch + 1
    ? {kind: 'already-changed', subscriber}
    : {kind: 'refused', because: 'superseded'};
};

/**
 * An asking that was never confirmed, or a subscription that was left, ends where its address' owner begins
 * another.
 */
const givesWay = async ({
  subscribers,
  by,
  address,
}: {
  subscribers: Subscribers;
  by: Subscriber;
  address: string;
}): Promise<boolean> => {
  const outcome = await subscribers.remove(
    by.number,
    ({state, address: theirs}) =>
      (state === 'pending' || state === 'unsubscribed') && foldAddress(theirs) === foldAddress(address),
  );
  return outcome.kind !== 'kept';
};
