import {planRound, type RoundPlan} from '../plan.ts';
import {playRound} from '../round.ts';
import {addTo, emptySum, lineOf, type Sum} from '../sum.ts';
import {openRandom} from '../world/chance.ts';
import {type Scenario, scenarios} from './scenarios.ts';

/**
 * Plays each scenario of the chaos bench in so many rounds, and prints a table. False where a round failed.
 */
export const compareScenarios = async ({seed, rounds}: {seed: number; rounds: number}): Promise<boolean> => {
  const print = (cells: (string | number)[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`);
  print([
    'scenario',
    'rounds',
    'faults',
    'mails',
    'lost',
    'doubled',
    'moved',
    'uncertain',
    'untrue',
    'failed',
  ]);
  print(['---', ...Array.from({length: 9}, () => '---:')]);
  let isWell = true;
  for (const scenario of scenarios) {
    const sum = await play(scenario, {seed, rounds});
    const {faults, mails, lost, doubled, moved, uncertain, untrue, failed} = sum;
    const counts = [rounds, faults, mails, lost, doubled, moved, uncertain, untrue];
    print([scenario.name, ...counts, failed.join(' ') || 0]);
    isWell &&= failed.length === 0;
  }
  return isWell;
};

const play = async (scenario: Scenario, {seed, rounds}: {seed: number; rounds: number}): Promise<Sum> => {
  const sum = emptySum(seed);
  for (let at = seed; at < seed + rounds; at += 1) {
    const round = lineOf(await playRound({seed: `${scenario.name}/${at}`, plan: planOf(scenario, at)}));
    addTo(sum, at, round);
  }
  return sum;
};

/** A round of a scenario: two workers and its faults alone. */
export const planOf = ({name, plan}: Scenario, seed: number): RoundPlan => {
  const random = openRandom(`${name}/${seed}`);
  const {incidents = [], ...others} = plan(random);
  return {
    ...planRound(`${name}/${seed}`),
    ...{readers: 14, workers: 2, schedulers: 1, isBuilt: true, hasTwoWaves: false, hasWebhooks: false},
    ...{badAddresses: 0, newcomers: 0, sendsLetters: false, hasHistory: false, lineOdds: [], callOdds: []},
    ...others,
    incidents: incidents.map((incident, place) => ({...incident, id: `incident/${place + 1}`})),
  };
};
