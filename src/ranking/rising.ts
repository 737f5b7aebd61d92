/**
 * A paper rises when it gained this many votes since readers had it, and at least half of what it had then.
 * Of 4,586 papers of Hugging Face 3.6 % do so by the end of their week, 0.7 of a day with a list
 * (docs/ranking.md).
 */
const MIN_GAIN = 25;
const MIN_SHARE = 0.5;

/**
 * How many votes a paper gained since an edition told its votes, if it is enough to be told again, else 0.
 * Null is a paper whose votes nobody counted: before, it had none that anybody knew of; now, nothing is known
 * of a rise.
 */
export const risenBy = ({before, now}: {before: number | null; now: number | null}): number => {
  if (now === null) return 0;
  const had = Math.max(0, before ?? 0);
  const gained = now - had;
  return gained >= MIN_GAIN && gained >= MIN_SHARE * had ? gained : 0;
};

/** A week has room for so many that rose after their day; the others stand where their votes put them. */
export const MAX_RISEN = 4;

/** After its day a paper rose when it gained this many upvotes, and at least this share of what it had. */
const MIN_GAIN_AFTER_DAY = 10;
const MIN_SHARE_AFTER_DAY = 0.4;

/** A paper of a week: its upvotes now, and those that the edition of its day told. */
export type WeekVotes = {votes: number | null; votesThen?: number};

/** How many upvotes a paper gained since its day; null where nobody counted then or now. */
export const gainedSinceDay = ({votes, votesThen}: WeekVotes): number | null =>
  votes === null || votesThen === undefined ? null : votes - votesThen;

/** Where the papers of a week stand that rose after their day, from 0; those that gained the most first. */
export const risenAfterDay = (papers: readonly WeekVotes[]): number[] => {
  const gains = papers.map(paper => gainedSinceDay(paper) ?? 0);
  return papers
    .flatMap(({votesThen = 0}, place) => {
      const gained = gains[place] ?? 0;
      const least = Math.max(MIN_GAIN_AFTER_DAY, MIN_SHARE_AFTER_DAY * votesThen);
      return gained >= least ? [place] : [];
    })
    .sort((one, other) => (gains[other] ?? 0) - (gains[one] ?? 0) || one - other);
};
