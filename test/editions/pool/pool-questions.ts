import {composeEdition} from '../../../src/editions/compose.ts';
import {
  choosePool,
  type DayList,
  type PoolQuestion,
  type RememberedEdition,
  type SuggestedPaper,
} from '../../../src/editions/pool/pool.ts';
import type {PaperId} from '../../../src/papers/paper.ts';
import {candidateOf} from '../../ranking/candidates.ts';
import {inEnglish} from '../../support/texts/reasons.ts';
import {idOf} from '../entries.ts';

export const paper = (digits: number): PaperId => candidateOf({id: digits}).paper.id;

/** A day's list: the papers' last five digits and their votes of now. */
export const list = (day: string, votes: Record<number, number | null>): DayList => ({
  day,
  candidates: Object.entries(votes).map(([id, count]) => candidateOf({id: Number(id), votes: count})),
});

/** What everybody has seen of an edition that stood, above the papers that a test is about. */
export const TEN = Array.from({length: 10}, (_, place): [PaperId, number] => [paper(90_001 + place), 900]);

/**
 * An edition that stands, with the votes that it told below its first ten papers, and what else it was made
 * from.
 */
export const stood = (
  id: string,
  votes: Record<number, number | null>,
  considered: number[] | null = [],
): RememberedEdition => {
  const below = Object.entries(votes).map(([digits, count]): [PaperId, number | null] => [
    paper(Number(digits)),
    count,
  ]);
  const carries = new Map([...TEN, ...below]);
  return {
    id: idOf(id),
    isSkipped: false,
    at: Date.parse('2026-03-12T00:10:00Z'),
    carries,
    considered: considered && new Set([...carries.keys(), ...considered.map(paper)]),
  };
};

export const skipped = (id: string, considered: number[] = []): RememberedEdition => ({
  ...stood(id, {}, considered),
  isSkipped: true,
});

export const choose = (id: string, more: Partial<PoolQuestion>) =>
  choosePool({id: idOf(id), lists: [], others: [], dailies: [], ...more});

/** What the edition says of each paper, in its order. */
export const told = (id: string, more: Partial<PoolQuestion>) => {
  const {papers} = composeEdition({id: idOf(id), candidates: choose(id, more).papers});
  return papers.map(one => [Number(one.id.slice(-5)), inEnglish(one.reasons).join(', ')]);
};

/**
 * What readers suggested: the papers' last five digits and their votes, accepted on the 11th at noon where
 * nothing else is said.
 */
export const suggestedPapers = (
  votes: Record<number, number | null>,
  acceptedAt = Date.parse('2026-03-11T12:00:00Z'),
): SuggestedPaper[] => list('', votes).candidates.map(candidate => ({candidate, acceptedAt}));
