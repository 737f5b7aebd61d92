import {matchWords} from '../../src/search/match-words.ts';
import {parseQuery} from '../../src/search/query.ts';
import {type IndexedText, openWordIndex, type WordIndex} from '../../src/search/word-index.ts';
import {textOf} from './texts.ts';

/** The day of all papers whose day does not matter. */
export const DAY = '2026-03-12';

export const indexOf = (papers: IndexedText[], day = DAY): WordIndex => {
  const index = openWordIndex();
  for (const paper of papers) index.put(paper, day);
  return index;
};

/** What a search for typed words gives, by the numbers that `textOf` took. */
export const find = (index: WordIndex, typed: string) => {
  const query = parseQuery(typed);
  const {places, total, isPartial} = matchWords(index, query.kind === 'terms' ? query.terms : []);
  const papers = places.map(place => Number(index.at(place)?.id.slice(-5)) - 10_000);
  return {papers, total, isPartial};
};

/** Papers that have nothing to do with it, so that words are as rare as they are among many. */
export const others = Array.from({length: 30}, (_, at) =>
  textOf(100 + at, {title: `Remarks on granite ${at}`, abstract: 'Stones are hard and lie in the rain.'}),
);
