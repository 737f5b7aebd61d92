import {type Check, error, ok, orOk, warning} from './check.ts';
import type {RedisFacts} from './redis-facts.ts';

const ABOUT = 'Redis';

/** Fuller than this, a night's sending may not fit. */
const FULL_SHARE = 0.8;

/** A log that is rewritten is there twice for a while. */
const MIN_FREE_SHARE = 0.1;

/** Whether a Redis with these facts keeps what is written to it. */
export const checkRedis = (facts: RedisFacts): Check[] => {
  const found: Check[] = [];
  if (facts.role === 'slave')
    found.push(error(ABOUT, 'it is a replica and takes no writes', 'set REDIS_URL to the primary'));
  if (facts.lastLogWrite !== 'ok')
    found.push(
      error(
        ABOUT,
        'its AOF cannot be written to disk',
        'check for a full disk (df) and read the log of Redis',
      ),
    );
  if (facts.policy !== null && facts.policy !== 'noeviction')
    found.push(
      error(
        ABOUT,
        `maxmemory-policy is ${facts.policy}: it may evict subscribers when memory is full`,
        'set maxmemory-policy noeviction',
      ),
    );
  if (facts.appendOnly === 'no')
    found.push(warning(ABOUT, 'AOF is off; a crash can lose minutes of writes', 'set appendonly yes'));
  if (facts.mostMemory > 0 && facts.usedMemory > FULL_SHARE * facts.mostMemory)
    found.push(
      warning(
        ABOUT,
        `${Math.round((100 * facts.usedMemory) / facts.mostMemory)} % of its memory is used`,
        'give it more, or raise maxmemory',
      ),
    );
  const {disk} = facts;
  if (disk !== undefined && disk.free < MIN_FREE_SHARE * disk.size)
    found.push(
      warning(
        ABOUT,
        `${Math.round(100 - (100 * disk.free) / disk.size)} % of the disk that it writes to is used`,
        'make room: once it is full nothing is sent',
      ),
    );
  return orOk(found, ok(ABOUT, `${facts.version}, ${durability(facts)}`));
};

const durability = ({policy, appendOnly}: RedisFacts): string =>
  policy === null || appendOnly === null
    ? 'writable; persistence settings are not readable'
    : 'writable, keeps writes on disk, evicts nothing';
