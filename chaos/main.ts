import {parseArgs} from 'node:util';
import {findOrInstallRedis} from '../local-redis/local-redis.ts';
import {playRounds} from './play-rounds.ts';
import {asMarkdown, asText, headline, whatCallsMet} from './report.ts';
import type {Scenario} from './scenario.ts';
import {controls, large, scenarios, shortened} from './scenarios.ts';
import {openWorld} from './world/world.ts';

/** `npm run chaos`: breaks everything around a sending, and counts what reached whom (docs/chaos.md). */

const USAGE = `npm run chaos -- [options]
  --only NAME,NAME   these scenarios and controls alone
  --rounds N         so many rounds of each, instead of each one's own number
  --seed N           the first round's seed (1); the next round has the next
  --readers N        so many readers of each round, instead of each one's own number
  --lanes N          rounds at the same time (6)
  --short            one round of the most telling ones, and every control
  --large            the runs over 100,000 readers
  --markdown         the table as Markdown
  --list             what there is`;

const say = (line: string): void => {
  process.stderr.write(`${line}\n`);
};

const readOptions = () =>
  parseArgs({
    options: {
      only: {type: 'string'},
      rounds: {type: 'string'},
      seed: {type: 'string', default: '1'},
      readers: {type: 'string'},
      lanes: {type: 'string', default: '6'},
      short: {type: 'boolean', default: false},
      large: {type: 'boolean', default: false},
      markdown: {type: 'boolean', default: false},
      list: {type: 'boolean', default: false},
    },
  }).values;

type Options = ReturnType<typeof readOptions>;

const chosen = (options: Options): Scenario[] => {
  if (options.only !== undefined) {
    const names = options.only.split(',');
    const every = [...scenarios, ...controls, ...large];
    const unknown = names.filter(name => !every.some(scenario => scenario.name === name));
    if (unknown.length > 0)
      throw new UsageError(`--only: there is no scenario "${unknown.join('", "')}" (--list)`);
    return every.filter(({name}) => names.includes(name));
  }
  if (options.large) return large;
  const all = [...scenarios, ...controls];
  return options.short ? shortened(all) : all;
};

class UsageError extends Error {}

const wholeNumber = (name: string, text: string): number => {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`--${name} "${text}" is no whole number from 1 on`);
  return Number(text);
};

const run = async (options: Options): Promise<number> => {
  if (options.list) {
    const every = [...scenarios, ...controls, ...large];
    process.stdout.write(every.map(({name, rounds, says}) => `${name}  (${rounds})  ${says}\n`).join(''));
    return 0;
  }
  const picked = chosen(options);
  const lanes = wholeNumber('lanes', options.lanes);
  const isLarge = picked.some(({name}) => large.some(one => one.name === name));
  const redis = await findOrInstallRedis(say);
  if (redis.kind === 'none') {
    say(redis.message);
    return 1;
  }
  const world = await openWorld({redisProgram: redis.path, stock: lanes});
  try {
    const lines = await playRounds({
      world,
      scenarios: picked,
      rounds: options.rounds === undefined ? null : wholeNumber('rounds', options.rounds),
      seed: wholeNumber('seed', options.seed),
      readers: options.readers === undefined ? null : wholeNumber('readers', options.readers),
      lanes: isLarge ? 1 : lanes,
      say,
    });
    const table = options.markdown ? asMarkdown(lines) : asText(lines);
    process.stdout.write(`${[table, whatCallsMet(lines), headline(lines)].filter(Boolean).join('\n\n')}\n`);
    const played = lines.filter(({skipped}) => skipped === null);
    return played.length > 0 && played.every(({isAsItShould}) => isAsItShould) ? 0 : 1;
  } finally {
    await world.close();
  }
};

// An end by signal runs no exit hooks, and those end the processes that were started.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => {
    say(`ended by ${signal}`);
    process.exit(130);
  });
try {
  process.exitCode = await run(readOptions());
} catch (error) {
  const isUsage = error instanceof UsageError || (error instanceof TypeError && 'code' in error);
  say(isUsage ? `${error.message}\n${USAGE}` : String(error instanceof Error ? error.stack : error));
  // A round that was broken off leaves connections and processes: the exit's own hooks end them.
  process.exit(isUsage ? 2 : 1);
}
