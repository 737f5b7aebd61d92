import fc from 'fast-check';
import type {Candidate, Paper, SourceName} from '../../src/papers/paper.ts';
import {parsePaperId} from '../../src/papers/paper-id.ts';
import {type IndexedPaper, indexPapers, type PaperIndex} from '../../src/ranking/paper-index.ts';

export type CandidateInput = {
  /** The last five digits of the id. */
  id?: number;
  votes?: number | null;
  comments?: number | null;
  firstSeenAt?: number;
  source?: SourceName;
} & Partial<Pick<Paper, 'title' | 'abstract' | 'keywords' | 'authors' | 'organisation' | 'links'>>;

/** A candidate that says what the test is about, and little else. */
export const candidateOf = (input: CandidateInput = {}): Candidate => {
  const {id: digits = 1, votes = 0, comments = 0, firstSeenAt = 0, source = 'hugging-face', ...says} = input;
  const id = parsePaperId(`2603.${String(digits).padStart(5, '0')}`);
  if (!id) throw new Error(`no id: ${digits}`);
  return {
    paper: {
      id,
      title: `Paper ${digits}`,
      abstract: '',
      summary: null,
      authors: ['Ada Example'],
      organisation: null,
      keywords: [],
      publishedAt: null,
      links: {page: null, pdf: null, code: null, project: null},
      source,
      ...says,
    },
    firstSeenAt,
    snapshot: {at: 0, votes, comments, stars: null},
  };
};

/** Candidates that often tie in one respect or all but the id. */
export const anyCandidates = fc.uniqueArray(
  fc
    .record({
      id: fc.integer({min: 1, max: 99_999}),
      votes: fc.option(fc.nat(3)),
      comments: fc.option(fc.nat(2)),
      firstSeenAt: fc.nat(2),
    })
    .map(candidateOf),
  {selector: ({paper}) => paper.id, maxLength: 40},
);

/** The same things, in an order of chance's own. */
export const shuffled = <Value>(values: Value[]): fc.Arbitrary<Value[]> =>
  fc.shuffledSubarray(values, {minLength: values.length});

/** What the selection sees of a candidate. */
export const indexedPaper = (input: CandidateInput = {}): IndexedPaper => {
  const {paper, snapshot} = candidateOf(input);
  return {...paper, votes: snapshot.votes};
};

/** An edition of papers with these titles and nothing else. */
export const indexedOf = (titles: string[]): PaperIndex =>
  indexPapers(titles.map((title, place) => indexedPaper({id: place + 1, title})));
