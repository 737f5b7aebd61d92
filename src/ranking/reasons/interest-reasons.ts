import {type InterestScores, likedNear, standsOut} from '../scores/interest-scores.ts';
import {matchAt, type TopicScores} from '../scores/topic-scores.ts';
import type {OwnReason, Reason} from './reason.ts';

/** More topics than these make a reason no clearer. */
const MAX_NAMED_TOPICS = 3;

/** More words of a library make a reason no clearer. */
const MAX_TOLD = 3;

/**
 * Why a subscriber's interests chose the paper at this place; each is true by itself. Lists may be those of
 * other papers and subscribers: nobody changes them.
 */
export const interestReasons = (interest: InterestScores, place: number): Reason[] =>
  aboutTopics(interest.topics, place) ??
  ofAcronym(interest.topics, place) ??
  ofLibrary(interest, place) ??
  likedNear(interest, place)?.because ??
  nearTopics(interest, place);

const aboutTopics = (topics: readonly TopicScores[], place: number): Reason[] | null => {
  let first: TopicScores | null = null;
  let named: string[] | null = null;
  for (const scores of topics) {
    if (matchAt(scores, place)?.kind !== 'about') continue;
    if (first === null) first = scores;
    else if (named === null) named = [first.topic, scores.topic];
    else if (named.length < MAX_NAMED_TOPICS) named.push(scores.topic);
  }
  return named ? [{kind: 'topics', topics: named}] : (first?.alone ?? null);
};

const ofAcronym = (topics: readonly TopicScores[], place: number): Reason[] | null => {
  for (const scores of topics) {
    const match = matchAt(scores, place);
    if (match?.kind === 'acronym') return [{kind: 'acronym', written: match.written, topic: scores.topic}];
  }
  return null;
};

const ofLibrary = (interest: InterestScores, place: number): Reason[] | null => {
  const {learned} = interest;
  const words = learned && standsOut(interest, place) ? learned.words() : null;
  if (!learned || !words) return null;
  const like = learned.likeAt(place);
  const told = words.at(place, MAX_TOLD);
  return [like === undefined ? {kind: 'library', words: told} : {kind: 'library', words: told, like}];
};

const nearTopics = (interest: InterestScores, place: number): Reason[] => {
  const near = interest.topics.flatMap((scores): OwnReason[] => {
    const {topic} = scores;
    const match = matchAt(scores, place);
    if (match?.kind === 'apart') return [{kind: 'apart', topic}];
    return match?.kind === 'close' ? [{kind: 'close', written: match.written, topic}] : [];
  });
  return near.length === 0 && standsOut(interest, place) ? [{kind: 'close-to-likes'}] : near;
};
