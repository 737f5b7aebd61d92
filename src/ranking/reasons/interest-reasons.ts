import type {InterestScores} from '../interests.ts';
import {beginningOf} from '../library/named-papers.ts';
import type {OwnReason} from './reason.ts';

/** More topics than these make a reason no clearer. */
const MAX_NAMED_TOPICS = 3;

/** Why a subscriber's interests chose the paper at this place; each is true by itself. */
export const interestReasons = (interest: InterestScores, place: number): OwnReason[] => {
  const found = interest.topicsAt.get(place) ?? [];
  const named = found.flatMap(({topic, match}) => (match.kind === 'about' ? [topic] : []));
  if (named.length > 0) return [{kind: 'topics', topics: named.slice(0, MAX_NAMED_TOPICS)}];
  const shortened = found.flatMap(({topic, match}): OwnReason[] =>
    match.kind === 'acronym' ? [{kind: 'acronym', written: match.written, topic}] : [],
  );
  if (shortened.length > 0) return shortened.slice(0, 1);
  const words = interest.standsOut(place) ? interest.libraryWords(place) : null;
  if (words) return [libraryReason(words, interest.libraryPaper(place))];
  const liked = interest.likedNear(place);
  if (liked) return [{kind: 'liked', title: beginningOf(liked.title)}];
  const near = found.flatMap(({topic, match}): OwnReason[] => {
    if (match.kind === 'apart') return [{kind: 'apart', topic}];
    if (match.kind !== 'close') return [];
    return [{kind: 'close', written: match.written, topic}];
  });
  return near.length === 0 && interest.standsOut(place) ? [{kind: 'close-to-likes'}] : near;
};

const libraryReason = (words: string[], like: string | null): OwnReason => ({
  ...{kind: 'library' as const, words},
  ...(like === null ? {} : {like}),
});
