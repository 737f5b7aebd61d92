import {addUp, type Line, whyWrong} from './report.ts';
import {playRound, type RoundResult} from './round.ts';
import type {Scenario} from './scenario.ts';
import type {World} from './world.ts';

export type Play = {
  world: World;
  scenarios: Scenario[];
  /** Overrides each scenario's own number. */
  rounds: number | null;
  /** The first round's seed; the next has the next. */
  seed: number;
  /** Overrides each scenario's own number. */
  readers: number | null;
  /** Rounds at the same time: most of a round is waiting. */
  lanes: number;
  say: (line: string) => void;
};

/** Five chunks: enough to be killed between. */
const READERS = 500;

type Turn = {scenario: Scenario; seed: number};

/** Plays every round of every scenario and adds them up, in the scenarios' order. */
export const playRounds = async ({
  world,
  scenarios,
  rounds,
  seed,
  readers,
  lanes,
  say,
}: Play): Promise<Line[]> => {
  const reasons = new Map(scenarios.map(({name, redis}) => [name, world.whyNone(redis ?? 'shared')]));
  for (const [name, reason] of reasons) if (reason !== null) say(`${name}: NOT PLAYED: ${reason}`);
  const turns = scenarios
    .filter(({name}) => reasons.get(name) === null)
    .flatMap(scenario =>
      Array.from({length: rounds ?? scenario.rounds}, (_, place): Turn => ({scenario, seed: seed + place})),
    )
    .values();
  const results = new Map<string, RoundResult[]>(scenarios.map(({name}) => [name, []]));
  const playLane = async (lane: number) => {
    for (const turn of turns) {
      const result = await playRound({
        world,
        lane,
        readers: readers ?? turn.scenario.readers ?? READERS,
        ...turn,
      });
      results.get(turn.scenario.name)?.push(result);
      const why = whyWrong(turn.scenario, result);
      if (why !== null)
        say(
          `${turn.scenario.name}: ${why}\n  again: npm run chaos -- --only ${turn.scenario.name} --seed ${turn.seed} --rounds 1`,
        );
      if (results.get(turn.scenario.name)?.length === (rounds ?? turn.scenario.rounds))
        say(`${turn.scenario.name}: done`);
    }
  };
  await Promise.all(Array.from({length: lanes}, (_, lane) => playLane(lane + 1)));
  return scenarios.map(scenario =>
    addUp(scenario, results.get(scenario.name) ?? [], reasons.get(scenario.name)),
  );
};
