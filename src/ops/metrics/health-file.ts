import {rm, writeFile} from 'node:fs/promises';
import {SECOND} from '../../clock.ts';
import type {Log} from '../../log.ts';

/** A file that is older than several of these means a loop that stands still. */
export const TOUCH_EVERY_MS = 15 * SECOND;

export type KeepHealthFile = {
  path: string;
  /** How often it is written, ms. */
  everyMs?: number;
  now: () => number;
  log: Log;
};

/**
 * Writes the time into a file again and again, as long as the loop of this process turns: for a host that has
 * no port to ask (`HEALTH_FILE`). The first time is over when this resolves. A file that cannot be written is
 * told once and stops nothing: who looks at it finds it old. A process that ends takes it away.
 */
export const keepHealthFile = async ({
  path,
  everyMs = TOUCH_EVERY_MS,
  now,
  log,
}: KeepHealthFile): Promise<{close(): Promise<void>}> => {
  let isTold = false;
  const touch = async (): Promise<void> => {
    try {
      await writeFile(path, `${new Date(now()).toISOString()}\n`);
      isTold = false;
    } catch (error) {
      if (!isTold)
        log.warn({event: 'health.not-written', error: String(error)}, 'HEALTH_FILE was not written');
      isTold = true;
    }
  };
  await touch();
  let inHand = Promise.resolve();
  const timer = setInterval(() => {
    inHand = inHand.then(touch);
  }, everyMs);
  return {
    close: async () => {
      clearInterval(timer);
      await inHand;
      await rm(path, {force: true}).catch(() => undefined);
    },
  };
};
