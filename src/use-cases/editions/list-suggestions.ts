import type {DecidedSuggestion, Suggestions} from '../../editions/suggestions/suggestion-store.ts';
import type {Log} from '../../log.ts';
import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {PaperId} from '../../papers/paper.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';

/** A suggestion as an operator sees it: without who made it. */
export type ListedSuggestion = {
  paper: PaperId;
  /** Null where the catalogue does not have it yet. */
  title: string | null;
  /** How many active subscribers suggested it. */
  readers: number;
  /** When the first one did; ms since 1970. */
  since: number;
};

/** More of what was decided than this is history. */
const LAST_DECIDED = 20;

/** What waits for the operator, the longest first, and what was decided last, the newest first. */
export const listSuggestions = async ({
  suggestions,
  subscribers,
  catalogue,
  log,
}: {
  suggestions: Pick<Suggestions, 'waiting' | 'decided'>;
  subscribers: Pick<Subscribers, 'readOn'>;
  catalogue: Pick<Catalogue, 'findAll'>;
  log: Log;
}): Promise<{waiting: ListedSuggestion[]; decided: DecidedSuggestion[]}> => {
  const [waiting, decided] = await Promise.all([suggestions.waiting(), suggestions.decided()]);
  const known = await catalogue.findAll(waiting.map(({paper}) => paper));
  const listed: ListedSuggestion[] = [];
  for (const [place, {paper, numbers, since}] of waiting.entries()) {
    const readers = (await subscribers.readOn(numbers)).filter(one => one?.state === 'active').length;
    listed.push({paper, title: known[place]?.paper.title ?? null, readers, since});
  }
  log.debug({event: 'suggestions.listed', waiting: listed.length}, 'suggestions listed');
  return {waiting: listed, decided: decided.slice(-LAST_DECIDED).reverse()};
};
