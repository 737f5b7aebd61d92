import type {EditionContent, EditionPaper} from '../../editions/edition.ts';
import {gainedSinceDay, risenAfterDay} from '../../ranking/rising.ts';
import {countOf} from '../../ranking/votes.ts';
import {type EditionFacts, shortName} from './edition-facts.ts';

/**
 * The facts of a week. Its papers are those of its days, of which the edition may carry a part; numbers alone
 * are news.
 */
export const factsOfWeek = ({days = [], papers}: EditionContent): EditionFacts => ({
  news: newsOf(papers),
  period: 'this week',
  papers: Math.max(
    days.reduce((sum, day) => sum + day.papers, 0),
    papers.length,
  ),
  span: `in ${countOf(days.length, 'day')}`,
});

/** `Utonia ends first with 148 upvotes; dLLM rose most after its day, from 65 to 121.` */
const newsOf = (papers: EditionPaper[]): string => {
  const [first] = papers.toSorted((one, other) => (other.votes ?? 0) - (one.votes ?? 0));
  if (!first?.votes) return '';
  const ends = `${shortName(first.title)} ends first with ${countOf(first.votes, 'upvote')}`;
  const risen = papers[risenAfterDay(papers)[0] ?? -1];
  if (risen === undefined) return `${ends}.`;
  if (risen === first) return `${ends}, ${gainedSinceDay(risen)} of them after its day.`;
  const rise = `from ${risen.votesThen} to ${risen.votes}`;
  return `${ends}; ${shortName(risen.title)} rose most after its day, ${rise}.`;
};
