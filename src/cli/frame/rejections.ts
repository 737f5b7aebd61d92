import {EXIT, type Exit} from './result.ts';

/** How many rejections a person gets to read; `--json` has them all. */
export const SHOWN_REJECTIONS = 20;

/** The line under a list of rejections that was cut, if it was. */
export const moreThan = (rejected: number): string[] =>
  rejected > SHOWN_REJECTIONS ? [`and ${rejected - SHOWN_REJECTIONS} more (see --json)`] : [];

/** All taken is done, some of it is done in part, and nothing but rejections is failed. */
export const exitOfRows = ({taken, rejected}: {taken: number; rejected: number}): Exit => {
  if (rejected === 0) return EXIT.done;
  return taken === 0 ? EXIT.failed : EXIT.partly;
};
