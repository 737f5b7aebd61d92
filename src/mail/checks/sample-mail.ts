import type {EditionContent, EditionId, EditionPaper, Selection} from '../../editions/edition.ts';
import {dailyEdition, daysOf, weeklyEdition} from '../../editions/edition-id.ts';
import {parsePaperId} from '../../papers/paper-id.ts';
import type {Personal} from '../assemble.ts';
import type {MailLayout} from '../template-files.ts';

/**
 * Made-up editions that an operator's templates are tried with: all that a template can meet, and the least.
 */

/** As many as a large edition has. */
export const MANY_PAPERS = 40;

export const SAMPLE_EDITION = dailyEdition('2026-03-12');

/** Texts as papers have them, with characters that need escaping. */
const samplePaper = (rank: number): EditionPaper => {
  const id = parsePaperId(`2603.${10_000 + rank}`);
  if (id === null) throw new Error('the sample has no id');
  return {
    id,
    rank,
    title: `Sample ${rank}: folding <b>newspapers</b> & "maps" of $n^2$ 'pages' {{ by }} hand`,
    authors: ['Ada Example', 'Ben Sample', 'נועה לדוגמה'],
    otherAuthors: rank % 2 === 0 ? 4 : 0,
    organisation: rank % 3 === 0 ? null : 'Example Lab & Sons',
    summary:
      `We propose sample ${rank}, a way of folding <i>newspapers</i> that keeps their order. It saves ` +
      '12 % of all walks in a study with 40 boys, and needs no table.',
    abstract: '',
    keywords: [],
    links: {
      page: `https://arxiv.org/abs/${id}`,
      pdf: `https://arxiv.org/pdf/${id}`,
      code: `https://github.com/example/sample${rank}?a=1&b=2`,
      project: rank % 2 === 0 ? `https://sample${rank}.example.org/` : null,
    },
    hasPicture: true,
    votes: 100 - rank,
    comments: 0,
    reasons: [{kind: 'votes', votes: 100 - rank}],
  };
};

/** A paper of which only the title is known. */
const barePaper = (rank: number): EditionPaper => {
  const {hasPicture: _, ...paper} = samplePaper(rank);
  return {
    ...paper,
    authors: [],
    otherAuthors: 0,
    organisation: null,
    summary: '',
    links: {page: null, pdf: null, code: null, project: null},
    votes: null,
    comments: null,
    reasons: [],
  };
};

export type SampleEdition = {content: EditionContent; selection: Selection};

const samplePapers = (count: number, layout: MailLayout, makePaper = samplePaper): EditionPaper[] =>
  Array.from({length: count}, (_, place) => {
    const paper = makePaper(place + 1);
    return layout === 'daily' ? paper : inWeek(paper, place);
  });

const SAMPLE_WEEK = weeklyEdition(SAMPLE_EDITION);
const SAMPLE_DAYS = daysOf(SAMPLE_WEEK).slice(0, 5);

/** Every third paper of a week rose after its day, and one is of the week before. */
const inWeek = (paper: EditionPaper, place: number): EditionPaper => ({
  ...paper,
  day: place === 7 ? '2026-03-08' : (SAMPLE_DAYS[place % SAMPLE_DAYS.length] ?? SAMPLE_EDITION),
  ...(paper.votes === null ? {} : {votesThen: place % 3 === 0 ? Math.floor(paper.votes / 2) : paper.votes}),
});

const editionOf = (layout: MailLayout, papers: EditionPaper[]): EditionContent =>
  layout === 'daily'
    ? {id: SAMPLE_EDITION, papers}
    : {
        id: SAMPLE_WEEK,
        days: SAMPLE_DAYS.map((day, place) => ({day, papers: 8 + place, isEdition: place > 0})),
        papers,
      };

/** The fullest edition, for a reader who gets all of it. */
export const fullSample = (layout: MailLayout): SampleEdition => ({
  content: {
    ...editionOf(layout, samplePapers(MANY_PAPERS, layout)),
    note: 'A note <of> the editor,\non two lines.\n\nAnd a second paragraph.',
  },
  selection: Array.from({length: MANY_PAPERS}, (_, index) => ({
    index,
    because: index === 0 ? [{kind: 'author', name: 'Folding & <maps>'}] : [],
  })),
});

/** The least that there can be, for a reader who gets a part of it. */
export const bareSample = (layout: MailLayout): SampleEdition => ({
  content: editionOf(
    layout,
    samplePapers(8, layout, rank => (rank === 2 ? samplePaper : barePaper)(rank)),
  ),
  selection: [0, 1, 2, 3].map(index => ({index, because: []})),
});

/** Links that belong to no subscriber, as long as real ones. */
export const samplePersonal = (publicUrl: string, edition: EditionId): Personal => ({
  unsubscribeUrl: `${publicUrl}/unsubscribe/${'sample-token'.repeat(4)}`,
  manageUrl: `${publicUrl}/manage/${'sample-token'.repeat(4)}`,
  opinionUrl: `${publicUrl}/opinion/${'sample-token'.repeat(4)}`,
  viewUrl: `${publicUrl}/editions/${edition}`,
});
