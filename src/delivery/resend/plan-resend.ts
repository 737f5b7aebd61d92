import type {Clock} from '../../clock.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {Log} from '../../log.ts';
import type {CompileInput, compileForLetterhead} from '../../mail/edition-renderer.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {ChunkName} from '../ledger/chunk-name.ts';
import type {Ledger} from '../ledger/ledger.ts';
import type {Run} from '../ledger/runs.ts';
import {keepFragments} from '../runs/open-run.ts';
import {type Scope, type ScopeInput, scopeNames} from './resend-scope.ts';

export type ResendDeps = CompileInput & {
  editions: Editions;
  ledger: Ledger;
  compile: typeof compileForLetterhead;
  subscribers: Subscribers;
  /** The most mails that one call of the transport carries. */
  chunkSize: number;
  requestChunks: (names: ChunkName[]) => Promise<void>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type Resend = {
  edition: EditionId;
  /** For whom, as the operator typed it. */
  to: ScopeInput[];
  /** The number that the dry run gave. */
  confirm: number;
  /** The operator, for the audit. */
  who: string;
  /** Null where nothing was said. */
  why: string | null;
  /** Names this call among those that want the lock; chance. */
  token: string;
};

export type Refusal = {kind: 'refused'; reason: string};

export type ResendResult =
  | {kind: 'planned'; run: number; eligible: number; leftOut: Record<string, number>}
  /** No subscriber is eligible, as was confirmed: no run. */
  | {kind: 'nobody'; leftOut: Record<string, number>}
  | Refusal;

/** The last run that a byte of the ledger can name. */
const LAST_RUN = 255;

const PLANNED_AT_ONCE = 512;

type Opening = Resend & {scopes: Scope[]; eligible: number; leftOut: Record<string, number>; number: number};

/** Opens the run of a re-send for whom its survey noted, and plans them. */
export const openAndPlan = async (deps: ResendDeps, opening: Opening): Promise<ResendResult> => {
  const {ledger, clock} = deps;
  const {edition, number, scopes, eligible, leftOut, who} = opening;
  if (number > LAST_RUN) return {kind: 'refused', reason: `edition ${edition} has had its ${LAST_RUN} runs`};
  const kept = await keepFragments(deps, edition);
  if (kept.kind === 'refused') return kept;
  if (kept.kind === 'not-built') throw new Error(`edition ${edition} is gone from Redis`);
  const scope = scopeNames(scopes);
  const why = opening.why ?? `re-send to ${scope.join(', ')}`;
  await ledger.markInSending(edition);
  const opened = await ledger.openResend({
    edition,
    token: opening.token,
    run: number,
    now: clock.now(),
    who,
    why,
    fragments: kept.hash,
    scope,
    eligible,
    leftOut,
  });
  if (opened === 'ordered')
    return {kind: 'refused', reason: `edition ${edition} was paused, cancelled or closed just now`};
  const run = opened === 'opened' ? await ledger.findRun(edition, number) : null;
  if (!run) return lostLock(edition);
  return planResend(deps, {...opening, run});
};

/** What a call comes to that held its lock for longer than it lives, before anything was opened. */
export const lostLock = (edition: EditionId): Refusal => ({
  kind: 'refused',
  reason: `this re-send of edition ${edition} stood still for too long and lost its lock: nothing was sent`,
});

/**
 * Plans the members that were noted when the run was opened, in the state that their mail had then, and no
 * others. Then lets the chunks go.
 */
export const planResend = async (
  {ledger, chunkSize, requestChunks, clock}: ResendDeps,
  {edition, token, who, why, run}: Resend & {run: Run},
): Promise<ResendResult> => {
  const wave = waveOfResend(run);
  let seen = 0;
  for await (const {state, numbers} of ledger.membersOfResend(edition, run.run)) {
    for (let at = 0; at < numbers.length; at += PLANNED_AT_ONCE) {
      if (!(await ledger.renewResendLock({edition, token}))) return lostWhilePlanning(edition, run.run);
      const {added, ofWave} = await ledger.planMembers({
        edition,
        run: run.run,
        wave,
        chunkSize,
        takes: [state],
        numbers: numbers.slice(at, at + PLANNED_AT_ONCE),
      });
      if (ofWave - added < seen) return forgottenWhilePlanning(edition, run.run);
      seen = ofWave;
    }
  }
  const ended = await ledger.endPlanning({
    edition,
    run: run.run,
    outcome: 'done',
    now: clock.now(),
    who,
    why: why ?? run.reason,
    ...{wave, planned: seen},
  });
  if (ended === 'forgotten') return forgottenWhilePlanning(edition, run.run);
  await ledger.markInSending(edition);
  await requestChunks(await ledger.openChunks(edition));
  const eligible = run.resend?.confirmed ?? 0;
  return {kind: 'planned', run: run.run, eligible, leftOut: run.resend?.leftOut ?? {}};
};

/** All that a re-send plans is one wave. */
export const waveOfResend = ({startedAt}: Pick<Run, 'startedAt'>): string =>
  new Date(startedAt).toISOString();

const forgottenWhilePlanning = (edition: EditionId, run: number): Refusal => ({
  kind: 'refused',
  reason:
    `Redis forgot a part of the plan of run ${run} of edition ${edition} while it was written: the same ` +
    'call again goes on with it',
});

const lostWhilePlanning = (edition: EditionId, run: number): Refusal => ({
  kind: 'refused',
  reason:
    `the planning of run ${run} of edition ${edition} stood still for too long and lost its lock: the ` +
    'same call again goes on with it',
});
