import {once} from 'node:events';
import {join} from 'node:path';
import {Worker} from 'node:worker_threads';
import {packageRoot} from '../src/settings/package-root.ts';

/**
 * A Redis in this process's memory, on a loopback port, for the demo on a machine without one
 * (js-redis-server): about 80 jobs a second, no persistence. It has a thread of its own, which ends at once:
 * in this one, each command that blocks would keep the process for the five seconds that it was to wait, also
 * when its client has gone.
 */
export const openInMemoryRedis = async () => {
  const thread = new Worker(join(packageRoot, 'dist', 'local-redis', 'in-memory-thread.js'));
  const [url] = await once(thread, 'message');
  const close = async (): Promise<void> => {
    await thread.terminate();
  };
  return {kind: 'redis' as const, url: String(url), isInMemory: true, close};
};
