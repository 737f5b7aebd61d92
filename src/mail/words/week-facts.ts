import type {Speech} from '../../../templates/languages/speech.ts';
import type {EditionContent, EditionPaper} from '../../editions/edition.ts';
import {gainedSinceDay, risenAfterDay} from '../../ranking/rising.ts';
import {type EditionFacts, shortName} from './edition-facts.ts';

/**
 * The facts of a week. Its papers are those of its days, of which the edition may carry a part; numbers alone
 * are news.
 */
export const factsOfWeek = ({days = [], papers}: EditionContent, speech: Speech): EditionFacts => ({
  news: newsOf(papers, speech),
  period: 'week',
  papers: Math.max(
    days.reduce((sum, day) => sum + day.papers, 0),
    papers.length,
  ),
  span: speech.say('mail.week.span', {n: days.length}),
});

/** `Utonia ends first with 148 upvotes; dLLM rose most after its day, from 65 to 121.` */
const newsOf = (papers: EditionPaper[], {say}: Speech): string => {
  const [first] = papers.toSorted((one, other) => (other.votes ?? 0) - (one.votes ?? 0));
  if (!first?.votes) return '';
  const ends = {name: shortName(first.title), n: first.votes};
  const risen = papers[risenAfterDay(papers)[0] ?? -1];
  if (risen === undefined) return say('mail.week.first', ends);
  if (risen === first) return say('mail.week.firstRose', {...ends, gained: gainedSinceDay(risen) ?? 0});
  const rise = {risen: shortName(risen.title), before: risen.votesThen ?? 0, now: risen.votes ?? 0};
  return say('mail.week.firstAndRise', {...ends, ...rise});
};
