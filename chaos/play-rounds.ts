import {addUp, type Line, whyWrong} from './report.ts';
import {playRound, type RoundResult} from './round.ts';
import type {Scenario} from './scenario.ts';
import type {World} from './world/world.ts';

export type Play = {
  world: World;
  scenarios: Scenario[];
  /** Overrides each scenario's own number. */
  rounds: number | null;
  /** The first round's seed; the next has the next. */
  seed: number;
  /** Overrides each scenario's own number. */
  readers: number | null;
  /** Rounds at the same time, where the scenario says no fewer: most of a round is waiting. */
  lanes: number;
  say: (line: string) => void;
};

/** Five chunks: enough to be killed between. */
const READERS = 500;

type Turn = {scenario: Scenario; seed: number};

/** Plays every round of every scenario and adds them up, in the scenarios' order. */
export const playRounds = async (play: Play): Promise<Line[]> => {
  const {world, scenarios, lanes, say} = play;
  const reasons = new Map(scenarios.map(({name, redis}) => [name, world.whyNone(redis ?? 'shared')]));
  for (const [name, reason] of reasons) if (reason !== null) say(`${name}: NOT PLAYED: ${reason}`);
  const played = scenarios.filter(({name}) => reasons.get(name) === null);
  const results: RoundResult[] = [];
  const freely = played.filter(({lanesAtMost}) => lanesAtMost === undefined);
  await playInLanes({play, scenarios: freely, lanes, results});
  for (const scenario of played)
    if (scenario.lanesAtMost !== undefined)
      await playInLanes({
        play,
        scenarios: [scenario],
        lanes: Math.min(lanes, scenario.lanesAtMost),
        results,
      });
  return scenarios.map(scenario =>
    addUp(
      scenario,
      results.filter(result => result.scenario === scenario.name),
      reasons.get(scenario.name),
    ),
  );
};

/** Each lane plays one round after the other, and takes the next that no lane has begun. */
const playInLanes = async ({
  play: {world, rounds, seed, readers, say},
  scenarios,
  lanes,
  results,
}: {
  play: Play;
  scenarios: Scenario[];
  lanes: number;
  results: RoundResult[];
}): Promise<void> => {
  const roundsOf = (scenario: Scenario) => rounds ?? scenario.rounds;
  const turns = scenarios
    .flatMap(scenario =>
      Array.from({length: roundsOf(scenario)}, (_, place): Turn => ({scenario, seed: seed + place})),
    )
    .values();
  const playLane = async (lane: number) => {
    for (const turn of turns) {
      const {scenario} = turn;
      const {name} = scenario;
      const result = await playRound({world, lane, readers: readers ?? scenario.readers ?? READERS, ...turn});
      results.push(result);
      const why = whyWrong(scenario, result);
      if (why !== null)
        say(`${name}: ${why}\n  again: npm run chaos -- --only ${name} --seed ${turn.seed} --rounds 1`);
      if (results.filter(({scenario: of}) => of === name).length === roundsOf(scenario)) say(`${name}: done`);
    }
  };
  await Promise.all(Array.from({length: lanes}, (_, lane) => playLane(lane + 1)));
};
