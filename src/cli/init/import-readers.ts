import {createReadStream} from 'node:fs';
import type {Paperboy} from '../../app.ts';
import {exitOfRows, moreThan, SHOWN_REJECTIONS} from '../frame/rejections.ts';
import {type CommandResult, EXIT} from '../frame/result.ts';

export type ReadersToImport = {
  file: string;
  /** What they agreed to, as it is recorded. */
  consent: string;
  /** What the set-up came to so far. */
  result: CommandResult;
};

/** Takes a list of readers who agreed already into the new instance, and adds that to the set-up's result. */
export const importReaders = async (
  paperboy: Paperboy,
  {file, consent, result}: ReadersToImport,
): Promise<CommandResult> => {
  const outcome = await paperboy.subscribers.import({
    open: () => createReadStream(file),
    confirmed: true,
    consentText: consent,
  });
  const json = result.json as Record<string, unknown>;
  if (outcome.kind === 'refused')
    return {
      ...result,
      exit: EXIT.partly,
      json: {...json, import: {error: outcome.reason}},
      notes: [`nobody was imported: ${file}: ${outcome.reason}`],
    };
  const {imported, updated, skipped, rejected} = outcome;
  const rowsExit = exitOfRows({taken: imported + updated + skipped, rejected: rejected.length});
  return {
    ...result,
    exit: result.exit === EXIT.done && rowsExit !== EXIT.done ? EXIT.partly : result.exit,
    json: {...json, import: {imported, updated, skipped, rejected}},
    lines: [
      `${imported} imported, ${updated} updated, ${skipped} skipped, ${rejected.length} rejected`,
      ...result.lines,
    ],
    notes: [
      ...rejected.slice(0, SHOWN_REJECTIONS).map(({line, reason}) => `line ${line}: ${reason}`),
      ...moreThan(rejected.length),
    ],
  };
};
