import type {SeenCall} from '../fake-resend/types.ts';

export type CallsSeen = {
  calls: number;
  /** How often they met each fault, and each refusal that was no fault. */
  met: Record<string, number>;
  /** The most that arrived within any one second. */
  mostInASecond: number;
};

/** What the fake Resend's record of its calls comes to. */
export const lookAt = (calls: SeenCall[]): CallsSeen => ({
  calls: calls.length,
  met: countBy(calls.flatMap(whatItMet)),
  mostInASecond: mostWithin(1000, calls),
});

/** A fault that only takes time leaves the answer to the fake Resend's own rules. */
const whatItMet = ({fault, error}: SeenCall): string[] => {
  const isOwnAnswer = fault === null || fault === 'slow';
  return [fault, isOwnAnswer ? error : null].filter(name => name !== null);
};

const countBy = (names: string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const name of names.toSorted()) counts[name] = (counts[name] ?? 0) + 1;
  return counts;
};

const mostWithin = (spanMs: number, calls: SeenCall[]): number => {
  const moments = calls.map(({at}) => at).toSorted((a, b) => a - b);
  let first = 0;
  let most = 0;
  for (const [last, moment] of moments.entries()) {
    while (moment - (moments[first] ?? moment) >= spanMs) first += 1;
    most = Math.max(most, last - first + 1);
  }
  return most;
};
