import {nameWordsOf, wordsOf} from '../words.ts';
import {contentWordsOf} from './function-words.ts';
import {spellTwo} from './topic-phrases.ts';
import type {TopicTexts} from './topic-texts.ts';

/** A paper that does not name a topic, but what is close to it, or has all of its words apart. */
export type NearMatch = {kind: 'close'; place: number; written: string} | {kind: 'apart'; place: number};

/** Words that stand apart say little; fewer of them than this, nothing. */
const MIN_APART = 3;

/** The papers that are near to a topic, the nearest way first; a paper may come twice. */
export const nearMatches = (texts: TopicTexts, topic: string): NearMatch[] => [
  ...closeMatches(texts, topic),
  ...apartMatches(texts, wordsOf(topic)),
];

/** `text to speech` is made by `speech synthesis`. */
const closeMatches = (texts: TopicTexts, topic: string): NearMatch[] => {
  const words = nameWordsOf(topic).flatMap(word => spellTwo(word) ?? word);
  const at = words.indexOf('to');
  const made = words.slice(at + 1).join(' ');
  // An image is made of an image in other ways than of nothing.
  if (at < 1 || made === '' || made === 'text' || made === words.slice(0, at).join(' ')) return [];
  return ['generation', 'synthesis']
    .map(making => `${made} ${making}`)
    .flatMap(written =>
      texts.mentionsOf(wordsOf(written)).map(([place]): NearMatch => ({kind: 'close', place, written})),
    );
};

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
