import {isFailed, type Outcome} from './judge/judge.ts';
import {planRound, type RoundPlan} from './plan.ts';
import {type PlayedRound, playRound} from './round.ts';

/** So often a failing round is played again at most. */
const MAX_PLAYS = 300;

type Shrinking = {plan?: RoundPlan; isShown?: (outcome: Outcome) => boolean};

/**
 * The fewest faults with which a round still fails (or shows what `isShown` looks for): leaves out more and
 * more of them, first many at once. Null where it does not as a whole.
 */
export const shrink = async (
  seed: string,
  {plan = planRound(seed), isShown = isFailed}: Shrinking = {},
): Promise<PlayedRound | null> => {
  const whole = await playRound({seed, plan});
  if (!isShown(whole.outcome)) return null;
  let needed = namesOf(whole);
  let plays = 0;
  for (let size = Math.ceil(needed.length / 2); size >= 1 && plays < MAX_PLAYS; size = nextSize(size)) {
    for (let from = 0; from < needed.length && plays < MAX_PLAYS; plays += 1) {
      const fewer = [...needed.slice(0, from), ...needed.slice(from + size)];
      const played = await playRound({seed, plan, only: new Set(fewer)});
      if (isShown(played.outcome)) needed = namesOf(played).filter(name => fewer.includes(name));
      else from += size;
    }
  }
  return playRound({seed, plan, only: new Set(needed), isTraced: true});
};

const nextSize = (size: number): number => (size === 1 ? 0 : Math.ceil(size / 2));

const namesOf = ({strikes}: PlayedRound): string[] => strikes.map(({id}) => id);
