import {briefOf, summarise} from '../../../src/papers/summary.ts';
import {bootstrapOverDays, seededChance} from '../measures.ts';
import {table} from '../table.ts';
import {type RougeScores, rougeOf, tokensOf} from './rouge.ts';

/** An abstract with the lines that people wrote about its paper. */
export type TldrPaper = {id: string; title: string; sentences: string[]; targets: string[]};

/** The one sentence that a mail in brief prints of it; '' where there is none. */
export const sentenceOf = ({title, sentences}: TldrPaper): string =>
  briefOf(summarise({title, summary: null, abstract: sentences.join(' ')}));

/** Mean ROUGE in per cent, with two decimals. */
export const scoresOf = (papers: TldrPaper[], say: (paper: TldrPaper) => string): RougeScores => {
  const scores = papers.map(paper => rougeOf(say(paper), paper.targets));
  return {
    rouge1: percent(scores.map(({rouge1}) => rouge1)),
    rouge2: percent(scores.map(({rouge2}) => rouge2)),
    rougeL: percent(scores.map(({rougeL}) => rougeL)),
  };
};

const percent = (values: number[]): number => Math.round(10_000 * meanOf(values)) / 100;

const meanOf = (values: number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const firstOf = ({sentences}: TldrPaper): string => sentences[0] ?? '';

/** The sentence that people's lines are closest to: no choice of one sentence scores more. */
export const bestOf = ({sentences, targets}: TldrPaper): string => {
  let best = {text: '', rouge1: -1};
  for (const text of sentences) {
    const {rouge1} = rougeOf(text, targets);
    if (rouge1 > best.rouge1) best = {text, rouge1};
  }
  return best.text;
};

/**
 * Our sentence beside the first one, the title and the best there is, as a table. The points of our sentence
 * were chosen on the even lines of one file, so that its odd lines stand apart.
 */
export const evaluateTldr = (papers: TldrPaper[], seed: number): string => {
  const rowOf = (name: string, some: TldrPaper[], say: (paper: TldrPaper) => string): string[] => {
    const {rouge1, rouge2, rougeL} = scoresOf(some, say);
    const words = meanOf(some.map(paper => tokensOf(say(paper)).length));
    const figures = [rouge1, rouge2, rougeL].map(value => value.toFixed(2));
    return [
      name,
      String(some.length),
      words.toFixed(1),
      ...figures,
      intervalOf({papers: some, say, seed}),
      newOf(some, say),
    ];
  };
  return table([
    ['line', 'papers', 'words', 'ROUGE-1', 'ROUGE-2', 'ROUGE-L', 'ROUGE-1, 95 %', 'not in the title'],
    rowOf('first sentence', papers, firstOf),
    rowOf('the title alone', papers, ({title}) => title),
    rowOf('ours', papers, sentenceOf),
    rowOf(
      'ours, even lines',
      papers.filter((_, line) => line % 2 === 0),
      sentenceOf,
    ),
    rowOf(
      'ours, odd lines',
      papers.filter((_, line) => line % 2 === 1),
      sentenceOf,
    ),
    rowOf('best sentence there is', papers, bestOf),
  ]);
};

type Said = {papers: TldrPaper[]; say: (paper: TldrPaper) => string; seed: number};

const intervalOf = ({papers, say, seed}: Said): string => {
  const days = papers.map(paper => ({sum: 100 * rougeOf(say(paper), paper.targets).rouge1, count: 1}));
  const {low, high} = bootstrapOverDays({days, chance: seededChance(seed)});
  return `[${low.toFixed(1)}, ${high.toFixed(1)}]`;
};

/** The share of a line's words that the title has not: a line that only repeats it tells nothing. */
const newOf = (papers: TldrPaper[], say: (paper: TldrPaper) => string): string => {
  const shares = papers.map(paper => {
    const title = new Set(tokensOf(paper.title));
    const words = tokensOf(say(paper));
    return words.filter(word => !title.has(word)).length / Math.max(1, words.length);
  });
  return `${(100 * meanOf(shares)).toFixed(0)} %`;
};
