import type {PaperId} from '../../papers/paper.ts';
import {type Opinion, opinionOn, withOpinion} from '../../subscribers/opinions.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';

export type GiveOpinionResult =
  | {kind: 'given'; subscriber: Subscriber}
  /** It is so already. */
  | {kind: 'unchanged'; subscriber: Subscriber}
  /** Who gets no editions has no say in them. */
  | {kind: 'not-active'}
  /** The link's epoch has ended, or the subscriber is gone. */
  | {kind: 'void'};

/** Notes that an active subscriber wants more or less like a paper, or neither any more; by a link of this epoch. */
export const giveOpinion = async ({
  subscribers,
  link: {number, epoch},
  paper,
  opinion,
}: {
  subscribers: Pick<Subscribers, 'update'>;
  link: {number: number; epoch: number};
  paper: PaperId;
  opinion: Opinion;
}): Promise<GiveOpinionResult> => {
  const outcome = await subscribers.update(number, current =>
    current.state === 'active' && current.epoch <= epoch && opinionOn(paper, current.opinions) !== opinion
      ? {...current, opinions: withOpinion(current.opinions, {paper, opinion})}
      : null,
  );
  if (outcome.kind === 'unknown' || outcome.subscriber.epoch > epoch) return {kind: 'void'};
  if (outcome.kind === 'updated') return {kind: 'given', subscriber: outcome.subscriber};
  if (outcome.subscriber.state !== 'active') return {kind: 'not-active'};
  return {kind: 'unchanged', subscriber: outcome.subscriber};
};
