import type {Speech} from '../../../templates/languages/speech.ts';
import type {Editions} from '../../editions/edition-store.ts';
import {type FirstPaper, firstPapers} from '../../mail/words/first-papers.ts';
import {topicList} from '../../ranking/topics/topic-list.ts';

/** Among so many newest entries one that stood is sought. */
const MAX_LOOKED_AT = 20;

const LISTED: ReadonlySet<string> = new Set(topicList.map(({name}) => name));

/**
 * The papers that a confirmation email shows: those that the newest edition brings to a reader of these
 * topics. Only topics of the list count, since a stranger may have typed others. The edition is one that
 * stood at `asOf` (ms since 1970), so that a letter that is tried again has the same bytes. None where there
 * is no such edition, or nobody can read it.
 */
export const shownPapers = async (
  editions: Pick<Editions, 'list' | 'find'>,
  {asOf, topics, speech}: {asOf: number; topics: string[]; speech: Speech},
): Promise<FirstPaper[]> => {
  const entries = await editions.list(MAX_LOOKED_AT);
  const newest = entries.find(entry => entry.kind === 'edition' && entry.builtAt <= asOf);
  const edition = newest === undefined ? null : await editions.find(newest.id);
  if (edition === null) return [];
  const listed = topics.filter(topic => LISTED.has(topic));
  return firstPapers(edition.content, listed, speech).papers;
};
