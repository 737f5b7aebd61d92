import {type Lane, openLane, type Servers} from './lane.ts';
import {playRound} from './play-round.ts';
import {isGood, noteRound, readRounds} from './rounds-file.ts';
import type {Trouble} from './troubles.ts';

export type Playing = {
  program: string;
  troubles: Trouble[];
  /** So many rounds in all, shared evenly. */
  rounds: number;
  readers: number;
  /** Begins no round after this, ms since 1970. */
  until: number;
  /** The file of rounds. */
  state: string;
  say: (line: string) => void;
};

/** Most of a round is waiting: two clusters and a Sentinel are played side by side. */
const LANES: Servers['kind'][] = ['cluster', 'cluster', 'sentinels'];

/** Plays what the file lacks, the trouble that was played least first, and notes each round at its end. */
export const playAll = async (playing: Playing): Promise<void> => {
  const {troubles, rounds, state} = playing;
  const counts = new Map(troubles.map(({name}) => [name, 0]));
  for (const {trouble} of readRounds(state)) counts.set(trouble, (counts.get(trouble) ?? 0) + 1);
  const each = Math.ceil(rounds / Math.max(1, troubles.length));
  const next = (kind: Servers['kind']): Trouble | null => {
    const [least] = troubles
      .filter(({on}) => on === kind)
      .toSorted((a, b) => (counts.get(a.name) ?? 0) - (counts.get(b.name) ?? 0));
    const done = counts.get(least?.name ?? '') ?? each;
    if (!least || done >= each || Date.now() > playing.until) return null;
    counts.set(least.name, done + 1);
    return least;
  };
  await Promise.all(LANES.map(kind => playLane(playing, kind, () => next(kind))));
};

const playLane = async (
  playing: Playing,
  kind: Servers['kind'],
  next: () => Trouble | null,
): Promise<void> => {
  let lane: Lane | null = null;
  for (let trouble = next(); trouble !== null; trouble = next()) {
    lane ??= await openLane({program: playing.program, readers: playing.readers, kind});
    lane = await playNoting(playing, lane, trouble);
  }
  await lane?.close();
};

/** Null where the round was stuck: then the next one needs a lane of its own. */
const playNoting = async ({state, say}: Playing, lane: Lane, trouble: Trouble): Promise<Lane | null> => {
  try {
    const round = await playRound(lane, trouble);
    noteRound(state, round);
    say(`${isGood(round, trouble) ? 'good' : 'BAD '} ${JSON.stringify(round)}`);
    return lane;
  } catch (error) {
    noteRound(state, {trouble: trouble.name, stuck: String(error)});
    say(`BAD  ${trouble.name}: ${error instanceof Error ? error.stack : error}`);
    return null;
  }
};
