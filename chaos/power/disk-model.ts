/** What a program asks of the disk, in the order in which it was done. */
export type DiskStep =
  | {do: 'mkdir'; path: string}
  | {do: 'create'; path: string}
  | {do: 'write'; path: string; content: Buffer}
  /** fsync of a file. */
  | {do: 'sync'; path: string}
  /** fsync of a folder: the names in it are kept. */
  | {do: 'sync-folder'; path: string}
  | {do: 'rename'; path: string; to: string}
  | {do: 'remove'; path: string}
  /** Somebody was told that something is done. */
  | {do: 'answer'; what: string};

/** A choice of the disk among so many, from 0. */
export type Choose = (among: number) => number;

type Node = {
  isFolder: boolean;
  /** What an fsync has kept of a file, and what was written since. */
  kept: Buffer;
  since: Buffer[];
  /** The names of a folder that an fsync has kept, and what was done to them since. */
  keptNames: Map<string, Node>;
  changes: Change[];
  names: Map<string, Node>;
};

/** One change of a folder: each may be on the disk or not, whatever the others are. */
type Change = (names: Map<string, Node>) => void;

const newNode = (kind: 'file' | 'folder'): Node => ({
  isFolder: kind === 'folder',
  ...{kept: Buffer.alloc(0), since: [], keptNames: new Map(), changes: [], names: new Map()},
});

/**
 * What stands on a disk after the power went, by path: what was synced, and of the rest whatever the disk
 * chooses. POSIX allows all of that: an fsync of a file keeps its bytes and not its name, one of a folder its
 * names and not their bytes; changes that were not synced are kept in any subset, and of bytes that were not
 * there may be all, some from the beginning, none, or as many zeros.
 */
export const afterPowerCut = (steps: DiskStep[], choose: Choose): Map<string, Buffer> => {
  const root = newNode('folder');
  for (const step of steps) take(root, step);
  const files = new Map<string, Buffer>();
  collect(root, {path: '', choose, files});
  return files;
};

/** What a disk that lost nothing holds. */
export const withoutPowerCut = (steps: DiskStep[]): Map<string, Buffer> =>
  afterPowerCut(steps, among => among - 1);

const take = (root: Node, step: DiskStep): void => {
  if (step.do === 'answer') return;
  const [folder, name] = placeOf(root, step.path);
  const node = name === '' ? root : folder.names.get(name);
  switch (step.do) {
    case 'mkdir':
      link(folder, name, node ?? newNode('folder'));
      return;
    case 'create':
      link(folder, name, newNode('file'));
      return;
    case 'write':
      node?.since.push(step.content);
      return;
    case 'sync':
      if (node) Object.assign(node, {kept: Buffer.concat([node.kept, ...node.since]), since: []});
      return;
    case 'sync-folder':
      if (node) Object.assign(node, {keptNames: new Map(node.names), changes: []});
      return;
    case 'remove':
      change(folder, names => void names.delete(name));
      return;
    case 'rename': {
      const [target, newName] = placeOf(root, step.to);
      if (!node) return;
      link(target, newName, node);
      change(folder, names => void names.delete(name));
    }
  }
};

const change = (folder: Node, how: Change): void => {
  how(folder.names);
  folder.changes.push(how);
};

const link = (folder: Node, name: string, node: Node): void => {
  if (folder.names.get(name) !== node) change(folder, names => void names.set(name, node));
};

/** The folder that a path stands in, and its name there. */
const placeOf = (root: Node, path: string): [Node, string] => {
  const parts = path.split('/').filter(Boolean);
  const name = parts.pop() ?? '';
  let folder = root;
  for (const part of parts) {
    const next = folder.names.get(part);
    if (!next) throw new Error(`${path} stands in no folder`);
    folder = next;
  }
  return [folder, name];
};

type Collecting = {path: string; choose: Choose; files: Map<string, Buffer>};

const collect = (folder: Node, {path, choose, files}: Collecting): void => {
  const names = new Map(folder.keptNames);
  for (const apply of folder.changes) if (choose(2) === 1) apply(names);
  for (const [name, node] of names) {
    const here = path === '' ? name : `${path}/${name}`;
    if (node.isFolder) collect(node, {path: here, choose, files});
    else files.set(here, bytesOf(node, choose));
  }
};

const bytesOf = ({kept, since}: Node, choose: Choose): Buffer => {
  const more = Buffer.concat(since);
  if (more.length === 0) return kept;
  const lost = [Buffer.alloc(0), Buffer.alloc(more.length), more.subarray(0, choose(more.length)), more];
  return Buffer.concat([kept, lost[choose(lost.length)] ?? more]);
};
