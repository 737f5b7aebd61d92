import {createHash} from 'node:crypto';
import type {Candidate} from '../papers/paper.ts';
import {summaryOf} from '../papers/summary.ts';
import {type RankedPaper, rankByVotes} from '../ranking/votes.ts';
import type {EditionContent, EditionId, EditionPaper} from './edition.ts';
import {isWeekly} from './edition-id.ts';

/** The most papers an edition carries; the ones after that stay in the catalogue. */
export const MOST_PAPERS = 100;

/** With this many authors all are printed; with more, one fewer and the number of the others. */
const PRINTED_AUTHORS = 4;

/** What an edition says, made from the day's candidates alone: the same candidates give the same content and hash. */
export const composeEdition = ({
  id,
  candidates,
}: {
  id: EditionId;
  candidates: Candidate[];
}): EditionContent => ({
  id,
  papers: rankByVotes(candidates, isWeekly(id) ? 'week' : 'day')
    .slice(0, MOST_PAPERS)
    .map(toEditionPaper),
});

const toEditionPaper = ({candidate, rank, reasons}: RankedPaper): EditionPaper => {
  const {paper, snapshot} = candidate;
  const printed = paper.authors.length > PRINTED_AUTHORS ? PRINTED_AUTHORS - 1 : paper.authors.length;
  return {
    id: paper.id,
    rank,
    title: paper.title,
    authors: paper.authors.slice(0, printed),
    otherAuthors: paper.authors.length - printed,
    organisation: paper.organisation,
    summary: summaryOf(paper),
    abstract: paper.abstract,
    keywords: paper.keywords,
    links: paper.links,
    votes: snapshot.votes,
    comments: snapshot.comments,
    reasons,
  };
};

/** SHA-256 of the content, in hex. */
export const hashContent = (content: EditionContent): string =>
  createHash('sha256').update(JSON.stringify(content)).digest('hex');
