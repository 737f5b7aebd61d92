import {accessSync, constants, statSync} from 'node:fs';
import {delimiter, isAbsolute, join} from 'node:path';

/**
 * The first `redis-server` or `valkey-server` in the folders of PATH, as an absolute path, or null. Every
 * folder is asked for Redis before any is asked for Valkey.
 */
export const findRedisServer = (path: string | undefined): string | null => {
  for (const name of ['redis-server', 'valkey-server']) {
    const found = findProgram({name, path});
    if (found !== null) return found;
  }
  return null;
};

/** A program in the folders of PATH, as an absolute path, or null. */
export const findProgram = ({name, path}: {name: string; path: string | undefined}): string | null => {
  const folders = (path ?? '').split(delimiter).filter(isAbsolute);
  return folders.map(folder => join(folder, name)).find(isProgram) ?? null;
};

const isProgram = (file: string): boolean => {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    // Missing, a broken link or not ours to run: the next folder may have it.
    return false;
  }
};
