/** What names a request. */
type Request = {number: number; letter: string; requestedAt: number};

/** The keys of letters, by the instance's prefix. */
export const letterKeys = (prefix: string) => ({
  /** The requests that are open. */
  inbox: `${prefix}:{letters}:requests`,
  /** The name of the same before 0.1.0: what stands in it is still read, for one release. */
  formerInbox: `${prefix}:{letters}:wishes`,
  /** The requests that ended uncertain, by when. */
  doubts: `${prefix}:{letters}:doubts`,
  /** The requests whose letter was accepted of late, by when. */
  accepted: `${prefix}:{letters}:accepted`,
  /** What became of one request. */
  request: ({number, letter, requestedAt}: Request): string =>
    `${prefix}:{s:${number}}:letter:${letter}:${requestedAt}`,
});
