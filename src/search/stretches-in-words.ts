import {MAX_WORDS} from './query.ts';
import type {Stretch} from './ways.ts';

/** What was not searched for as it was typed, one line each, in lower case and without a full stop. */
export const stretchesInWords = (stretches: readonly Stretch[]): string[] => {
  const leftOut = stretches.filter(({kind}) => kind === 'left-out').map(({typed}) => quoted(typed));
  return [
    ...stretches.flatMap(inWords),
    ...(leftOut.length === 0
      ? []
      : [`a search can have at most ${MAX_WORDS} words; ignored: ${leftOut.join(', ')}`]),
  ];
};

const inWords = (stretch: Stretch): string[] => {
  const typed = quoted(stretch.typed);
  if (stretch.kind === 'unknown') return [`no paper contains ${typed}`];
  if (stretch.kind === 'apart')
    return [`no paper contains ${typed} in one piece; its words were searched separately`];
  if (stretch.kind === 'left-out') return [];
  return [`also searched for ${stretch.as.map(quoted).join(', ')}: few papers contain ${typed}`];
};

const quoted = (text: string): string => `“${text}”`;
