import {availableParallelism} from 'node:os';
import {parseArgs} from 'node:util';
import {playRounds} from './play-rounds.ts';
import {playRound} from './round.ts';
import {shrink} from './shrink.ts';
import {tellStory} from './story.ts';
import {addTo, describeSum, emptySum, type Sum} from './sum.ts';

/**
 * `npm run simulate -- --seed S --rounds N [--json]`: plays the rounds of the seeds S, S + 1, … The trace is
 * on stdout, the same bytes for the same seeds everywhere; a single round is traced whole. The last line is
 * the sum. A round that fails is shrunk to the fewest faults and told on stderr.
 */
const simulate = async ({seed, rounds, isJson}: Wanted): Promise<Sum> => {
  const sum = emptySum(seed);
  const print = (line: string) => {
    if (!isJson) process.stdout.write(`${line}\n`);
  };
  if (rounds === 1) for (const line of await traceOf(seed)) print(line);
  let at = seed;
  const lanes = rounds < FEW_ROUNDS ? 1 : Math.min(2, availableParallelism());
  for await (const round of playRounds({seed, rounds, lanes})) {
    print(round.line);
    addTo(sum, at, round);
    at += 1;
  }
  return sum;
};

type Wanted = {seed: number; rounds: number; isJson: boolean};

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

const readWanted = (args: string[]): Wanted | null => {
  const {values} = parseArgs({
    args,
    options: {seed: {type: 'string'}, rounds: {type: 'string'}, json: {type: 'boolean'}},
  });
  const [seed, rounds] = [Number(values.seed ?? 1), Number(values.rounds ?? 100)];
  const isWhole = Number.isSafeInteger(seed) && Number.isSafeInteger(rounds) && seed >= 0 && rounds > 0;
  return isWhole ? {seed, rounds, isJson: values.json ?? false} : null;
};

const wanted = readWanted(process.argv.slice(2));
if (wanted === null) {
  process.stderr.write('--seed and --rounds are whole numbers\n');
  process.exitCode = 2;
} else {
  const sum = await simulate(wanted);
  await tellWhy(sum);
  process.stdout.write(`${wanted.isJson ? JSON.stringify(sum) : describeSum(sum)}\n`);
  process.exitCode = sum.failed.length === 0 ? 0 : 1;
}
