import {countOf} from '../../ranking/votes.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';

/** More than these make no sentence clearer. */
const NAMED_WORDS = 5;

/** What a subscriber's choices do to their mail, in plain words. */
export const whyThese = (subscriber: Pick<Subscriber, 'preferences' | 'opinions'>): string[] => {
  const {avoid, papers, arxivShare, pausedUntil} = subscriber.preferences;
  return [
    ...(pausedUntil === null ? [] : [`You have paused: no mail comes before ${pausedUntil}.`]),
    ...whatComesFirst(subscriber),
    ...(avoid.length === 0 ? [] : [`Papers that speak of ${listed(avoid.map(inQuotes))} stay out.`]),
    ...(arxivShare === null ? [] : [shareInWords(arxivShare)]),
    `Your mail has at most ${countOf(papers, 'paper')}. Each says how many people voted for it, or that it is new.`,
    'Nothing else decides. What you open or click is not watched, so it cannot.',
  ];
};

const shareInWords = (share: number): string => {
  if (share === 0) return 'Papers that are new on arXiv alone stay out.';
  if (share === 100) return 'All of your papers are new on arXiv.';
  return `${share} % of your papers are new on arXiv, as far as there are so many.`;
};

const whatComesFirst = ({
  preferences: {topics, authors, labs, codeHosts, frequency},
  opinions: {more, less},
}: Pick<Subscriber, 'preferences' | 'opinions'>): string[] => {
  const whom = [...authors, ...labs, ...codeHosts.map(host => `code at ${host}`)];
  const own = [
    ...(whom.length === 0 ? [] : [`You follow ${listed(whom)}. Their papers come first, and each says so.`]),
    ...(topics.length === 0
      ? []
      : [
          `You follow ${listed(topics.map(inQuotes))}. Papers about ${itOrThem(topics)} come ${whom.length === 0 ? 'first' : 'next'}, and each says so; then the most voted of the ${frequency === 'weekly' ? 'week' : 'day'}, whose first are always in.`,
        ]),
    ...(more.length === 0
      ? []
      : [
          `You want more like ${countOf(more.length, 'paper')}. Those that are like ${itOrThem(more)} move up, and each says so.`,
        ]),
    ...(less.length === 0
      ? []
      : [
          `You want less like ${countOf(less.length, 'paper')}. Those that are like ${itOrThem(less)} come last, unless something else that you wanted speaks for them.`,
        ]),
  ];
  if (own.length === 0)
    return ['You follow no topics, so the papers come in everybody’s order: most votes first.'];
  return topics.length > 0 ? own : [...own, 'The rest comes in everybody’s order: most votes first.'];
};

const itOrThem = (things: unknown[]): string => (things.length === 1 ? 'it' : 'them');

const inQuotes = (word: string): string => `“${word}”`;

/** `“agents”, “video” and 3 more` */
const listed = (words: string[]): string => {
  const named = words.slice(0, NAMED_WORDS);
  const others = words.length - named.length;
  if (others > 0) return `${named.join(', ')} and ${others} more`;
  const last = named.pop() ?? '';
  return named.length === 0 ? last : `${named.join(', ')} and ${last}`;
};
