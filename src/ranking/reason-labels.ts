/**
 * What a mail says shortly of a reader's own reason. Reasons are kept as the sentences that
 * `interestReasons` and the follows write, so they are read back here; what is written in another form is
 * said whole.
 */

/** Why a paper is the reader's, as short as it goes. */
export type ReasonLabel = {
  kind: 'topic' | 'other';
  /** Each can head a group: `reasoning`, `Ada Example`, `more like “Folding …”`. At least one. */
  names: string[];
};

const FOLLOWED_TOPICS = /^you follow “(.+)”$/u;
const FOLLOWED = /^you follow (.+)$/u;
const LIKED = /^you asked for (more like “.+”)$/u;
const MENTIONED = /^it (?:mentions “.+”, (?:short for|close to)|matches all words of) “(.+)”$/u;

/** Reads one reason back. */
export const labelOf = (reason: string): ReasonLabel => {
  const [, topics] = FOLLOWED_TOPICS.exec(reason) ?? [];
  if (topics !== undefined) return {kind: 'topic', names: topics.split(/”(?:, | and )“/u)};
  const [, mentioned] = MENTIONED.exec(reason) ?? [];
  if (mentioned !== undefined) return {kind: 'topic', names: [mentioned]};
  const [, other] = LIKED.exec(reason) ?? FOLLOWED.exec(reason) ?? [];
  return {kind: 'other', names: [other ?? reason]};
};

/** Whether the reason tells why the mail is as it is, and not why a paper is the reader's. */
export const isAboutMail = (reason: string): boolean => /^(?:every paper in|this edition has) /.test(reason);

/** `reasoning`, `reasoning and video generation`, `Ada Example, reasoning and agents`. */
export const listNames = (names: string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;

const RISING = /^rising: (\d+) more upvotes since (.+)$/;

/** How many upvotes a paper gained since an edition told of it, and since when; null where none says so. */
export const riseIn = (reasons: string[]): {gained: number; since: string} | null => {
  for (const reason of reasons) {
    const [, gained, since] = RISING.exec(reason) ?? [];
    if (gained !== undefined && since !== undefined) return {gained: Number(gained), since};
  }
  return null;
};
