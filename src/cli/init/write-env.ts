import {randomUUID} from 'node:crypto';
import {chmod, copyFile, link, open, rename, rm} from 'node:fs/promises';
import {join} from 'node:path';

/** Only its owner reads it: it holds the key and all secrets. */
const OWNER_ONLY = 0o600;

/** What was there before a `.env` was replaced. */
export const KEPT_NAME = '.env.before-init';

export type EnvToWrite = {
  folder: string;
  text: string;
  /** Whether one that is there may be replaced; it is kept beside it. */
  replaces: boolean;
};

/**
 * Writes `.env` whole or not at all, readable by its owner alone. `stands`: there is one that may not be
 * replaced.
 */
export const writeEnv = async ({folder, text, replaces}: EnvToWrite): Promise<'written' | 'stands'> => {
  const path = join(folder, '.env');
  const made = `${path}.${randomUUID()}`;
  try {
    await writeDurably(made, text);
    if (replaces) {
      await keepOld(path, join(folder, KEPT_NAME));
      await rename(made, path);
    } else await link(made, path);
    return 'written';
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return 'stands';
    throw error;
  } finally {
    await rm(made, {force: true});
  }
};

const writeDurably = async (path: string, text: string): Promise<void> => {
  const file = await open(path, 'wx', OWNER_ONLY);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
};

const keepOld = async (path: string, kept: string): Promise<void> => {
  try {
    await rm(kept, {force: true});
    await copyFile(path, kept);
    await chmod(kept, OWNER_ONLY);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : '';
