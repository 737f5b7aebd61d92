import type {Clock} from '../../../clock.ts';
import type {ReadingLists} from '../../../editions/learning/reading-list-store.ts';
import type {Log} from '../../../log.ts';
import type {PaperId} from '../../../papers/paper.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';

export type SavePaperDeps = {
  subscribers: Pick<Subscribers, 'read'>;
  readingLists: Pick<ReadingLists, 'save' | 'remove'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type SavePaper = {
  /** What the token of an opinion or manage link says. */
  link: {number: number; epoch: number};
  paper: PaperId;
  wanted: 'save' | 'remove';
};

export type SavePaperResult =
  | {kind: 'saved' | 'removed'}
  /** It is so already. */
  | {kind: 'unchanged'}
  /** The list has as many as it may. */
  | {kind: 'full'}
  /** Who gets no editions has no list. */
  | {kind: 'not-active'}
  /** The link's epoch has ended, or the subscriber is gone. */
  | {kind: 'void'};

/** Puts a paper on a subscriber's reading list, or takes it off; by a link of this epoch. */
export const savePaper = async (deps: SavePaperDeps, asked: SavePaper): Promise<SavePaperResult> => {
  const result = await save(deps, asked);
  deps.log.info({event: 'paper.saved', outcome: result.kind, subscriber: asked.link.number}, 'paper saved');
  return result;
};

const save = async (
  {subscribers, readingLists, clock}: SavePaperDeps,
  {link: {number, epoch}, paper, wanted}: SavePaper,
): Promise<SavePaperResult> => {
  const [subscriber] = await subscribers.read([number]);
  if (!subscriber || subscriber.epoch > epoch) return {kind: 'void'};
  if (subscriber.state !== 'active') return {kind: 'not-active'};
  if (wanted === 'remove') {
    const removed = await readingLists.remove(number, paper);
    return {kind: removed === 'removed' ? 'removed' : 'unchanged'};
  }
  const saved = await readingLists.save(number, {paper, savedAt: clock.now()});
  return {kind: saved === 'known' ? 'unchanged' : saved};
};
