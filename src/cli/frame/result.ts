import {printable, printableJson, type Terminal} from './terminal.ts';

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
  /** Whether stdout has everything already: a long list is written while it is read. */
  isWritten?: boolean;
};

/** A command that ended without doing what it was asked for: one clear line. */
export const stop = (exit: Exit, reason: string): CommandResult => ({
  exit,
  json: {error: reason},
  lines: [],
  notes: [reason],
});

/** Writes a result where it belongs: the document or the lines on stdout, notes on stderr. */
export const printResult = async (
  {json, lines, notes = [], isWritten = false}: CommandResult,
  terminal: Terminal,
): Promise<void> => {
  for (const note of notes) terminal.say(printable(note));
  if (isWritten) return;
  if (terminal.asJson) await terminal.write(`${printableJson(json)}\n`);
  else if (lines.length > 0) await terminal.write(`${lines.map(printable).join('\n')}\n`);
};

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
