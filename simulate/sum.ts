import {isFailed} from './judge/judge.ts';
import type {PlayedRound} from './round.ts';

/** What many rounds came to. */
export type Sum = {
  seed: number;
  rounds: number;
  faults: number;
  calls: number;
  mails: number;
  uncertain: number;
  unexplained: number;
  /** Readers of whom the ledger says what is not so, where Redis forgot something and people left. */
  untrue: number;
  lost: number;
  doubled: number;
  /** Mails that came twice since Redis forgot the first call and its plan, which then came out otherwise. */
  moved: number;
  /** The seeds of the rounds that failed. */
  failed: number[];
};

export const emptySum = (seed: number): Sum => ({
  ...{seed, rounds: 0, faults: 0, calls: 0, mails: 0, uncertain: 0, unexplained: 0, untrue: 0},
  ...{lost: 0, doubled: 0, moved: 0, failed: []},
});

/** What one round adds, and its line. */
export type RoundLine = Omit<Sum, 'seed' | 'failed'> & {line: string; isFailed: boolean};

export const lineOf = ({plan, outcome, strikes, trace}: PlayedRound): RoundLine => {
  const {mails, calls, lost, doubled, moved, uncertain, unexplained, untrue} = outcome;
  const faults = strikes.map(({what}) => what);
  const came = `${mails} mails in ${calls} calls, ${uncertain} uncertain, ${lost} lost, ${doubled} doubled`;
  const met = faults.length === 0 ? 'nothing' : faults.join('; ');
  return {
    ...{rounds: 1, faults: faults.length, calls, mails, uncertain, unexplained, untrue},
    ...{lost, doubled, moved},
    line:
      `seed ${plan.seed}: ${plan.readers} readers; ${met}: ${came}; ` +
      `${trace.steps} steps, trace ${trace.sum}`,
    isFailed: isFailed(outcome),
  };
};

const COUNTS = [
  ...(['rounds', 'faults', 'calls', 'mails', 'uncertain', 'unexplained', 'untrue'] as const),
  ...(['lost', 'doubled', 'moved'] as const),
];

export const addTo = (sum: Sum, seed: number, round: RoundLine): void => {
  for (const name of COUNTS) sum[name] += round[name];
  if (round.isFailed) sum.failed.push(seed);
};

/** Several sums as one, from the first seed of all. */
export const addSums = (sums: readonly Sum[]): Sum => {
  const all = emptySum(Math.min(...sums.map(({seed}) => seed)));
  for (const sum of sums) {
    for (const name of COUNTS) all[name] += sum[name];
    all.failed.push(...sum.failed);
  }
  return all;
};

export const describeSum = (sum: Sum): string => {
  const {seed, rounds, faults, calls, mails, uncertain, unexplained, untrue, lost, doubled, moved, failed} =
    sum;
  const doubts = `${uncertain} uncertain (${unexplained} of them unexplained), ${untrue} untrue`;
  return (
    `${rounds} rounds from seed ${seed}: ${faults} faults, ${calls} calls, ${mails} mails, ${doubts}, ` +
    `${failed.length} rounds failed, ${lost} lost, ${doubled} doubled, ` +
    `${moved} doubled by a plan that Redis forgot`
  );
};
