/** Names one mail: a run and a subscriber. */
export const mailName = ({run, number}: {run: number; number: number}): string => `${run}/${number}`;
