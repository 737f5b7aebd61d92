import {findRedisServer} from '../../../local-redis/find-redis-server.ts';

/** Where there is a redis-server; null, and said loudly, where there is none. */
export const redisServer = (): string | null => {
  const program = findRedisServer(process.env.PATH ?? '');
  if (program === null)
    process.stderr.write('SKIPPED: no redis-server in PATH, so no cluster and no Sentinel\n');
  return program;
};
