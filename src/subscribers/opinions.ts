import type {PaperId} from '../papers/paper.ts';
import {parsePaperId} from '../papers/paper-id.ts';
import {quoted} from './quoted.ts';
import {noOpinions, type Opinions} from './subscriber.ts';

/** What a subscriber may say of a paper: more like it, less like it, or neither any more. */
export type Opinion = 'more' | 'less' | 'none';

/** The most papers that are kept on each side; the oldest fall out. */
export const MAX_OPINIONS = 50;

/** What is kept of this paper. */
export const opinionOn = (paper: PaperId, {more, less}: Opinions): Opinion => {
  if (more.includes(paper)) return 'more';
  return less.includes(paper) ? 'less' : 'none';
};

/** The opinions with another one of this paper, as the newest. */
export const withOpinion = (
  {more, less}: Opinions,
  {paper, opinion}: {paper: PaperId; opinion: Opinion},
): Opinions => {
  const others = (papers: PaperId[]) => papers.filter(id => id !== paper);
  return {
    more: opinion === 'more' ? [...others(more), paper].slice(-MAX_OPINIONS) : others(more),
    less: opinion === 'less' ? [...others(less), paper].slice(-MAX_OPINIONS) : others(less),
  };
};

/**
 * Opinions as a CSV row gives them: ids of papers, separated by `;`; what is missing or empty stays as it
 * was.
 */
export type RawOpinions = {more?: string; less?: string};

export type ParsedOpinions = {kind: 'opinions'; opinions: Opinions} | {kind: 'refused'; problems: string[]};

/**
 * Reads opinions on top of `base`. A refusal brings every problem, each one line with the column, the value
 * and the rule.
 */
export const parseOpinions = (raw: RawOpinions, base: Opinions = noOpinions): ParsedOpinions => {
  const more = parsePapers('more_like', raw.more ?? '');
  const less = parsePapers('less_like', raw.less ?? '');
  const both = more.papers?.find(id => less.papers?.includes(id));
  const problems = [
    ...more.problems,
    ...less.problems,
    ...(both === undefined ? [] : [`paper ${both} stands in more_like and in less_like`]),
  ];
  if (problems.length > 0) return {kind: 'refused', problems};
  const without = (papers: PaperId[], others: PaperId[] | null) =>
    others === null ? papers : papers.filter(id => !others.includes(id));
  return {
    kind: 'opinions',
    opinions: {
      more: more.papers ?? without(base.more, less.papers),
      less: less.papers ?? without(base.less, more.papers),
    },
  };
};

/** `papers` is null for an empty cell. */
const parsePapers = (column: string, cell: string): {papers: PaperId[] | null; problems: string[]} => {
  if (cell.trim() === '') return {papers: null, problems: []};
  const texts = cell.split(';').filter(text => text.trim() !== '');
  if (texts.length > MAX_OPINIONS)
    return {papers: null, problems: [`${column} names ${texts.length} papers; the limit is ${MAX_OPINIONS}`]};
  const ids = texts.map(text => parsePaperId(text));
  const wrong = ids.indexOf(null);
  if (wrong >= 0)
    return {papers: null, problems: [`${column} ${quoted(texts[wrong] ?? '')} is not a paper ID`]};
  return {papers: [...new Set(ids.filter(id => id !== null))], problems: []};
};

export const sameOpinions = (one: Opinions, other: Opinions): boolean =>
  one.more.join() === other.more.join() && one.less.join() === other.less.join();
