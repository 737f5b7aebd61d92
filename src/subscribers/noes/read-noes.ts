import type {No} from './no.ts';
import {parseNo} from './parse-no.ts';
import {parseRecordLine, type RecordsOfRestore} from './record-line.ts';

export type SaidNoes = {noes: No[]} & Pick<RecordsOfRestore, 'read' | 'beside'>;

export type ReadNoesResult = ({kind: 'read'} & SaidNoes) | {kind: 'refused'; reason: string};

type Reading = {noes: No[]; read: Set<string>; beside: Set<string>};

export type ReadNoesDeps = {
  /** The lines of a file; throws what the system says of one that cannot be read. */
  readLines: (file: string) => AsyncIterable<string>;
  /** Whether a file is there. */
  exists: (file: string) => boolean;
  /** This host's own record: it may be missing, since nobody may have said no yet. */
  ownNoesFile: string | null;
};

/**
 * Reads who said no from the record of a host, from Paperboy's log, or from what `EVENTS_URL` got, in any
 * mix. A file in which no line is JSON is none of these, and is refused.
 */
export const readNoes = async (deps: ReadNoesDeps, files: string[]): Promise<ReadNoesResult> => {
  const said: Reading = {noes: [], read: new Set(), beside: new Set()};
  for (const file of new Set(files)) {
    if (file === deps.ownNoesFile && !deps.exists(file)) continue;
    const problem = await readFile(deps, file, said);
    if (problem !== null) return {kind: 'refused', reason: `${file} ${problem}`};
  }
  return {kind: 'read', ...said};
};

/** What is wrong with a file, or null. */
const readFile = async ({readLines}: ReadNoesDeps, file: string, said: Reading): Promise<string | null> => {
  let [lines, told] = [0, 0];
  try {
    for await (const line of readLines(file)) {
      lines += line.trim() === '' ? 0 : 1;
      told += line.includes('{') ? 1 : 0;
      const named = parseRecordLine(line);
      if (named) said.read.add(named.record);
      for (const other of named?.beside ?? []) said.beside.add(other);
      const no = named ? null : parseNo(line);
      if (no) said.noes.push(no);
    }
  } catch (error) {
    if (!(error instanceof Error) || !('code' in error)) throw error;
    return `cannot be read: ${String(error.code)}`;
  }
  return lines > 0 && told === 0 ? 'is neither a record of noes nor a log of Paperboy' : null;
};
