import type {Counts} from '../../delivery/ledger/runs.ts';

/** `1,000 in the audience: 990 accepted, 2 failed, 8 excluded`; what is none is left out. */
export const countsInWords = ({audience, ...states}: Counts): string => {
  const told = Object.entries(states).flatMap(([state, count]) =>
    count > 0 ? [`${thousands(count)} ${state}`] : [],
  );
  return `${thousands(audience)} in the audience${told.length === 0 ? '' : `: ${told.join(', ')}`}`;
};

/** `12,000` */
export const thousands = (count: number): string => count.toLocaleString('en');

/** `1 email`, `12,000 emails` */
export const mailsOf = (count: number): string => `${thousands(count)} email${count === 1 ? '' : 's'}`;

/** `2026-03-13 08:00 UTC`. `at`: ms since 1970, or ISO 8601. */
export const timeOf = (at: number | string): string =>
  `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;

/** The words with a capital letter at the beginning. */
export const sentence = (words: string): string => `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
