import type {Speech} from '../../../templates/languages/speech.ts';
import type {EditionContent, EditionPaper} from '../../editions/edition.ts';
import {isWeekly} from '../../editions/edition-id.ts';
import {sinceWhen} from '../../editions/reason-words.ts';
import {cutAtWord, nameInTitle} from '../../papers/text.ts';
import {isolate, onOneLine} from '../plain-text.ts';

/** What the line under the name says of an edition, the same for all its readers. */
export type EditionFacts = {
  /** `Most upvoted: YuE, 34.`, `Risen since 10 March: YuE, 34 → 61.`; '' where there are no upvotes. */
  news: string;
  /** What the titles that a mail leaves out are of; as an older version kept it, in words. */
  period: 'day' | 'week' | 'this day' | 'this week';
  /** Of a week: how many papers its days had, and `in 5 days`. */
  papers?: number;
  span?: string;
};

const MAX_CUT_LENGTH = 40;

/** The facts of an edition. Numbers alone are news: what has none says nothing. */
export const factsOfEdition = ({id, papers}: EditionContent, speech: Speech): EditionFacts => ({
  news: risen(papers, speech) ?? mostUpvoted(papers, speech) ?? '',
  period: isWeekly(id) ? 'week' : 'day',
});

const risen = (papers: EditionPaper[], speech: Speech): string | null => {
  for (const {title, votes, reasons} of papers) {
    const rise = reasons.find(reason => reason.kind === 'risen');
    if (rise && votes !== null)
      return speech.say('mail.risen', {
        since: sinceWhen(rise.since, speech),
        name: shortName(title),
        before: votes - rise.gained,
        now: votes,
      });
  }
  return null;
};

const mostUpvoted = (papers: EditionPaper[], {say}: Speech): string | null => {
  const [most] = papers.toSorted((one, other) => (other.votes ?? 0) - (one.votes ?? 0));
  return most?.votes ? say('mail.mostUpvoted', {name: shortName(most.title), votes: most.votes}) : null;
};

/** A paper's title up to the colon, where that is short, else cut at a word. */
export const shortName = (title: string): string => {
  const line = onOneLine(title);
  return isolate(nameInTitle(line) ?? cutAtWord(line, MAX_CUT_LENGTH));
};
