import cliProgress from 'cli-progress';

export type ProgressBar = {update(done: number, total?: number): void; stop(): void};

/** A bar on stderr for long work; nothing where stderr is no terminal. */
export const progressBar = (label: string, total: number): ProgressBar => {
  if (!process.stderr.isTTY) return {update: () => undefined, stop: () => undefined};
  const bar = new cliProgress.SingleBar({
    format: `${label} {bar} {value}${total > 0 ? '/{total}' : ''} {eta_formatted}`,
    stream: process.stderr,
    hideCursor: true,
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
