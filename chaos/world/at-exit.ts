import type {ChildProcess} from 'node:child_process';

const undoings = new Set<() => void>();
let isListening = false;

/**
 * Has something undone when this process ends, whichever way short of its own `kill -9`. What was begun last
 * is undone first. Returns what calls it off.
 */
export const atExit = (undo: () => void): (() => void) => {
  if (!isListening) process.once('exit', undoAll);
  isListening = true;
  undoings.add(undo);
  return () => {
    undoings.delete(undo);
  };
};

/** Sees to it that a child does not outlive this process. */
export const killAtExit = (child: ChildProcess): void => {
  const callOff = atExit(() => child.kill('SIGKILL'));
  child.once('exit', callOff);
};

const undoAll = (): void => {
  for (const undo of [...undoings].reverse()) {
    try {
      undo();
    } catch (error) {
      // One that fails must not keep the others from being undone.
      process.stderr.write(`not undone: ${error}\n`);
    }
  }
};
