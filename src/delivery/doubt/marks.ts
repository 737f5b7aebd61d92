/**
 * What a record of calls is searched for: the mails of one edition, or letters, of one instance. Marks name
 * mails and calls within it.
 */
export type Searched = {
  instanceId: string;
  /** An edition's id, or `letters`. */
  of: string;
};

/** The name of one mail of an edition. */
export const mailMark = ({run, number}: {run: number; number: number}): string => `${run}/${number}`;

/** The name of one call of an edition. */
export const callMark = ({run, chunk}: {run: number; chunk: string}): string => `${run}/${chunk}`;

type MarkedLetter = {letter: string; number: number; requestedAt: number};

/** The name of a letter, and of the call that carried it alone. */
export const letterMark = ({letter, number, requestedAt}: MarkedLetter): string =>
  `${letter}/${number}/${requestedAt}`;
