import {utcDay} from '../../../clock.ts';
import type {Ledger} from '../../../delivery/ledger/ledger.ts';
import type {LetterRequests} from '../../../delivery/letters/letter-requests.ts';
import type {EditionId} from '../../../editions/edition.ts';
import type {Editions} from '../../../editions/edition-store.ts';
import {type BackupEntry, checkBackup, readBackup} from '../../../instance/backup/backup-file.ts';
import {INSTANCE} from '../../../instance/backup/kept-key.ts';
import {enteredRecordsIn, type InstanceStore, SCHEMA_VERSION} from '../../../instance/instance-store.ts';
import type {Log} from '../../../log.ts';
import type {ReadNoesResult} from '../../../subscribers/noes/read-noes.ts';
import {isEachRecordRead} from '../../../subscribers/noes/record-line.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import {type AppliedNoes, type ApplyDeps, applyNoes} from './apply-noes.ts';

export type RestoreDeps = {
  /** How many keys stand here that a new instance does not make by itself. */
  countKeys: () => Promise<number>;
  writeEntries: (entries: BackupEntry[]) => Promise<void>;
  instanceStore: Pick<InstanceStore, 'beginRestore' | 'endRestore'>;
  /** What files tell of who said no. */
  readNoes: (files: string[]) => Promise<ReadNoesResult>;
  /** This host's own record of noes, where it has one. */
  ownNoesFile: string | null;
  /** Holds all mail until who said no since then is known. */
  stopUntilNoesAreKnown: (times: {since: number; now: number}) => Promise<void>;
  /** Stores that read addresses as the instance of the backup does. */
  openStores: (addressPepper: string) => Restored;
  clock: {now(): number};
  log: Log;
};

export type Restored = Omit<ApplyDeps, 'instanceId' | 'log'> & {
  editions: Pick<Editions, 'list'>;
  ledger: Pick<Ledger, 'runs' | 'hold' | 'recount' | 'writeCounts' | 'sealOf'>;
  letterRequests: Pick<LetterRequests, 'waiting' | 'take'>;
  subscribers: Pick<Subscribers, 'rebuildDueIndex'>;
};

export type RestoreResult =
  | {
      kind: 'restored';
      keys: number;
      /** When the backup was made, and now (ms since 1970). */
      backedUpAt: number;
      restoredAt: number;
      held: Held;
      /** The last day whose edition is held, also one that stands in no backup: `2026-03-12`. */
      heldThrough: string;
      noes: AppliedNoes;
      /** Whether nothing is sent until an operator says that the noes since are dealt with. */
      isStopped: boolean;
    }
  | {kind: 'refused'; reason: string};

/** What may have been sent since the backup was made: editions, their mails, and letters. */
export type Held = {editions: EditionId[]; emails: number; letters: number};

/** `noes`: files that tell who said no since, all of them; [] where the operator names none. */
export type Restore = {file: string; noes?: string[]};

/**
 * Fills an empty Redis from a backup. Whatever may have been sent since it was made is held: nothing is
 * pending any more, and only a re-send that an operator confirms brings an edition to somebody. Who said no
 * since is known by the files `noes`, and by this host's own record. Where no files are named and another
 * host may have noted something, no mail leaves until an operator says that all noes are dealt with. A
 * restore that is cut off leaves a Redis on which no process works.
 */
export const restore = async (deps: RestoreDeps, wanted: Restore): Promise<RestoreResult> => {
  const result = await restoreChecked(deps, wanted);
  const line = {event: 'instance.restored', outcome: result.kind};
  if (result.kind === 'restored')
    deps.log.warn(
      {...line, keys: result.keys, held: result.held.editions.length},
      'a backup was restored; what may have been sent since is held',
    );
  else deps.log.warn(line, 'nothing was restored');
  return result;
};

const restoreChecked = async (deps: RestoreDeps, {file, noes = []}: Restore): Promise<RestoreResult> => {
  const refused = (reason: string): RestoreResult => ({kind: 'refused', reason});
  const checked = await checkBackup(file);
  if (checked.kind === 'refused') return refused(`${file} ${checked.reason}`);
  const {head, keys} = checked;
  if (head.schema > SCHEMA_VERSION)
    return refused(
      `${file} is of a newer version of Paperboy (schema ${head.schema}, this one knows ${SCHEMA_VERSION})`,
    );
  const found = await deps.countKeys();
  if (found > 0)
    return refused(`this Redis holds ${found} keys of an instance; a backup is restored into an empty one`);
  const said = await deps.readNoes([...noes, ...ownNoes(deps)]);
  if (said.kind === 'refused') return refused(said.reason);
  const now = deps.clock.now();
  await deps.instanceStore.beginRestore();
  const fields = await writeKeys(deps, file);
  const pepper = fields.addressPepper;
  if (pepper === undefined) return refused(`${file} holds no instance`);
  const stores = deps.openStores(pepper);
  const held = await holdAll(stores, {now, backedUpAt: head.at});
  const applied = await applyNoes(
    {...stores, instanceId: fields.id ?? '', log: deps.log},
    {noes: said.noes, since: head.at},
  );
  const areAllRead = isEachRecordRead({...said, entered: enteredRecordsIn(fields), backedUpAt: head.at});
  const isStopped = noes.length === 0 && !areAllRead;
  if (isStopped) await deps.stopUntilNoesAreKnown({since: head.at, now});
  await deps.instanceStore.endRestore(fields, now);
  return {
    ...{kind: 'restored', keys, held, noes: applied, isStopped},
    ...{backedUpAt: head.at, restoredAt: now, heldThrough: utcDay(now)},
  };
};

const ownNoes = ({ownNoesFile}: RestoreDeps): string[] => (ownNoesFile === null ? [] : [ownNoesFile]);

const AT_ONCE = 200;

/** Writes all keys but the instance's own; returns what that holds. */
export const writeKeys = async (
  {writeEntries}: Pick<RestoreDeps, 'writeEntries'>,
  file: string,
): Promise<Record<string, string>> => {
  let fields: Record<string, string> = {};
  let waiting: BackupEntry[] = [];
  for await (const entry of readBackup(file)) {
    if (entry.key === INSTANCE && entry.holds.type === 'hash')
      fields = Object.fromEntries(
        entry.holds.value.map(([field, text]) => [field, Buffer.from(text, 'base64').toString()]),
      );
    else waiting.push(entry);
    if (waiting.length < AT_ONCE) continue;
    await writeEntries(waiting);
    waiting = [];
  }
  await writeEntries(waiting);
  return fields;
};

/** Decades of daily and weekly editions. */
const MAX_EDITIONS = 10_000;
const LETTERS_AT_ONCE = 1000;

const holdAll = async (
  {editions, ledger, letterRequests, subscribers}: Restored,
  {now, backedUpAt}: {now: number; backedUpAt: number},
): Promise<Held> => {
  const backedUp = new Date(backedUpAt).toISOString();
  const why = `may have been sent after ${backedUp}, when the restored backup was made`;
  const held: Held = {editions: [], emails: 0, letters: 0};
  for (const {id} of await editions.list(MAX_EDITIONS)) {
    if ((await ledger.sealOf(id))?.kind === 'closed') continue;
    const lastRun = (await ledger.runs(id)).length;
    held.emails += await ledger.hold(id, {now, why, lastRun});
    await ledger.writeCounts(id, await ledger.recount(id));
    held.editions.unshift(id);
  }
  for (;;) {
    const requests = await letterRequests.waiting(LETTERS_AT_ONCE);
    if (requests.length === 0) break;
    for (const request of requests) {
      const taken = await letterRequests.take(request, {now: () => now});
      if (taken.kind === 'open') await taken.request.end({kind: 'uncertain', reason: why});
      held.letters += taken.kind === 'open' ? 1 : 0;
    }
  }
  // The backup was read while others wrote: what leads to a record is made from the records again.
  await subscribers.rebuildDueIndex();
  return held;
};
