import {spawn} from 'node:child_process';
import {once} from 'node:events';
import {isGood, noteRound, type PlayedRound, readRounds} from '../fail-over/rounds-file.ts';
import {atExit, killAtExit} from '../world/at-exit.ts';
import {type Hosts, openHosts} from './hosts.ts';
import {layNetwork, networkOf, onHost, removeLeftovers, removeNetwork} from './network.ts';
import {playRound} from './play-round.ts';
import type {HostTrouble} from './troubles.ts';

export type PlayingHosts = {
  program: string;
  troubles: HostTrouble[];
  /** So many rounds in all, those in the file included, shared evenly. */
  rounds: number;
  readers: number;
  /** Begins no round after this, ms since 1970. */
  until: number;
  state: string;
  say: (line: string) => void;
};

/**
 * Lays the network and has the same command run again in its hub, where every host can be reached. The
 * network is removed at the end; what an earlier one left that was killed, before.
 * @returns the exit code of the command in the hub
 */
export const runInHub = async (): Promise<number> => {
  removeLeftovers();
  const network = networkOf(process.pid);
  atExit(() => removeNetwork(process.pid));
  layNetwork(network);
  const [ip, ...before] = onHost(network.hub);
  const again = [...before, process.execPath, ...process.argv.slice(1), '--network', String(process.pid)];
  const child = spawn(ip, again, {stdio: ['inherit', 'inherit', 'inherit', 'ipc']});
  killAtExit(child);
  const [code] = await once(child, 'exit');
  return code ?? 1;
};

/** In the hub of the network that the process `maker` laid: plays what the file lacks, and notes it. */
export const playHosts = async (maker: number, playing: PlayingHosts): Promise<void> => {
  // The maker was killed without a word: this end does its work.
  process.once('disconnect', () => process.exit(1));
  atExit(() => removeNetwork(maker));
  let hosts: Hosts | null = null;
  for (let trouble = nextOf(playing); trouble !== null; trouble = nextOf(playing)) {
    hosts ??= await openHosts(networkOf(maker), playing.program);
    if (!(await playNoting(hosts, trouble, playing))) return;
  }
};

/** The one that was played least, or null when all were played. */
const nextOf = ({troubles, rounds, state, until}: PlayingHosts): HostTrouble | null => {
  if (Date.now() > until) return null;
  const played = readRounds(state);
  const count = (name: string) => played.filter(({trouble}) => trouble === name).length;
  const [least] = troubles.toSorted((a, b) => count(a.name) - count(b.name));
  return least && count(least.name) < Math.ceil(rounds / troubles.length) ? least : null;
};

/** False where the round was stuck: the hosts are then in no state for another. */
const playNoting = async (
  hosts: Hosts,
  trouble: HostTrouble,
  {state, readers, say}: PlayingHosts,
): Promise<boolean> => {
  const number = readRounds(state).length;
  try {
    const round = await playRound(hosts, {trouble, number, readers});
    noteRound(state, round);
    say(`${isAsItMustBe(round, trouble) ? 'good' : 'BAD '} ${JSON.stringify(round)}`);
    return true;
  } catch (error) {
    noteRound(state, {trouble: trouble.name, stuck: String(error)});
    say(`BAD  ${trouble.name}: ${error instanceof Error ? error.stack : error}`);
    return false;
  }
};

/** A control must double, all else must be good. */
export const isAsItMustBe = (round: PlayedRound, trouble: HostTrouble): boolean =>
  trouble.mustDouble ? 'doubled' in round && round.doubled > 0 : isGood(round, trouble);
