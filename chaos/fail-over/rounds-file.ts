import {appendFileSync, existsSync, readFileSync} from 'node:fs';
import type {JudgedTrouble} from './judged-trouble.ts';
import type {RoundOutcome} from './play-round.ts';

/** A round as the file keeps it: what it came to, or why it came to no end. */
export type PlayedRound = RoundOutcome | {trouble: string; stuck: string};

/** A line of JSON for each round that was played, in any number of parts. */
export const readRounds = (path: string): PlayedRound[] =>
  existsSync(path)
    ? readFileSync(path, 'utf8')
        .split('\n')
        .filter(line => line !== '')
        .map((line): PlayedRound => JSON.parse(line))
    : [];

export const noteRound = (path: string, round: PlayedRound): void => {
  appendFileSync(path, `${JSON.stringify(round)}\n`);
};

export const isStuck = (round: PlayedRound): round is Extract<PlayedRound, {stuck: string}> =>
  'stuck' in round;

/** Whether nobody was lost, nobody has it twice, and the bar was held. */
export const isGood = (round: PlayedRound, {barMs}: JudgedTrouble): boolean =>
  !isStuck(round) &&
  round.lost + round.doubled + round.failed + round.uncertain === 0 &&
  round.sendingAgainMs <= barMs &&
  (round.unmet ?? []).length === 0;

/** A row of Markdown for each trouble, and the sums. */
export const asMarkdown = (rounds: PlayedRound[], troubles: JudgedTrouble[]): string[] => [
  '| what happens in mid-send | rounds | sending again after, s: median, 9 of 10, longest (bar) | ' +
    'lost, doubled, uncertain, stuck |',
  '|---|---|---|---|',
  ...troubles.map(trouble =>
    rowOf(
      trouble,
      rounds.filter(round => round.trouble === trouble.name),
    ),
  ),
  `| together | ${rounds.length} | | ${countsOf(rounds)} |`,
];

const rowOf = ({says, barMs}: JudgedTrouble, rounds: PlayedRound[]): string => {
  const times = rounds.flatMap(round => (isStuck(round) ? [] : [round.sendingAgainMs])).sort((a, b) => a - b);
  const at = (share: number) => ((times[Math.ceil(share * times.length) - 1] ?? 0) / 1000).toFixed(1);
  const spread = `${at(0.5)}, ${at(0.9)}, ${at(1)} (${barMs / 1000})`;
  return `| ${says} | ${rounds.length} | ${spread} | ${countsOf(rounds)} |`;
};

const countsOf = (rounds: PlayedRound[]): string => {
  const ended = rounds.flatMap(round => (isStuck(round) ? [] : [round]));
  const sum = (field: 'lost' | 'doubled' | 'uncertain') =>
    ended.reduce((all, round) => all + round[field], 0);
  return `${sum('lost')}, ${sum('doubled')}, ${sum('uncertain')}, ${rounds.length - ended.length}`;
};
