/** Where a command's words go, as an argument: a test reads what an operator would see. */
export type Terminal = {
  /** Whether stdout gets one JSON document instead of lines. */
  asJson: boolean;
  /** Whether a person reads stderr, and not a file or another program. */
  isWatched: boolean;
  /** Text on stdout. False when nobody reads it any more (`| head`); rejects when it cannot be written. */
  write(text: string): Promise<boolean>;
  /** One line on stderr. */
  say(line: string): void;
};

/** The terminal of this process. */
export const processTerminal = (asJson: boolean): Terminal => {
  // Without listeners a reader that has gone would end the process with a stack; `write` tells of it instead.
  for (const stream of [process.stdout, process.stderr])
    if (stream.listenerCount('error') === 0) stream.on('error', () => undefined);
  return {
    asJson,
    isWatched: process.stderr.isTTY === true,
    write: text =>
      new Promise((resolve, reject) => {
        process.stdout.write(text, error => {
          if (!error) resolve(true);
          else if (hasGone(error)) resolve(false);
          else reject(error);
        });
      }),
    say: line => {
      process.stderr.write(`${line}\n`);
    },
  };
};

const hasGone = (error: Error): boolean =>
  'code' in error && ['EPIPE', 'ERR_STREAM_DESTROYED'].includes(String(error.code));

/**
 * Paper titles and file contents may hold anything: nothing of them may steer the terminal or turn its text
 * around.
 */
export const printable = (line: string): string =>
  line.replace(/(?![\t\n])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, '�');

/**
 * JSON as it may stand on a terminal: `JSON.stringify` leaves the control characters from 0x7f to 0x9f as
 * they are.
 */
export const printableJson = (value: unknown): string =>
  JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f]/g,
    sign => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
