import {englishSpeech} from '../../../templates/languages/speech.ts';
import type {EditionContent} from '../../editions/edition.ts';
import {dateOf} from '../../mail/wording.ts';
import {countOf} from '../../papers/text.ts';
import {parseAuthorName} from '../../ranking/author-names.ts';
import {findAvoided} from '../../ranking/avoided.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';

/** More than these make no sentence clearer. */
const NAMED_WORDS = 5;

/** More titles than these are counted. */
const NAMED_TITLES = 3;

/** What a subscriber's choices do to their mail, in plain words, and what they did to the latest edition. */
export const whyThese = (
  subscriber: Pick<Subscriber, 'preferences' | 'opinions'>,
  latest: EditionContent | null = null,
): string[] => {
  const {avoid, papers, arxivShare, pausedUntil} = subscriber.preferences;
  return [
    ...(pausedUntil === null ? [] : [`Paused: no email before ${pausedUntil}.`]),
    ...whatComesFirst(subscriber),
    ...(avoid.length === 0 ? [] : [`Papers that mention ${listed(avoid.map(inQuotes))} are left out.`]),
    ...(latest === null ? [] : leftOutOf(latest, avoid)),
    ...(arxivShare === null ? [] : [shareInWords(arxivShare)]),
    `Your emails have at most ${countOf(papers, 'paper')}. Each says how many people voted for it, or ` +
      'that it is new.',
    'Nothing else affects your selection. Opens and clicks are not tracked.',
  ];
};

const leftOutOf = ({id, papers}: EditionContent, avoid: string[]): string[] =>
  findAvoided(papers, avoid).map(({word, places}) => {
    const leftOut = `${countOf(places.length, 'paper')} of ${dateOf(id, englishSpeech()).long} left out`;
    const titles = places.map(place => inQuotes(papers[place]?.title ?? ''));
    return `${leftOut}: you avoid ${inQuotes(word)}. ${listed(titles, NAMED_TITLES)}`;
  });

/** What a name does that is not the whole of one, since others may share it or nobody has it. */
const looseNames = (authors: string[]): string[] =>
  authors.flatMap(author => {
    const kind = parseAuthorName(author)?.kind;
    if (kind === 'initials')
      return [`${inQuotes(author)} matches everyone with this family name and initial. Each paper says who.`];
    if (kind !== 'single') return [];
    return [`${inQuotes(author)} matches only authors printed with this one word. Use the full name.`];
  });

const shareInWords = (share: number): string => {
  if (share === 0) return 'Papers that are only new on arXiv are left out.';
  if (share === 100) return 'All of your papers are new on arXiv.';
  return `${share}% of your papers are new on arXiv, if there are enough.`;
};

const whatComesFirst = ({
  preferences: {topics, authors, labs, codeHosts, frequency},
  opinions: {more, less},
}: Pick<Subscriber, 'preferences' | 'opinions'>): string[] => {
  const whom = [...authors, ...labs, ...codeHosts.map(host => `code at ${host}`)];
  const own = [
    ...(whom.length === 0
      ? []
      : [`You follow ${listed(whom)}. Their papers come first, each marked as such.`]),
    ...looseNames(authors),
    ...(topics.length === 0
      ? []
      : [
          `You follow ${listed(topics.map(inQuotes))}. Papers about ${itOrThem(topics)} come ` +
            `${whom.length === 0 ? 'first' : 'next'}, each marked as such; then the ` +
            `${frequency === 'weekly' ? 'week' : 'day'}’s most upvoted, whose top papers are always ` +
            'included.',
        ]),
    ...(more.length === 0
      ? []
      : [
          `You asked for more like ${countOf(more.length, 'paper')}. Papers like ${itOrThem(more)} ` +
            'move up, each marked as such.',
        ]),
    ...(less.length === 0
      ? []
      : [
          `You asked for less like ${countOf(less.length, 'paper')}. Papers like ${itOrThem(less)} ` +
            'come last, unless they match something else you asked for.',
        ]),
  ];
  if (own.length === 0)
    return ['You follow no topics, so your papers are in the same order as everyone’s: most votes first.'];
  return topics.length > 0 ? own : [...own, 'The rest is in the same order for everyone: most votes first.'];
};

const itOrThem = (things: unknown[]): string => (things.length === 1 ? 'it' : 'them');

const inQuotes = (word: string): string => `“${word}”`;

/** `“agents”, “video” and 3 more` */
const listed = (words: string[], most = NAMED_WORDS): string => {
  const named = words.slice(0, most);
  const others = words.length - named.length;
  if (others > 0) return `${named.join(', ')} and ${others} more`;
  const last = named.pop() ?? '';
  return named.length === 0 ? last : `${named.join(', ')} and ${last}`;
};
