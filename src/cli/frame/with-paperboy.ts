import {join} from 'node:path';
import {openLocalRedis} from '../../../local-redis/local-redis.ts';
import {openPaperboy, type Paperboy} from '../../app.ts';
import {clockFrom, SECOND, systemClock} from '../../clock.ts';
import {type Config, parseConfig} from '../../config.ts';
import {toReason} from '../../delivery/transports/reason.ts';
import {NewerDataError, UnfinishedRestoreError} from '../../instance/instance-store.ts';
import {openLog, openReadableLog, takeOverPrints} from '../../log.ts';
import {withRedisSettings} from '../../redis/address.ts';
import {askRedis} from '../../redis/redis.ts';
import {describeRedisTrouble} from '../../redis/trouble.ts';
import type {RedisTrouble} from '../../redis/trouble-words.ts';
import {packageRoot} from '../../settings/package-root.ts';
import {type CommandResult, EXIT, stop} from './result.ts';
import {describeTrouble} from './system-trouble.ts';
import type {Terminal} from './terminal.ts';
import type {Work} from './work.ts';

export type Surroundings = {
  environment: Record<string, string | undefined>;
  terminal: Terminal;
  /** What a command changes of the configuration: the demo has its own prefix and outbox. */
  adjust?: (config: Config) => Config;
  /** Whether a Redis in memory will do. */
  allowInMemory?: boolean;
  /** Commands keep quiet about what went well, since their result tells it; processes do not. */
  quiet?: boolean;
};

/**
 * Opens everything, does the work and closes everything; what is missing is a result and not an exception.
 */
export const withPaperboy = async (
  {environment, terminal, adjust = config => config, allowInMemory = false, quiet = true}: Surroundings,
  work: Work,
): Promise<CommandResult> => {
  const reading = parseConfig(environment);
  if (reading.kind === 'problems') return configurationRefused(reading.problems);
  for (const warning of reading.warnings) terminal.say(warning);
  const config = adjust(reading.config);
  const found = await findRedis({
    config,
    allowInMemory,
    terminal,
    patienceMs: quiet ? 30 * SECOND : Infinity,
  });
  if (found.kind === 'none') return stop(EXIT.failed, found.message);
  let giveBack: () => void = () => undefined;
  try {
    const level = quiet && config.LOG_LEVEL === 'info' ? 'warn' : config.LOG_LEVEL;
    const log = terminal.isWatched ? openReadableLog(level) : openLog(level);
    giveBack = takeOverPrints(log, {console, process, clean: toReason});
    const clock = config.PAPERBOY_CLOCK === undefined ? systemClock : clockFrom(config.PAPERBOY_CLOCK);
    const paperboy = await openPaperboy({
      ...{config, clock, log},
      redisUrl: found.url,
      isOwnRedis: found.isOwn,
      ...(found.isOwn ? {redisFolder: join(packageRoot, '.paperboy')} : {}),
      noesFile: config.NOES_FILE ?? join(packageRoot, '.paperboy', 'noes.jsonl'),
    });
    let result: CommandResult;
    try {
      result = await work(paperboy, terminal);
    } catch (error) {
      await close(paperboy);
      throw error;
    }
    const trouble = await close(paperboy);
    return trouble === null ? result : withTrouble(result, trouble);
  } catch (error) {
    if (error instanceof NewerDataError || error instanceof UnfinishedRestoreError)
      return stop(EXIT.refused, error.message);
    throw error;
  } finally {
    giveBack();
    await found.close();
  }
};

const configurationRefused = (problems: string[]): CommandResult => ({
  exit: EXIT.refused,
  json: {error: 'the configuration has problems', problems},
  lines: [],
  notes: ['The configuration has problems:', ...problems.map(problem => `  ${problem}`)],
});

const CLOSE_WITHIN_MS = 2 * SECOND;

/** Lets go of everything; tells what went wrong in that, or null. A Redis that is gone is not waited for. */
const close = async (paperboy: Paperboy): Promise<string | null> => {
  const closed = new AbortController();
  const tooLong = systemClock
    .sleep(CLOSE_WITHIN_MS, closed.signal)
    .then(() => (closed.signal.aborted ? null : 'Redis stopped responding while closing'));
  try {
    return await Promise.race([paperboy.close().then(() => null), tooLong]);
  } catch (error) {
    return describeTrouble(error).line;
  } finally {
    closed.abort();
  }
};

/** What was done stands, so the result does too; but the end of it went wrong. */
const withTrouble = (result: CommandResult, trouble: string): CommandResult => ({
  ...result,
  exit: result.exit === EXIT.done ? EXIT.partly : result.exit,
  notes: [...(result.notes ?? []), trouble],
});

type FoundRedis =
  | {kind: 'redis'; url: string; isOwn: boolean; close(): Promise<void>}
  | {kind: 'none'; message: string};

const findRedis = async ({
  config,
  allowInMemory,
  terminal,
  patienceMs,
}: {
  config: Config;
  allowInMemory: boolean;
  terminal: Terminal;
  /** How long a Redis that answers may take until it has read its data. */
  patienceMs: number;
}): Promise<FoundRedis> => {
  if (config.REDIS_URL === undefined) {
    const folder = join(packageRoot, '.paperboy');
    const local = await openLocalRedis({folder, allowInMemory, say: terminal.say});
    return local.kind === 'none' ? local : {...local, isOwn: !local.isInMemory};
  }
  const url = withRedisSettings(config.REDIS_URL, {
    caFile: config.REDIS_CA_FILE,
    sentinelPassword: config.REDIS_SENTINEL_PASSWORD,
  });
  const trouble = await waitForRedis({url, patienceMs, terminal});
  if (trouble !== null) return {kind: 'none', message: `REDIS_URL: ${describeRedisTrouble(trouble)}`};
  return {kind: 'redis', url, isOwn: false, close: async () => undefined};
};

/** What passes by itself within seconds or minutes, such as a Redis that reads its data after a start. */
const PASSES = new Set(['LOADING', 'MASTERDOWN', 'CLUSTERDOWN', 'BUSY']);

const LOOK_EVERY_MS = SECOND;

const waitForRedis = async ({
  url,
  patienceMs,
  terminal,
}: {
  url: string;
  patienceMs: number;
  terminal: Terminal;
}): Promise<RedisTrouble | null> => {
  const until = systemClock.now() + patienceMs;
  for (let isFirst = true; ; isFirst = false) {
    const trouble = await askRedis(url);
    if (trouble === null || !PASSES.has(trouble.code) || systemClock.now() > until) return trouble;
    if (isFirst) terminal.say(`${describeRedisTrouble(trouble)}; waiting`);
    await systemClock.sleep(LOOK_EVERY_MS);
  }
};
