import {countOf} from '../ranking/votes.ts';
import type {Preferences} from '../subscribers/subscriber.ts';

/** More than these make no sentence clearer. */
const NAMED_WORDS = 5;

/** What a subscriber's choices do to their mail, in plain words. */
export const whyThese = ({topics, avoid, papers, pausedUntil}: Preferences): string[] => [
  ...(pausedUntil === null ? [] : [`You have paused: no mail comes before ${pausedUntil}.`]),
  topics.length === 0
    ? 'You follow no topics, so the papers come in everybody’s order: most votes first.'
    : `You follow ${listed(topics)}. Papers about ${topics.length === 1 ? 'it' : 'them'} come first, and each says so; then the most voted of the day, whose first are always in.`,
  ...(avoid.length === 0 ? [] : [`Papers that speak of ${listed(avoid)} stay out.`]),
  `Your mail has at most ${countOf(papers, 'paper')}. Each says how many people voted for it, or that it is new.`,
  'Nothing else decides. What you open or click is not watched, so it cannot.',
];

/** `“agents”, “video” and 3 more` */
const listed = (words: string[]): string => {
  const quoted = words.slice(0, NAMED_WORDS).map(word => `“${word}”`);
  const others = words.length - quoted.length;
  if (others > 0) return `${quoted.join(', ')} and ${others} more`;
  const last = quoted.pop() ?? '';
  return quoted.length === 0 ? last : `${quoted.join(', ')} and ${last}`;
};
