import {availableParallelism} from 'node:os';
import {parseArgs} from 'node:util';
import {openLongRun} from './long-run.ts';
import {playRounds} from './play-rounds.ts';
import {playRound} from './round.ts';
import {compareScenarios} from './scenarios/compare.ts';
import {shrink} from './shrink.ts';
import {tellStory} from './story.ts';
import {addTo, describeSum, emptySum, type Sum} from './sum.ts';

/**
 * `npm run simulate -- --seed S --rounds N [--json]`: plays the rounds of the seeds S, S + 1, … The trace is
 * on stdout, the same bytes for the same seeds everywhere; a single round is traced whole. The last line is
 * the sum. A round that fails is shrunk to the fewest faults and told on stderr. With `--seconds` no round is
 * begun after so long; with `--state FILE` a long run is played in pieces, each from where the last one
 * ended. `--scenarios` plays the scenarios of the chaos bench and prints a table.
 */
const simulate = async ({seed, rounds, isJson, seconds}: Wanted): Promise<Sum> => {
  const sum = emptySum(seed);
  const print = (line: string) => {
    if (!isJson) process.stdout.write(`${line}\n`);
  };
  if (rounds === 1) for (const line of await traceOf(seed)) print(line);
  let at = seed;
  const lanes = rounds < FEW_ROUNDS ? 1 : Math.min(2, availableParallelism());
  const endsAt = performance.now() + 1000 * seconds;
  for await (const round of playRounds({seed, rounds, lanes})) {
    print(round.line);
    addTo(sum, at, round);
    at += 1;
    if (performance.now() > endsAt) break;
  }
  return sum;
};

type Wanted = {seed: number; rounds: number; isJson: boolean; seconds: number};

/** Fewer than that are played before a second thread has loaded the product. */
const FEW_ROUNDS = 200;

const traceOf = async (seed: number): Promise<readonly string[]> =>
  (await playRound({seed: String(seed), isTraced: true})).trace.lines;

/** So many stories at most: they are mostly one and the same. */
const MAX_STORIES = 3;

const tellWhy = async ({failed}: Sum): Promise<void> => {
  for (const seed of failed.slice(0, MAX_STORIES)) {
    const shrunk = await shrink(String(seed));
    if (shrunk) process.stderr.write(`\n${tellStory(shrunk).join('\n')}\n`);
  }
};

const USAGE = `npm run simulate -- [options]
  --seed S       the first round's seed (1); the next round has the next
  --rounds N     so many rounds (100)
  --seconds N    begins no round after so long
  --state FILE   plays on from where the last piece ended, and prints the sum of all
  --json         the sum alone
  --scenarios    the scenarios of the chaos bench, a table`;

/** The options as they were given; a string says what is wrong with them. */
const readOptions = () => {
  try {
    return parseArgs({
      options: {
        ...{seed: {type: 'string', default: '1'}, rounds: {type: 'string'}, seconds: {type: 'string'}},
        ...{state: {type: 'string'}, json: {type: 'boolean', default: false}},
        ...{scenarios: {type: 'boolean', default: false}, help: {type: 'boolean', default: false}},
      },
    }).values;
  } catch (error) {
    if (error instanceof TypeError) return error.message;
    throw error;
  }
};

type Options = Exclude<ReturnType<typeof readOptions>, string>;

const readWanted = (options: Options): Wanted | null => {
  const [seed, rounds] = [Number(options.seed), Number(options.rounds ?? (options.seconds ? 1e6 : 100))];
  const seconds = Number(options.seconds ?? Number.POSITIVE_INFINITY);
  const isWhole = Number.isSafeInteger(seed) && Number.isSafeInteger(rounds) && seed >= 0 && rounds > 0;
  return isWhole && seconds > 0 ? {seed, rounds, isJson: options.json, seconds} : null;
};

const run = async ({scenarios, state}: Options, wanted: Wanted): Promise<number> => {
  if (scenarios) return (await compareScenarios(wanted)) ? 0 : 1;
  const longRun = state === undefined ? null : openLongRun(state, wanted.seed);
  const sum = await simulate({...wanted, seed: longRun?.nextSeed ?? wanted.seed});
  await tellWhy(sum);
  const all = longRun?.add(sum) ?? sum;
  process.stdout.write(`${wanted.isJson ? JSON.stringify(all) : describeSum(all)}\n`);
  return all.failed.length === 0 ? 0 : 1;
};

const main = async (): Promise<number> => {
  const options = readOptions();
  const wrong = (line: string): number => {
    process.stderr.write(`${line}\n\n${USAGE}\n`);
    return 2;
  };
  if (typeof options === 'string') return wrong(options);
  if (options.help) {
    process.stdout.write(`${USAGE}\n`);
    return 0;
  }
  const wanted = readWanted(options);
  return wanted === null ? wrong('--seed, --rounds and --seconds are whole numbers') : run(options, wanted);
};

process.exitCode = await main();
