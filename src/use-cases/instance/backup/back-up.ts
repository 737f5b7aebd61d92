import {BACKUP_FORMAT, type BackupEntry, writeBackup} from '../../../instance/backup/backup-file.ts';
import {SCHEMA_VERSION} from '../../../instance/instance-store.ts';
import type {Log} from '../../../log.ts';

export type BackUpDeps = {
  /** All that the instance keeps, in an order in which whatever is found leads somewhere. */
  readKeys: () => AsyncIterable<BackupEntry>;
  clock: {now(): number};
  log: Log;
};

export type BackUp = {file: string};

/** `at`: ms since 1970; what was done later may not stand in it. */
export type BackUpResult = {keys: number; bytes: number; at: number};

/** Writes one file of all that the instance keeps, while it works. It holds addresses and secrets. */
export const backUp = async ({readKeys, clock, log}: BackUpDeps, {file}: BackUp): Promise<BackUpResult> => {
  const at = clock.now();
  const head = {paperboy: 'backup', format: BACKUP_FORMAT, schema: SCHEMA_VERSION, at} as const;
  const written = await writeBackup(file, head, readKeys());
  log.info({event: 'instance.backed-up', ...written}, 'backup written');
  return {...written, at};
};
