import {contentWordsOf} from './function-words.ts';
import type {TopicTexts} from './topic-texts.ts';

/**
 * A paper that does not name a topic, but a part of it that tells most of it, or what is close to it; or has
 * all of its words apart.
 */
export type NearMatch = {kind: 'close'; place: number; written: string} | {kind: 'apart'; place: number};

/** Words that stand apart say little; fewer of them than this, nothing. */
const MIN_APART = 3;

/** The papers that are near to a topic, the nearest way first; a paper may come twice. */
export const nearMatches = (texts: TopicTexts, words: string[]): NearMatch[] => [
  ...closeMatches(texts, words),
  ...apartMatches(texts, words),
];

/** `text to speech` is made by `speech synthesis`. */
const closeMatches = (texts: TopicTexts, words: string[]): NearMatch[] => {
  const at = words.indexOf('to');
  const made = words.slice(at + 1);
  if (at < 1 || made.length === 0 || made.join() === 'text') return [];
  return ['generation', 'synthesi'].flatMap(making => mentions(texts, [...made, making]));
};

const mentions = (texts: TopicTexts, run: string[]): NearMatch[] =>
  texts.mentionsOf(run).map(([place]): NearMatch => ({kind: 'close', place, written: run.join(' ')}));

const apartMatches = (texts: TopicTexts, words: string[]): NearMatch[] => {
  const content = contentWordsOf(words);
  const least = words.includes('and') || words.includes('or') ? 2 : MIN_APART;
  if (content.length < least) return [];
  const [first = [], ...others] = content.map(word => texts.holdersOf(word));
  const rest = others.map(places => new Set(places));
  return first
    .filter(place => rest.every(places => places.has(place)))
    .map((place): NearMatch => ({kind: 'apart', place}));
};
