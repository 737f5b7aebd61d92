import type {RoundResult} from './round.ts';
import type {Scenario} from './scenario.ts';

/** One scenario's rounds, added up. */
export type Line = {
  scenario: string;
  says: string;
  rounds: number;
  readers: number;
  kills: number;
  faults: number;
  repeats: number;
  mails: number;
  lost: number;
  doubled: number;
  foreign: number;
  untrue: number;
  uncertain: number;
  stuck: number;
  crashes: number;
  /** The longest that the next acceptance after a kill was waited for, s; null where none was. */
  againWithin: number | null;
  /** Of a round, on average. */
  seconds: number;
  isControl: boolean;
  /** A scenario held in every round, or a control failed in every round as it must. */
  isAsItShould: boolean;
  /** Seeds of the rounds that were not as they should, with what was seen. */
  wrong: {seed: number; why: string}[];
};

/** Why a round is not as its scenario expects, or null when it is. */
export const whyWrong = (scenario: Scenario, result: RoundResult): string | null => {
  if (scenario.mustShow)
    return result[scenario.mustShow] > 0 && result.mails > 0
      ? null
      : `the control showed nothing ${scenario.mustShow}, of ${result.mails} mails`;
  const counted = (['lost', 'doubled', 'foreign', 'untrue', 'pending', 'crashes'] as const).filter(
    what => result[what] > 0,
  );
  const reasons = [
    ...counted.map(what => `${result[what]} ${what}`),
    ...(result.uncertain > 0 && !scenario.spansADay ? [`${result.uncertain} uncertain`] : []),
    ...[result.imbalance, result.stuck].filter(reason => reason !== null),
  ];
  return reasons.length > 0 ? reasons.join(', ') : null;
};

export const addUp = (scenario: Scenario, results: RoundResult[]): Line => {
  const sum = (of: (result: RoundResult) => number) =>
    results.reduce((total, result) => total + of(result), 0);
  const wrong = results.flatMap(result => {
    const why = whyWrong(scenario, result);
    return why === null ? [] : [{seed: result.seed, why}];
  });
  const waits = results.flatMap(waitsAfterKills);
  return {
    scenario: scenario.name,
    says: scenario.says,
    rounds: results.length,
    readers: sum(({readers}) => readers),
    kills: sum(({kills}) => kills.length),
    faults: sum(({faults}) => faults),
    repeats: sum(({repeats}) => repeats),
    mails: sum(({mails}) => mails),
    lost: sum(({lost}) => lost),
    doubled: sum(({doubled}) => doubled),
    foreign: sum(({foreign}) => foreign),
    untrue: sum(({untrue}) => untrue),
    uncertain: sum(({uncertain}) => uncertain),
    stuck: sum(({stuck}) => (stuck === null ? 0 : 1)),
    crashes: sum(({crashes}) => crashes),
    againWithin: waits.length === 0 ? null : Math.max(...waits) / 1000,
    seconds: sum(({seconds}) => seconds) / Math.max(1, results.length),
    isControl: scenario.control !== undefined,
    isAsItShould: results.length > 0 && wrong.length === 0,
    wrong,
  };
};

/** For each kill the time until a call was accepted again, ms; a kill after the last one says nothing. */
const waitsAfterKills = ({kills, acceptedAt}: RoundResult): number[] => {
  const sorted = acceptedAt.toSorted((a, b) => a - b);
  return kills.flatMap(kill => {
    const next = sorted.find(at => at >= kill);
    return next === undefined ? [] : [next - kill];
  });
};

const COLUMNS = [
  ['rounds', ({rounds}: Line) => rounds],
  ['kill -9', ({kills}: Line) => kills],
  ['faults', ({faults}: Line) => faults],
  ['repeats', ({repeats}: Line) => repeats],
  ['mails', ({mails}: Line) => mails],
  ['lost', ({lost}: Line) => lost],
  ['doubled', ({doubled}: Line) => doubled],
  ['uncertain', ({uncertain}: Line) => uncertain],
  ['again, s', ({againWithin}: Line) => againWithin?.toFixed(1) ?? ''],
  ['s/round', ({seconds}: Line) => seconds.toFixed(1)],
  ['', verdictOf],
] as const;

function verdictOf({isControl, isAsItShould, stuck, foreign, untrue}: Line): string {
  if (isControl) return isAsItShould ? 'fails, as it must' : 'DOES NOT FAIL';
  if (isAsItShould) return 'held';
  const more = [stuck && `${stuck} stuck`, foreign && `${foreign} foreign`, untrue && `${untrue} untrue`];
  return ['FAILED', ...more.filter(part => part)].join(', ');
}

const head = (): string[] => ['scenario', ...COLUMNS.map(([name]) => name)];

const cells = (line: Line): string[] => [
  line.scenario,
  ...COLUMNS.map(([, of]) => of(line).toLocaleString('en')),
];

/** The table for a terminal. */
export const asText = (lines: Line[]): string => {
  const rows = [head(), ...lines.map(cells)];
  const widths = head().map((_, column) => Math.max(...rows.map(row => row[column]?.length ?? 0)));
  const toLine = (row: string[]) =>
    row
      .map((cell, column) => {
        const width = widths[column] ?? 0;
        return column === 0 || column === row.length - 1 ? cell.padEnd(width) : cell.padStart(width);
      })
      .join('  ')
      .trimEnd();
  return rows.map(toLine).join('\n');
};

/** The table for a README, with what each scenario does. */
export const asMarkdown = (lines: Line[]): string => {
  const row = (some: string[]) => `| ${some.join(' | ')} |`;
  const titles = head();
  return [
    row(titles.map(title => title || 'verdict')),
    row(titles.map((_, column) => (column === 0 || column === titles.length - 1 ? '---' : '---:'))),
    ...lines.map(line => row([`${line.says} (\`${line.scenario}\`)`, ...cells(line).slice(1)])),
  ].join('\n');
};

/** What may be said of all rounds together, and how sure it is. */
export const headline = (lines: Line[]): string => {
  const held = lines.filter(({isControl}) => !isControl);
  const sum = (of: (line: Line) => number) => held.reduce((total, line) => total + of(line), 0);
  const rounds = sum(line => line.rounds);
  if (rounds === 0) return '';
  const [lost, doubled] = [sum(line => line.lost), sum(line => line.doubled)];
  const number = (value: number) => value.toLocaleString('en');
  const counts = `${number(sum(line => line.kills))} kill -9 and ${number(sum(line => line.faults))} other faults in ${number(rounds)} rounds, ${number(sum(line => line.readers))} mails due: ${number(lost)} lost, ${number(doubled)} doubled, ${number(sum(line => line.uncertain))} uncertain.`;
  if (lost + doubled > 0) return counts;
  // The rule of three: without an event in n trials the 95 % upper bound of its rate is about 3/n.
  return `${counts}\nWith none in ${number(rounds)} rounds, a round with a loss or a double is rarer than ${(300 / rounds).toFixed(2)} % (95 % sure: 3/n).`;
};
