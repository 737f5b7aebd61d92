/** Names one mail: a run and a subscriber, or the letter that it is. */
export const mailName = ({
  letter = '',
  run,
  number,
}: {
  letter?: string;
  run: number;
  number: number;
}): string => (letter === '' ? `${run}/${number}` : letter);
