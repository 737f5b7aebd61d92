import {parseEnv} from 'node:util';

export type ParsedEnvFile =
  | {kind: 'settings'; settings: Record<string, string>}
  | {kind: 'problem'; problem: string};

/**
 * Reads a `.env` file as Node does (`util.parseEnv`), also where an editor put a byte order mark before its
 * first name. Any other encoding than UTF-8 is a problem, in one line.
 */
export const parseEnvFile = (bytes: Uint8Array): ParsedEnvFile => {
  try {
    // The decoder drops the mark by itself.
    const text = new TextDecoder('utf-8', {fatal: true}).decode(bytes);
    return {kind: 'settings', settings: definedOf(parseEnv(text))};
  } catch (error) {
    if (!(error instanceof TypeError)) throw error;
    return {kind: 'problem', problem: '.env is not UTF-8; save it as UTF-8'};
  }
};

const definedOf = (parsed: NodeJS.Dict<string>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parsed).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
