import cliProgress from 'cli-progress';

export type ProgressBar = {update(done: number, total?: number): void; stop(): void};

/**
 * A bar on stderr for long work, a count where nobody knows the total (0); nothing where stderr is no
 * terminal.
 */
export const progressBar = (label: string, total: number): ProgressBar => {
  if (!process.stderr.isTTY) return {update: () => undefined, stop: () => undefined};
  const bar = new cliProgress.SingleBar({
    format: total > 0 ? `${label} {bar} {value}/{total}` : `${label} {value}`,
    stream: process.stderr,
    // Anyone who ends the command with Ctrl-C keeps the cursor and whole lines.
    hideCursor: false,
    linewrap: true,
    clearOnComplete: true,
  });
  bar.start(total, 0);
  return {
    update: (done, newTotal) => {
      if (newTotal !== undefined) bar.setTotal(newTotal);
      bar.update(done);
    },
    stop: () => bar.stop(),
  };
};
