import type {PaperIndex} from './paper-index.ts';

/** Chooses so many of these places; always gives as many as there are, up to that. */
type Choose = (places: readonly number[], room: number) => number[];

/**
 * Which of these places (rising) somebody may get who wants this share, in percent, of the papers to be new
 * on arXiv. Of each kind those that `choose` takes. What one kind is short of the other fills, except for who
 * wants none or nothing else of a kind: then there may be fewer, or nothing.
 */
export const withinShare = ({
  index,
  allowed,
  share,
  room,
  choose,
}: {
  index: PaperIndex;
  allowed: readonly number[];
  share: number;
  room: number;
  choose: Choose;
}): readonly number[] => {
  const isNew = (place: number) => index.papers[place]?.source === 'arxiv';
  const fresh = allowed.filter(isNew);
  const others = allowed.filter(place => !isNew(place));
  if (share === 0) return others;
  if (share === 100) return fresh;
  const wanted = Math.round((room * share) / 100);
  const freshRoom = Math.min(fresh.length, Math.max(wanted, room - others.length));
  return [...choose(fresh, freshRoom), ...choose(others, room - freshRoom)].sort((a, b) => a - b);
};
