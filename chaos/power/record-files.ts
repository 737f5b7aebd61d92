import {createRequire, syncBuiltinESMExports} from 'node:module';
import {relative, sep} from 'node:path';
import type {DiskStep} from './disk-model.ts';

type Promises = typeof import('node:fs/promises');
type Handle = Awaited<ReturnType<Promises['open']>>;

export type FileRecording = {
  steps: DiskStep[];
  /** Records nothing more. */
  end: () => void;
};

/**
 * Records what this process does below a folder by `node:fs/promises`, each step when it is done. Only the
 * ways are known that our writers take; `open` for writing begins an empty file.
 */
export const recordFiles = (root: string): FileRecording => {
  const promises: Promises = createRequire(import.meta.url)('node:fs/promises');
  const original = {...promises};
  const steps: DiskStep[] = [];
  const inside = (path: unknown): string | null => {
    const here = relative(root, String(path));
    return here.startsWith('..') ? null : here.split(sep).join('/');
  };
  const note = (path: unknown, toStep: (here: string) => DiskStep): void => {
    const here = inside(path);
    if (here !== null) steps.push(toStep(here));
  };
  const folders = new Set<string>();
  const noteFolder = (made: string): void => {
    if (made === root || folders.has(made)) return;
    folders.add(made);
    note(made, here => ({do: 'mkdir', path: here}));
  };
  Object.assign(promises, {
    open: async (path: string, flags?: string, mode?: number) => {
      const handle = await original.open(path, flags, mode);
      const isFolder = (await handle.stat()).isDirectory();
      if (flags === 'w') note(path, here => ({do: 'create', path: here}));
      return inside(path) === null ? handle : listening(handle, {path, isFolder, note});
    },
    mkdir: async (path: string, options: {recursive: true; mode?: number}) => {
      const first = await original.mkdir(path, options);
      // Another call at the same time may have made the folders above, and be told of it later than this one.
      if (first !== undefined) for (const made of foldersBetween(root, path)) noteFolder(made);
      return first;
    },
    rename: async (from: string, to: string) => {
      await original.rename(from, to);
      note(from, here => ({do: 'rename', path: here, to: inside(to) ?? ''}));
    },
    rm: async (path: string, options?: Parameters<Promises['rm']>[1]) => {
      await original.rm(path, options);
      note(path, here => ({do: 'remove', path: here}));
    },
  });
  syncBuiltinESMExports();
  return {
    steps,
    end: () => {
      Object.assign(promises, original);
      syncBuiltinESMExports();
    },
  };
};

type Listening = {
  path: string;
  isFolder: boolean;
  note: (path: unknown, toStep: (here: string) => DiskStep) => void;
};

const listening = (handle: Handle, {path, isFolder, note}: Listening): Handle =>
  new Proxy(handle, {
    get: (target, name) => {
      if (name === 'writeFile')
        return async (content: string | Buffer) => {
          await target.writeFile(content);
          note(path, here => ({do: 'write', path: here, content: Buffer.from(content)}));
        };
      if (name === 'sync')
        return async () => {
          await target.sync();
          note(path, here => ({do: isFolder ? 'sync-folder' : 'sync', path: here}));
        };
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === 'function' ? value.bind(target) : value;
    },
  });

/** The folders from the first that was made down to the last, outermost first. */
const foldersBetween = (first: string, last: string): string[] => {
  const below = relative(first, last).split(sep).filter(Boolean);
  return [first, ...below.map((_, place) => [first, ...below.slice(0, place + 1)].join(sep))];
};
