import {writeFileSync} from 'node:fs';
import {parseArgs} from 'node:util';
import {FileProblem} from './files.ts';
import {UsageError} from './usage-error.ts';

/** What a part of `evaluate` is asked: where its set stands, and in which form it answers. */
export type PartOptions = {
  folder: string;
  json: boolean;
  /** Where to write what was ranked, in the form that the set's README gives. */
  rankings: string | undefined;
  /** A file of that form to compare with. */
  against: string | undefined;
};

/** Reads the arguments behind a part's name. What is wrong is a `UsageError`. */
export const parsePartOptions = (part: string, args: string[]): PartOptions => {
  try {
    const {values, positionals} = parseArgs({
      args,
      allowPositionals: true,
      options: {
        json: {type: 'boolean', default: false},
        rankings: {type: 'string'},
        against: {type: 'string'},
      },
    });
    const [folder] = positionals;
    if (folder === undefined || positionals.length > 1) throw new UsageError(`${part} takes one folder`);
    return {folder, json: values.json, rankings: values.rankings, against: values.against};
  } catch (error) {
    if (error instanceof TypeError && 'code' in error) throw new UsageError(error.message.split('\n')[0]);
    throw error;
  }
};

/** Writes values as JSON lines. */
export const writeJsonLines = (path: string, values: unknown[]): void => {
  try {
    writeFileSync(path, values.map(value => `${JSON.stringify(value)}\n`).join(''));
  } catch (error) {
    if (error instanceof Error && 'code' in error)
      throw new FileProblem(`${path} cannot be written (${String(error.code)})`);
    throw error;
  }
};
