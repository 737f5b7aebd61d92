import type {InterestScores} from './interests.ts';

/** More topics than these make a reason no clearer. */
const MAX_NAMED_TOPICS = 3;

/** A title is named by its beginning: a reason is stored for each subscriber. */
const MAX_TITLE_LENGTH = 48;

/** What a selection says when the subscriber's words to avoid stand in every paper. */
export const ALL_AVOIDED = 'every paper in this edition contains a word you avoid';

/**
 * What a selection says when the subscriber wants none but papers that are new on arXiv or none of those, and
 * there are no others.
 */
export const NONE_OF_THE_KIND = 'this edition has no papers within your arXiv share';

/** Where a paper has none of the words that tell a library apart, and lies near it all the same. */
const CLOSE_TO_LIBRARY = 'close to the papers in your library';

/** The same of papers of which more was asked for, where no single one is near. */
const CLOSE_TO_LIKES = 'similar to papers you asked for more of';

/**
 * Why a subscriber's interests chose the paper at this place; each is true by itself and goes on after
 * `because`.
 */
export const interestReasons = (interest: InterestScores, place: number): string[] => {
  const found = interest.topicsAt.get(place) ?? [];
  const named = found.flatMap(({topic, match}) => (match.kind === 'about' ? [`“${topic}”`] : []));
  if (named.length > 0) return [`you follow ${listed(named.slice(0, MAX_NAMED_TOPICS))}`];
  const shortened = found.flatMap(({topic, match}) =>
    match.kind === 'acronym' ? [`it mentions “${match.written}”, short for “${topic}”`] : [],
  );
  if (shortened.length > 0) return shortened.slice(0, 1);
  const words = interest.standsOut(place) ? interest.libraryWords(place) : null;
  if (words) return [words.length > 0 ? `${words.join(', ')}: as in your library` : CLOSE_TO_LIBRARY];
  const liked = interest.likedNear(place);
  if (liked) return [`you asked for more like “${beginningOf(liked.title)}”`];
  const near = found.flatMap(({topic, match}) => {
    if (match.kind === 'apart') return [`it matches all words of “${topic}”`];
    if (match.kind !== 'close') return [];
    return [`it mentions “${match.written}”, close to “${topic}”`];
  });
  return near.length === 0 && interest.standsOut(place) ? [CLOSE_TO_LIKES] : near;
};

/**
 * How many papers a subscriber's words to avoid left out, and which words they are: `2 papers left out: you
 * avoid “art”`.
 */
export const leftOutInWords = (papers: number, words: string[]): string => {
  const named = words.slice(0, MAX_NAMED_TOPICS).map(word => `“${word}”`);
  const others = words.length - named.length;
  const more = others === 0 ? [] : [`${others} more ${others === 1 ? 'word' : 'words'}`];
  return `${papers} ${papers === 1 ? 'paper' : 'papers'} left out: you avoid ${listed([...named, ...more])}`;
};

/** `“a”`, `“a” and “b”`, `“a”, “b” and “c”`. */
const listed = (names: string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

/** Whole words of a title, with a sign where some are left out. */
const beginningOf = (title: string): string => {
  if (title.length <= MAX_TITLE_LENGTH) return title;
  const cut = title.slice(0, MAX_TITLE_LENGTH + 1);
  const end = cut.lastIndexOf(' ');
  return `${end > 0 ? cut.slice(0, end) : [...cut].slice(0, -2).join('')}…`;
};
