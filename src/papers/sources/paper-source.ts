import type {NewVersion, PaperId, Rejection, SourceItem, SourceName} from '../paper.ts';

/** What a source said of one day. */
export type DayAnswer =
  | {
      kind: 'items';
      /** Each carries the day of its own list, which can be another than the one asked for. */
      items: SourceItem[];
      rejected: Rejection[];
      /** Papers of earlier lists of which a new version is announced; absent where the source tells none. */
      newVersions?: NewVersion[];
      /** Why papers may be missing: a later page of the answer was lost. What came stands. */
      incomplete?: string;
    }
  /** Nothing is known of the day. `reason` is one line for the operator. */
  | {kind: 'failed'; reason: string};

/** What a source said of one paper. */
export type PaperAnswer =
  /** Under the day that the source gives it: of its list, else of its publication. */
  | {kind: 'item'; item: SourceItem}
  /** The source answered, and does not have it. */
  | {kind: 'unknown'}
  /** `reason` is one line for the operator. */
  | {kind: 'failed'; reason: string};

/** A place that lists papers by day. */
export type PaperSource = {
  name: SourceName;
  /**
   * Asks for the list of `day` (`2026-03-12`, UTC). `now` is the instant of the snapshots. Never throws for
   * what the other side does.
   */
  fetchDay(day: string, now: number): Promise<DayAnswer>;
  /**
   * Asks for one paper by its arXiv id. `now` is the instant of its snapshot. Never throws for what the other
   * side does.
   */
  fetchPaper(id: PaperId, now: number): Promise<PaperAnswer>;
  /** For how long a day that gave papers need not be asked again, in milliseconds; unset: 0. */
  restMs?: number;
};

/** The sources in the order in which their text is believed where several know one paper. */
export const sourceNames = ['hugging-face', 'arxiv', 'page'] as const satisfies readonly SourceName[];
