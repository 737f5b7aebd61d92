import {join} from 'node:path';
import {openPaperboy, type Paperboy} from '../app.ts';
import {systemClock} from '../clock.ts';
import {type Config, readConfig} from '../config.ts';
import {openLog} from '../ops/log.ts';
import {openOwnRedis} from '../own-redis/own-redis.ts';
import {packageRoot} from '../package-root.ts';
import {whyRedisIsOut} from '../redis.ts';
import {type CommandResult, EXIT, stop} from './result.ts';

export type Surroundings = {
  environment: Record<string, string | undefined>;
  /** What a command changes of the configuration: the demo has its own prefix and outbox. */
  adjust?: (config: Config) => Config;
  /** Whether a Redis in memory will do. */
  allowStandIn?: boolean;
  /** Commands keep quiet about what went well; processes do not. */
  quiet?: boolean;
};

/** Opens everything, does the work and closes everything; what is missing is a result and not an exception. */
export const withPaperboy = async (
  {environment, adjust = config => config, allowStandIn = false, quiet = true}: Surroundings,
  work: (paperboy: Paperboy) => Promise<CommandResult>,
): Promise<CommandResult> => {
  const reading = readConfig(environment);
  if (reading.kind === 'problems')
    return {
      ...stop(EXIT.usage, 'The configuration has problems:'),
      notes: ['The configuration has problems:', ...reading.problems.map(problem => `  ${problem}`)],
    };
  const config = adjust(reading.config);
  const found = await findRedis(config, allowStandIn);
  if (found.kind === 'none') return stop(EXIT.failed, found.message);
  try {
    const log = openLog(quiet && config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL);
    const paperboy = await openPaperboy({config, redisUrl: found.url, clock: systemClock, log});
    try {
      return await work(paperboy);
    } finally {
      await paperboy.close();
    }
  } finally {
    await found.close();
  }
};

type FoundRedis = {kind: 'redis'; url: string; close(): Promise<void>} | {kind: 'none'; message: string};

const findRedis = async (config: Config, allowStandIn: boolean): Promise<FoundRedis> => {
  if (config.REDIS_URL === undefined)
    return openOwnRedis({
      folder: join(packageRoot, '.paperboy'),
      allowStandIn,
      say: line => process.stderr.write(`${line}\n`),
    });
  const why = await whyRedisIsOut(config.REDIS_URL);
  if (why !== null) return {kind: 'none', message: `Redis does not answer at REDIS_URL (${why})`};
  return {kind: 'redis', url: config.REDIS_URL, close: async () => undefined};
};
