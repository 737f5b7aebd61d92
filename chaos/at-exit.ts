import type {ChildProcess} from 'node:child_process';

const children = new Set<ChildProcess>();
let isListening = false;

/** Sees to it that a child does not outlive this process, whichever way it ends short of its own `kill -9`. */
export const killAtExit = (child: ChildProcess): void => {
  if (!isListening) process.once('exit', killAll);
  isListening = true;
  children.add(child);
  child.once('exit', () => children.delete(child));
};

const killAll = (): void => {
  for (const child of children) child.kill('SIGKILL');
};
