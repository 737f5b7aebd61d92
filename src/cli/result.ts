/** How a command ended, for scripts: see PRODUCT.md, "Commands". */
export const EXIT = {done: 0, failed: 1, usage: 2, refused: 3, partly: 4} as const;

export type Exit = (typeof EXIT)[keyof typeof EXIT];

export type CommandResult = {
  exit: Exit;
  /** What `--json` prints: one document. */
  json: unknown;
  /** What a person reads on stdout. */
  lines: string[];
  /** What a person should know besides; stderr. */
  notes?: string[];
};

/** A command that ended without doing what it was asked for: one clear line. */
export const stop = (exit: Exit, reason: string): CommandResult => ({
  exit,
  json: {error: reason},
  lines: [],
  notes: [reason],
});

/** Writes a result where it belongs: the document or the lines on stdout, notes on stderr. */
export const printResult = ({json, lines, notes = []}: CommandResult, asJson: boolean): void => {
  for (const note of notes) process.stderr.write(`${printable(note)}\n`);
  if (asJson) process.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
  else for (const line of lines) process.stdout.write(`${printable(line)}\n`);
};

/** Paper titles and file contents may hold anything: nothing of them may steer the terminal. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const printable = (line: string): string => line.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '�');

/** Columns of equal width, two blanks apart. */
export const table = (rows: string[][]): string[] => {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map(row => width(row[column] ?? ''))));
  return rows.map(row =>
    row
      .map((cell, column) => cell + ' '.repeat(Math.max(0, (widths[column] ?? 0) - width(cell))))
      .join('  ')
      .trimEnd(),
  );
};

const width = (text: string): number => [...text].length;

/** Cuts a text for a line of the terminal. */
export const shorten = (text: string, most: number): string =>
  width(text) <= most ? text : `${[...text].slice(0, most - 1).join('')}…`;
