/**
 * One arXiv work, identified without its version (`2503.08120`, `astro-ph/0601001`), or a work known by its
 * title alone (`title-` and 16 hex digits of the folded title's hash).
 */
export type PaperId = string & {readonly paperId: unique symbol};

export type SourceName = 'hugging-face' | 'arxiv' | 'page';

/** Absolute https links, checked and re-serialised; null where there is none. */
export type PaperLinks = {
  /** Where the paper is read about: arXiv's abstract page. */
  page: string | null;
  pdf: string | null;
  /** Source code, from the source's own field or from the abstract. */
  code: string | null;
  project: string | null;
};

/** What a paper says of itself: clean text (Unicode, one line, no control characters), never markup. */
export type Paper = {
  id: PaperId;
  title: string;
  /** The whole abstract; '' when the source gave none. */
  abstract: string;
  /** The source's own short summary (Hugging Face's `ai_summary`), or null. */
  summary: string | null;
  /** Every printed author in order, without repeats and without the hidden ones. */
  authors: string[];
  organisation: string | null;
  /** The source's keywords in lower case, or arXiv categories (`cs.AI`). */
  keywords: string[];
  /** Milliseconds since 1970, or null. */
  publishedAt: number | null;
  links: PaperLinks;
  /** Where the source serves a picture of it, as `thumbnailUrl` takes it; absent where it serves none. */
  thumbnail?: string | undefined;
  /**
   * Its authors or arXiv took it back: no edition carries it any more, and it has no PDF. Absent where it
   * stands.
   */
  isWithdrawn?: true | undefined;
  source: SourceName;
};

/** What a source said of a paper at one instant; null where it does not count such a thing. */
export type Snapshot = {
  /** Milliseconds since 1970. */
  at: number;
  votes: number | null;
  comments: number | null;
  stars: number | null;
};

/** A version of a paper after the first: its number, from 2, and when it came; milliseconds since 1970. */
export type PaperVersion = {number: number; at: number};

/** A paper that an edition may carry, with what is known of it when the edition is built. */
export type Candidate = {
  paper: Paper;
  /** When this instance first saw the paper; milliseconds since 1970. */
  firstSeenAt: number;
  /** The last snapshot. */
  snapshot: Snapshot;
  /** Those that are known here besides the first, in their order; absent where there are none. */
  versions?: PaperVersion[] | undefined;
};

/** One thing that a source or a file gave: a paper, what was said of it, and the day it belongs to. */
export type SourceItem = {
  paper: Paper;
  snapshot: Snapshot;
  /** The UTC day of the list that it stood in, `2026-03-12`. */
  day: string;
  /** Which version it tells of, where that is not the first and has a date. */
  version?: PaperVersion | undefined;
};

/**
 * A thing that was refused, where it stood and why. `line` counts from 1 (an array's items, a file's lines).
 */
export type Rejection = {line: number; reason: string};

/**
 * That a paper of an earlier list has a new version, whether that one takes the paper back, and which it is,
 * where that is told.
 */
export type NewVersion = {
  id: PaperId;
  /** As the new version has it; absent where that is not told. */
  title?: string | undefined;
  isWithdrawn: boolean;
  version?: PaperVersion | undefined;
};
