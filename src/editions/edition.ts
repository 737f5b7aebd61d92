import type {PaperId, PaperLinks, SourceName} from '../papers/paper.ts';
import type {Reason} from '../ranking/reasons/reason.ts';

export type {Selection} from '../ranking/selection.ts';

/** A day `2026-03-12` or an ISO week `2026-W11`. */
export type EditionId = string & {readonly editionId: unique symbol};

/** A paper as an edition carries it: everything a mail or a page prints, frozen. */
export type EditionPaper = {
  id: PaperId;
  /** Its place in the edition; 1 is first. */
  rank: number;
  title: string;
  /** The first few authors. */
  authors: string[];
  /** How many more there are. */
  otherAuthors: number;
  /**
   * Their names, not printed: a subscriber may follow one of them. Absent where there are none, and in
   * editions built before.
   */
  furtherAuthors?: string[];
  organisation: string | null;
  /** One or two whole sentences; '' when there is neither a summary nor an abstract. */
  summary: string;
  /**
   * The sentence for a paper in brief: the one that says what was done, and it stands alone. Absent where
   * there is no summary, and in editions built before.
   */
  brief?: string;
  abstract: string;
  keywords: string[];
  links: PaperLinks;
  /** Whether its source serves a picture of it. */
  hasPicture?: true;
  /** The first of the sources that have it; absent in editions built before it was kept. */
  source?: SourceName;
  votes: number | null;
  comments: number | null;
  /**
   * How many readers of this instance wanted more like it when it froze. Absent where the count is 0, and in
   * editions built before.
   */
  readers?: number;
  /** Why it stands here, the same for every reader. */
  reasons: Reason[];
  /** The UTC day of its list, `2026-03-12`; in weekly editions alone. */
  day?: string;
  /**
   * The upvotes that the edition of its day told, in weekly editions alone. Absent where no daily edition
   * carried it or nobody had counted, and in editions built before.
   */
  votesThen?: number;
};

/** A day of a weekly edition. */
export type WeekDay = {
  /** `2026-03-12` */
  day: string;
  /** How many papers its own edition carries; where there is none, how many its list had. */
  papers: number;
  /** Whether it has an edition of its own. */
  isEdition: boolean;
};

/** What an edition says; its hash covers all of it and it never changes. */
export type EditionContent = {
  id: EditionId;
  /**
   * What the operator wrote above the papers: plain text, `\n` between lines. Absent where they wrote
   * nothing.
   */
  note?: string;
  /**
   * The version of the catalogue's space in which its selections are made. Absent where there was none, and
   * in editions built before.
   */
  space?: string;
  /** Of a weekly edition: its days with papers, in order. Absent in editions built before. */
  days?: WeekDay[];
  /** In the base ranking, after the pinned ones; at most 100. */
  papers: EditionPaper[];
};

export type Edition = {
  content: EditionContent;
  /** SHA-256 of the content, in hex. */
  hash: string;
  builtAt: number;
};
