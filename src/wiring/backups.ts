import {existsSync} from 'node:fs';
import {endStopForNoes, readGlobalStop, stopUntilNoesAreKnown} from '../delivery/ledger/global-stop.ts';
import type {BackupEntry} from '../instance/backup/backup-file.ts';
import {isKept} from '../instance/backup/kept-key.ts';
import {writeKey} from '../instance/backup/key-value.ts';
import {readKeys} from '../instance/backup/read-keys.ts';
import {readLines} from '../instance/noes/noes-file.ts';
import {scanKeys} from '../redis/scan-keys.ts';
import {readNoes} from '../subscribers/noes/read-noes.ts';
import {backUp} from '../use-cases/instance/backup/back-up.ts';
import {applyNoesFrom, settleNoes} from '../use-cases/instance/backup/know-noes.ts';
import {restore} from '../use-cases/instance/backup/restore.ts';
import {bindDeps} from './bind-deps.ts';
import type {Foundation} from './foundation.ts';
import {openStores} from './stores.ts';

/** How an instance gets into a file, and out of it on another host, and what it must not forget then. */
export const wireBackups = (foundation: Foundation, reconcile: () => Promise<unknown>) => {
  const {config, redis, prefix, clock, damage, chance, packing, noes} = foundation;
  const place = {redis, prefix};
  const ownNoesFile = noes?.path ?? null;
  const beginning = `${prefix}:`;
  const writeEntry = async ({key, expiresAt, holds}: BackupEntry) => {
    await writeKey(redis, beginning + key, holds);
    if (expiresAt !== undefined) await redis.pexpire(beginning + key, Math.max(1, expiresAt - clock.now()));
  };
  return bindDeps(
    {
      ...foundation,
      ...{ownNoesFile, reconcile},
      readNoes: (files: string[]) => readNoes({readLines, exists: existsSync, ownNoesFile}, files),
      globalStop: () => readGlobalStop(place),
      stopUntilNoesAreKnown: (times: {since: number; now: number}) => stopUntilNoesAreKnown(place, times),
      endStopForNoes: (by: {who: string; now: number}) => endStopForNoes(place, by),
      readKeys: () => readKeys({redis, prefix}, clock.now),
      countKeys: async () => {
        let count = 0;
        for await (const keys of scanKeys(redis, beginning))
          count += keys.filter(key => !isOfNewInstance(key.slice(beginning.length))).length;
        return count;
      },
      writeEntries: async (entries: BackupEntry[]) => {
        await Promise.all(entries.map(writeEntry));
      },
      openStores: (addressPepper: string) =>
        openStores({
          ...{redis, prefix, addressPepper, packing, random: chance.bytes, noteDamage: damage.note},
          keepLettersDays: config.KEEP_LETTERS_DAYS,
          restoredAt: null,
        }),
    },
    {backUp, restore, applyNoesFrom, settleNoes},
  );
};

/** What a process makes in an empty Redis when it opens it. */
const isOfNewInstance = (name: string): boolean =>
  name === '{instance}' || name === '{subscribers}:ids' || !isKept(name);
