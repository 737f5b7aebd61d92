import {setTimeout as sleep} from 'node:timers/promises';

/**
 * A Redis in this process's memory, on a loopback port, for the demo on a machine without one (js-redis-server): about
 * 80 jobs a second, no persistence. It is loaded only when it is wanted.
 */
export const openStandIn = async (): Promise<{
  kind: 'redis';
  url: string;
  standIn: true;
  close(): Promise<void>;
}> => {
  const {createRedisMock} = await import('js-redis-server');
  const server = await createRedisMock();
  return {
    kind: 'redis',
    url: server.url,
    standIn: true,
    close: async () => {
      // It waits for its clients to go, and a client that is about to go needs an instant.
      await Promise.race([server.close(), sleep(1000, undefined, {ref: false})]);
    },
  };
};
