import type {Paper} from '../../../papers/paper.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';
import type {WebDeps} from '../../deps.ts';

/** What the catalogue still has of a reader's saved papers, the newest first. */
export const savedPapers = async (deps: WebDeps, {number}: Subscriber): Promise<Paper[]> => {
  const saved = await deps.subscribers.readingList(number);
  const found = await deps.papers.findAll(saved.map(({paper}) => paper));
  return found.flatMap(one => (one ? [one.paper] : []));
};
