import type {GlobalStop} from '../../delivery/ledger/global-stop.ts';
import {type Check, error, ok, skipped, warning} from './check.ts';

const ABOUT = 'noes';

/** The file in which this host notes who says no. */
export type NotedNoes = {path: string; whyNotWritable(): string | null};

/** Whether who said no is known after a restore, and noted for the next one. */
export const checkNoes = ({stop, noes}: {stop: GlobalStop | null; noes: NotedNoes | null}): Check[] => {
  if (stop?.noesSince !== undefined)
    return [error(ABOUT, stop.reason, 'paperboy noes apply FILE of each host, then paperboy noes done')];
  if (noes === null) return [skipped(ABOUT, 'this process notes nobody who leaves')];
  const why = noes.whyNotWritable();
  if (why === null) return [ok(ABOUT, `who leaves is noted in ${noes.path}`)];
  const fix = 'set NOES_FILE to a path on a disk of its own; without it a restore forgets who left';
  return [warning(ABOUT, `${noes.path} cannot be written: ${why}`, fix)];
};
