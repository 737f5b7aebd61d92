import {createHash} from 'node:crypto';
import type {Candidate} from '../papers/paper.ts';
import {summaryOf} from '../papers/summary.ts';
import {type RankedPaper, rankByVotes} from '../ranking/votes.ts';
import {type Curation, papersWith, uncurated} from './curation.ts';
import type {EditionContent, EditionId, EditionPaper} from './edition.ts';
import {isWeekly} from './edition-id.ts';

/** The most papers an edition carries; the ones after that stay in the catalogue. */
export const MOST_PAPERS = 100;

/** With this many authors all are printed; with more, one fewer and the number of the others. */
const PRINTED_AUTHORS = 4;

/**
 * What an edition says, made from the day's candidates and the operator's curation alone: the same of both give the same
 * content and hash. Votes decide what is said of a paper's place (`first of the day`), also where a curation put another there.
 */
export const composeEdition = ({
  id,
  candidates,
  curation = uncurated,
}: {
  id: EditionId;
  candidates: Candidate[];
  curation?: Curation;
}): EditionContent => ({
  id,
  ...(curation.note === '' ? {} : {note: curation.note}),
  papers: curate(rankByVotes(candidates, isWeekly(id) ? 'week' : 'day'), curation)
    .slice(0, MOST_PAPERS)
    .map((ranked, place) => toEditionPaper(ranked, place + 1)),
});

const PICKED = 'picked by the editor';

/** Pinned papers first, in the order in which they were pinned; dropped ones out. */
const curate = (ranked: RankedPaper[], curation: Curation): RankedPaper[] => {
  const others = new Map(ranked.map(one => [one.candidate.paper.id, one]));
  for (const id of papersWith('drop', curation)) others.delete(id);
  const pinned: RankedPaper[] = [];
  for (const id of papersWith('pin', curation)) {
    const found = others.get(id);
    if (found) pinned.push({...found, reasons: [PICKED, ...found.reasons]});
    others.delete(id);
  }
  return [...pinned, ...others.values()];
};

const toEditionPaper = ({candidate, reasons}: RankedPaper, rank: number): EditionPaper => {
  const {paper, snapshot} = candidate;
  const printed = paper.authors.length > PRINTED_AUTHORS ? PRINTED_AUTHORS - 1 : paper.authors.length;
  return {
    id: paper.id,
    rank,
    title: paper.title,
    authors: paper.authors.slice(0, printed),
    otherAuthors: paper.authors.length - printed,
    ...(printed < paper.authors.length ? {furtherAuthors: paper.authors.slice(printed)} : {}),
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
