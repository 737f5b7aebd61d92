import type {Clock} from '../../clock.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {CompileInput, compileForLetterhead} from '../../mail/edition-renderer.ts';
import type {Ledger} from '../ledger/ledger.ts';

export type OpenRunDeps = CompileInput & {
  editions: Editions;
  ledger: Ledger;
  compile: typeof compileForLetterhead;
  clock: Pick<Clock, 'now'>;
};

export type OpenRun = {
  edition: EditionId;
  run: number;
  /** `scheduled`, or what the operator said. */
  reason: string;
};

export type OpenRunResult =
  | {kind: 'open'}
  | {kind: 'not-built'}
  /** The operator's templates do not make a mail of it. */
  | {kind: 'refused'; reason: string};

/**
 * Opens a run with the letterhead and templates of this hour, which all its mails keep, however long it
 * takes. A run that is open stays as it is, whatever becomes of the templates.
 */
export const openRun = async (deps: OpenRunDeps, {edition, run, reason}: OpenRun): Promise<OpenRunResult> => {
  const {ledger, clock} = deps;
  if (!(await ledger.findRun(edition, run))) {
    const kept = await keepFragments(deps, edition);
    if (kept.kind !== 'kept') return kept;
    await ledger.openRun({edition, run, reason, fragments: kept.hash, now: clock.now()});
  }
  // After the run, or a look at what is over could forget the edition in between; before its members, or a
  // crash could lose them.
  await ledger.markInSending(edition);
  return {kind: 'open'};
};

/** Compiles an edition with what is in force now and keeps the variant. */
export const keepFragments = async (
  {editions, letterhead, templatesDir, compile}: Omit<OpenRunDeps, 'ledger' | 'clock'>,
  edition: EditionId,
): Promise<{kind: 'kept'; hash: string} | Exclude<OpenRunResult, {kind: 'open'}>> => {
  const found = await editions.find(edition);
  if (!found) return {kind: 'not-built'};
  const compiled = await compile({content: found.content, letterhead, templatesDir});
  if (compiled.kind === 'refused') return compiled;
  await editions.keepCompiled(edition, compiled);
  return {kind: 'kept', hash: compiled.hash};
};
