import {matchKinds} from './match-kinds.ts';
import {openTopResults} from './top-results.ts';
import type {WordIndex} from './word-index.ts';

export type Matches = {
  /** Where the best thousand stand in the index, best first. */
  places: number[];
  /** By place. */
  scores: Float64Array;
  /** How many papers were found in all. */
  total: number;
  /** Whether no paper has all of the words, and these have more than half of them. */
  isPartial: boolean;
};

/**
 * The papers that have all of these words (at most 255, each once), by BM25. A word is found by itself, by
 * longer words that begin with it and, where hardly any paper has those, by words that a slip of the pen
 * makes of it; each way counts less than the one before, and of several ways in one paper the best alone
 * counts. Where no paper has all words, those with the most of them are found, if that is more than half.
 */
export const matchWords = (index: WordIndex, words: string[]): Matches => {
  const tally = openTally(index.places());
  for (const [turn, word] of words.entries()) countWord({index, tally, word, turn: turn + 1});
  const most = tally.hits.reduce(
    (highest, hits, place) => (index.at(place) ? Math.max(highest, hits) : highest),
    0,
  );
  const found = openTopResults(index, tally.scores);
  if (most === 0 || most * 2 <= words.length)
    return {places: [], scores: tally.scores, total: 0, isPartial: false};
  let total = 0;
  for (const [place, hits] of tally.hits.entries()) {
    if (hits !== most || index.at(place) === null) continue;
    total++;
    found.offer(place);
  }
  return {places: found.ordered(), scores: tally.scores, total, isPartial: most < words.length};
};

/**
 * By place: the sum over the words so far, how many of them were found, and what the word of this turn gave.
 */
type Tally = {scores: Float64Array; hits: Uint8Array; turns: Uint8Array; best: Float64Array};

const openTally = (places: number): Tally => ({
  scores: new Float64Array(places),
  hits: new Uint8Array(places),
  turns: new Uint8Array(places),
  best: new Float64Array(places),
});

type Turn = {index: WordIndex; tally: Tally; word: string; turn: number};

const countWord = ({index, tally: {scores, hits, turns, best}, word, turn}: Turn): void => {
  for (const {number, worth} of matchKinds(index, word))
    index.postings.visit(number, (place, count) => {
      const score = worth * index.strengthAt(place, count);
      if (turns[place] !== turn) {
        turns[place] = turn;
        hits[place] = (hits[place] ?? 0) + 1;
        best[place] = 0;
      }
      const more = score - (best[place] ?? 0);
      if (more <= 0) return;
      best[place] = score;
      scores[place] = (scores[place] ?? 0) + more;
    });
};
