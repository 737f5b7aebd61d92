import {fileURLToPath} from 'node:url';
import {isMainThread, parentPort, Worker, workerData} from 'node:worker_threads';
import {playRound} from './round.ts';
import {lineOf, type RoundLine} from './sum.ts';

export type Rounds = {seed: number; rounds: number; lanes: number};

/** Plays rounds, one for each seed from `seed` on, and gives their lines in the seeds' order. */
export async function* playRounds({seed, rounds, lanes}: Rounds): AsyncGenerator<RoundLine> {
  if (lanes <= 1) {
    for (let at = seed; at < seed + rounds; at += 1) yield lineOf(await playRound({seed: String(at)}));
    return;
  }
  const opened = Array.from({length: lanes}, (_, lane) =>
    openLane({first: seed + lane, lanes, before: seed + rounds}),
  );
  try {
    for (let at = 0; at < rounds; at += 1) {
      const lane = opened[at % lanes];
      if (lane) yield await lane.next();
    }
  } finally {
    for (const {end} of opened) await end();
  }
}

type Lane = {first: number; lanes: number; before: number};

/** Most of what a round makes dies young: with more room for that, less is kept and collected. */
const resourceLimits = {maxYoungGenerationSizeMb: 64};

/** A thread that plays every so many-th seed; gives its lines one by one. */
const openLane = (lane: Lane): {next(): Promise<RoundLine>; end(): Promise<unknown>} => {
  const ready: RoundLine[] = [];
  const waiting: {hear: (line: RoundLine) => void; fail: (error: unknown) => void}[] = [];
  const thread = new Worker(fileURLToPath(import.meta.url), {workerData: lane, resourceLimits});
  thread.on('message', (line: RoundLine) => {
    const next = waiting.shift();
    if (next) next.hear(line);
    else ready.push(line);
  });
  thread.on('error', error => {
    for (const {fail} of waiting) fail(error);
  });
  return {
    next: () =>
      new Promise((hear, fail) => {
        const line = ready.shift();
        if (line) hear(line);
        else waiting.push({hear, fail});
      }),
    end: () => thread.terminate(),
  };
};

if (!isMainThread && parentPort) {
  const {first, lanes, before}: Lane = workerData;
  for (let at = first; at < before; at += lanes)
    parentPort.postMessage(lineOf(await playRound({seed: String(at)})));
}
