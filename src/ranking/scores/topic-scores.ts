import type {Reason} from '../reasons/reason.ts';
import type {TopicMatch} from '../topics/topic-matches.ts';
import type {TopicIndex} from '../topics/topics.ts';
import {addPlace, makePlaceBits, type PlaceBits} from './place-bits.ts';

/** What a followed topic comes to in an edition. The same for every subscriber who follows it. */
export type TopicScores = {
  topic: string;
  /** The papers that speak of it, in the order of their places. */
  matches: readonly TopicMatch[];
  /** What each of them gains by it, about 2 to 3 where it names the topic. */
  gains: Float64Array;
  /** By place: which of the matches stands there, counted from 1; 0 where none does. */
  numbers: Uint32Array;
  /** The same places. */
  places: PlaceBits;
  /** The places of papers that are about it, and how many there are. */
  aboutPlaces: PlaceBits;
  about: number;
  /** The reasons of a paper that is about this topic and no other one. */
  alone: Reason[];
};

/** A topic is a rule on its words. Chosen on days of 2025 and measured on those of 2026 (docs/ranking.md). */
const WEIGHTS = {named: 2, saturation: 1.2, synonym: 1.5, acronym: 1, near: 1};

/** Topics are people's own words: more of them than this are looked up again rather than remembered. */
const MAX_REMEMBERED = 20_000;

/** Finds what a topic comes to, each once; null where no paper speaks of it. */
export const openTopicScores = (
  topics: TopicIndex,
  papers: number,
): ((topic: string) => TopicScores | null) => {
  const remembered = new Map<string, TopicScores | null>();
  return topic => {
    const known = remembered.get(topic);
    if (known !== undefined) return known;
    const scores = scoresOf(topic, topics.matchesOf(topic), papers);
    if (remembered.size < MAX_REMEMBERED) remembered.set(topic, scores);
    return scores;
  };
};

const scoresOf = (topic: string, matches: readonly TopicMatch[], papers: number): TopicScores | null => {
  if (matches.length === 0) return null;
  const numbers = new Uint32Array(papers);
  for (const [at, {place}] of matches.entries()) numbers[place] = at + 1;
  const about = matches.filter(({kind}) => kind === 'about');
  return {
    topic,
    matches,
    gains: Float64Array.from(matches, gainOf),
    numbers,
    places: bitsOf(matches, papers),
    aboutPlaces: bitsOf(about, papers),
    about: about.length,
    alone: [{kind: 'topics', topics: [topic]}],
  };
};

const bitsOf = (matches: readonly TopicMatch[], papers: number): PlaceBits => {
  const bits = makePlaceBits(papers);
  for (const {place} of matches) addPlace(bits, place);
  return bits;
};

const gainOf = (match: TopicMatch): number => {
  if (match.kind === 'close' || match.kind === 'apart') return WEIGHTS.near;
  if (match.mentions === 0) return WEIGHTS.synonym;
  const often = match.mentions / (match.mentions + WEIGHTS.saturation);
  return (match.kind === 'acronym' ? WEIGHTS.acronym : WEIGHTS.named) + often;
};

/** How the paper at a place speaks of a topic; null where it does not. */
export const matchAt = ({numbers, matches}: TopicScores, place: number): TopicMatch | null => {
  const number = numbers[place] ?? 0;
  return number === 0 ? null : (matches[number - 1] ?? null);
};
