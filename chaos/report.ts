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
  /** Calls to the fake Resend, and how often they met each fault and each refusal. */
  calls: number;
  met: Record<string, number>;
  /** The longest that the next acceptance after a kill was waited for, s; null where none was. */
  againWithin: number | null;
  /** Of a round, on average. */
  seconds: number;
  isControl: boolean;
  isReported: boolean;
  /** Why it cannot be played on this machine, or null. */
  skipped: string | null;
  /** A scenario held in every round, or a control failed in every round as it must. */
  isAsItShould: boolean;
  /** Seeds of the rounds that were not as they should, with what was seen. */
  wrong: {seed: number; why: string}[];
};

/** Why a round is not as its scenario expects, or null when it is. */
export const whyWrong = (scenario: Scenario, result: RoundResult): string | null => {
  const reasons = scenario.mustShow
    ? whyBlind(scenario.mustShow, result)
    : [...whyBroken(scenario, result), ...whyUnproved(scenario, result)];
  return reasons.length > 0 ? reasons.join(', ') : null;
};

const whyBlind = (mustShow: NonNullable<Scenario['mustShow']>, result: RoundResult): string[] => {
  if (result[mustShow] === 0 || result.mails === 0)
    return [`the control showed nothing ${mustShow}, of ${result.mails} mails`];
  // Another body under a known key: Resend's 409 makes a doubt of what would have been a second mail.
  return mustShow === 'uncertain' && result.doubled > 0 ? [`${result.doubled} doubled`] : [];
};

const ALWAYS_JUDGED = ['foreign', 'pending', 'crashes'] as const;

const whyBroken = ({isReported, spansADay, mayFailToStart}: Scenario, result: RoundResult): string[] => {
  const judged = isReported ? ALWAYS_JUDGED : (['lost', 'doubled', 'untrue', ...ALWAYS_JUDGED] as const);
  const counted = judged.filter(what => result[what] > 0).map(what => `${result[what]} ${what}`);
  const mayDoubt = isReported || spansADay;
  return [
    ...counted,
    ...(result.uncertain > 0 && !mayDoubt ? [`${result.uncertain} uncertain`] : []),
    ...(result.failedStarts > 0 && !mayFailToStart ? [`${result.failedStarts} failed starts`] : []),
    ...[result.imbalance, result.stuck].filter(reason => reason !== null),
  ];
};

const whyUnproved = ({callsASecond}: Scenario, {unmet, mostInASecond}: RoundResult): string[] => [
  ...unmet.map(what => `it was not so that ${what}`),
  ...(callsASecond !== undefined && mostInASecond > callsASecond
    ? [`${mostInASecond} calls within a second, of ${callsASecond} allowed`]
    : []),
];

export const addUp = (scenario: Scenario, results: RoundResult[], skipped: string | null = null): Line => {
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
    calls: sum(({calls}) => calls),
    met: metInAll(results),
    againWithin: waits.length === 0 ? null : Math.max(...waits) / 1000,
    seconds: sum(({seconds}) => seconds) / Math.max(1, results.length),
    isControl: scenario.control !== undefined,
    isReported: scenario.isReported ?? false,
    skipped,
    isAsItShould: results.length > 0 && wrong.length === 0,
    wrong,
  };
};

const metInAll = (results: RoundResult[]): Record<string, number> => {
  const all: Record<string, number> = {};
  for (const {met} of results)
    for (const [name, times] of Object.entries(met)) all[name] = (all[name] ?? 0) + times;
  return all;
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

function verdictOf({isControl, isReported, isAsItShould, skipped, stuck, foreign, untrue}: Line): string {
  if (skipped !== null) return `NOT PLAYED: ${skipped}`;
  if (isControl) return isAsItShould ? 'fails, as it must' : 'DOES NOT FAIL';
  if (isAsItShould && !isReported) return 'held';
  const more = [stuck && `${stuck} stuck`, foreign && `${foreign} foreign`, untrue && `${untrue} untrue`];
  return [isAsItShould ? 'an open window' : 'FAILED', ...more.filter(part => part)].join(', ');
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

/** What the calls of each scenario met, in a line each. */
export const whatCallsMet = (lines: Line[]): string => {
  const number = (value: number) => value.toLocaleString('en');
  return lines
    .filter(({met}) => Object.keys(met).length > 0)
    .map(({scenario, calls, met}) => {
      const parts = Object.entries(met).map(([name, times]) => `${number(times)} ${name}`);
      return `${scenario}: ${number(calls)} calls met ${parts.join(', ')}`;
    })
    .join('\n');
};

/**
 * What may be said of all rounds together, and how sure it is. Open windows and controls are not among them.
 */
export const headline = (lines: Line[]): string => {
  const held = lines.filter(({isControl, isReported}) => !isControl && !isReported);
  const sum = (of: (line: Line) => number) => held.reduce((total, line) => total + of(line), 0);
  const rounds = sum(line => line.rounds);
  const open = lines.filter(({isReported, rounds: played}) => isReported && played > 0).map(tellOpenWindow);
  if (rounds === 0) return open.join('\n');
  const [lost, doubled] = [sum(line => line.lost), sum(line => line.doubled)];
  const number = (value: number) => value.toLocaleString('en');
  const counts =
    `${number(sum(line => line.kills))} kill -9 and ${number(sum(line => line.faults))} other faults in ` +
    `${number(rounds)} rounds, ${number(sum(line => line.readers))} mails due: ${number(lost)} lost, ` +
    `${number(doubled)} doubled, ${number(sum(line => line.uncertain))} uncertain.`;
  // The rule of three: without an event in n trials the 95 % upper bound of its rate is about 3/n.
  const bound =
    `With none in ${number(rounds)} rounds, a round with a loss or a double is rarer than ` +
    `${(300 / rounds).toFixed(2)} % (95 % sure: 3/n).`;
  return [counts, ...(lost + doubled > 0 ? [] : [bound]), ...open].join('\n');
};

const tellOpenWindow = ({scenario, rounds, readers, lost, doubled, uncertain, untrue}: Line): string =>
  `Not among them, an open window: ${scenario}, ${rounds} rounds, ${readers.toLocaleString('en')} ` +
  `mails due: ${lost} lost, ${doubled} doubled, ${uncertain} uncertain, ${untrue} told untruly.`;
