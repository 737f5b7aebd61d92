import type {Log} from '../../log.ts';
import type {PaperId} from '../../papers/paper.ts';
import {type Opinion, opinionOn, withOpinion} from '../../subscribers/opinions.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';

export type GiveOpinionDeps = {subscribers: Pick<Subscribers, 'update'>; log: Log};

export type GiveOpinion = {
  /** What the token of an opinion or manage link says. */
  link: {number: number; epoch: number};
  paper: PaperId;
  opinion: Opinion;
};

export type GiveOpinionResult =
  | {kind: 'given'; subscriber: Subscriber}
  /** It is so already. */
  | {kind: 'unchanged'; subscriber: Subscriber}
  /** Subscribers who get no editions have no say in them. */
  | {kind: 'not-active'}
  /** The link's epoch has ended, or the subscriber is gone. */
  | {kind: 'void'};

/**
 * Notes that an active subscriber wants more or less like a paper, or neither any more; by a link of this
 * epoch.
 */
export const giveOpinion = async (
  {subscribers, log}: GiveOpinionDeps,
  asked: GiveOpinion,
): Promise<GiveOpinionResult> => {
  const result = await give(subscribers, asked);
  log.info({event: 'opinion.given', outcome: result.kind, subscriber: asked.link.number}, 'opinion given');
  return result;
};

const give = async (
  subscribers: Pick<Subscribers, 'update'>,
  {link: {number, epoch}, paper, opinion}: GiveOpinion,
): Promise<GiveOpinionResult> => {
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
