import type {Rejection, SourceItem} from '../../paper.ts';

export type PaperFileEntry = {kind: 'item'; item: SourceItem} | {kind: 'rejected'; rejection: Rejection};

export type PaperFile =
  | {
      kind: 'file';
      /** In the file's order. `line` counts lines, in a JSON list its items. To be read once. */
      entries: AsyncIterable<PaperFileEntry> | Iterable<PaperFileEntry>;
      /** What the operator should know of how the file was read, one line each. */
      notes: string[];
      /** The day of a list that holds nothing, where one is known. */
      day: string | null;
    }
  /** The file as a whole is not a list of papers. `reason` is one line that begins with the file's name. */
  | {kind: 'refused'; reason: string};

export type PaperFileRequest = {
  path: string;
  /** The day that the operator gave, already checked; it wins over what the file says. */
  date: string | null;
  /** Milliseconds since 1970. */
  now: number;
};
