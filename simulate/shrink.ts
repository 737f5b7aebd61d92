import {isFailed} from './judge/judge.ts';
import {type PlayedRound, playRound} from './round.ts';

/** So often a failing round is played again at most. */
const MAX_PLAYS = 300;

/**
 * The fewest faults with which a round still fails: leaves out more and more of them, first many at once.
 * Null where the round does not fail.
 */
export const shrink = async (seed: string): Promise<PlayedRound | null> => {
  const whole = await playRound({seed});
  if (!isFailed(whole.outcome)) return null;
  let needed = namesOf(whole);
  let plays = 0;
  for (let size = Math.ceil(needed.length / 2); size >= 1 && plays < MAX_PLAYS; size = nextSize(size)) {
    for (let from = 0; from < needed.length && plays < MAX_PLAYS; plays += 1) {
      const fewer = [...needed.slice(0, from), ...needed.slice(from + size)];
      const played = await playRound({seed, only: new Set(fewer)});
      if (isFailed(played.outcome)) needed = namesOf(played).filter(name => fewer.includes(name));
      else from += size;
    }
  }
  return playRound({seed, only: new Set(needed), isTraced: true});
};

const nextSize = (size: number): number => (size === 1 ? 0 : Math.ceil(size / 2));

const namesOf = ({strikes}: PlayedRound): string[] => strikes.map(({id}) => id);
