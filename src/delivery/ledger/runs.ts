import type {EditionId} from '../../editions/edition.ts';
import {toEditionIds} from '../../editions/edition-id.ts';
import {parseCounts, parseStrings} from './audit.ts';
import {type ChunkName, parseOpenName} from './chunk-name.ts';
import type {MailState} from './layout.ts';
import type {LedgerStore} from './ledger-keys.ts';
import {ledgerScript} from './script.ts';

export type Counts = {
  audience: number;
  pending: number;
  accepted: number;
  failed: number;
  excluded: number;
  uncertain: number;
};

export type Run = {
  run: number;
  startedAt: number;
  /** When the last chunk was settled, or null. */
  lastAt: number | null;
  /** `scheduled`, or what the operator said. */
  reason: string;
  /** The hash of the compiled variant that all its mails are made from. */
  fragments: string;
  counts: Counts;
  /** What a re-send is for and how far its planning is; null for the scheduled run. */
  resend: ResendPlan | null;
};

export type ResendPlan = {
  /** `failed`, `topic:folding`, `subscriber:12`. */
  scope: string[];
  /** For how many it was confirmed. */
  confirmed: number;
  leftOut: Record<string, number>;
  planning: Planning;
};

/** How far the planning of a re-send is: its chunks wait while it is open, and are sent when it is done. */
export type Planning = 'open' | 'done' | 'called-off';

export type Order = {order: 'paused' | 'cancelled'; at: number; reason: string};

/** `wave`: the quarter of an hour it begins, as an ISO date. */
type RunWave = {edition: EditionId; run: number; wave: string};

/** How many subscribers a step added to a run, and how many its wave has since it was begun. */
export type PlannedMembers = {added: number; ofWave: number};

const planScript = ledgerScript('plan-members');
const endWaveScript = ledgerScript('end-wave');
const noteEndScript = ledgerScript('note-end');

/** Runs as a whole: what is planned, what was ordered, how it stands. */
export const ledgerRuns = (store: LedgerStore) => ({
  ...sendingMarks(store),
  ...planning(store),
  ...planningOfWaves(store),
  ...readRuns(store),
});

/** Which editions may have open chunks. */
const sendingMarks = ({redis, sending}: LedgerStore) => ({
  /** Notes that an edition may have open chunks, before it has any. */
  markInSending: async (edition: EditionId) => {
    await redis.sadd(sending, edition);
  },

  forgetInSending: async (edition: EditionId) => {
    await redis.srem(sending, edition);
  },

  editionsInSending: async (): Promise<EditionId[]> => toEditionIds(await redis.smembers(sending)),
});

const planning = ({redis, keysOf}: LedgerStore) => ({
  /** Opens a run, or finds it opened; its fragments and reason stay what they were at first. */
  openRun: async ({
    edition,
    run,
    reason,
    fragments,
    now,
  }: {
    edition: EditionId;
    run: number;
    reason: string;
    fragments: string;
    now: number;
  }) => {
    const key = keysOf(edition).run(run);
    await redis
      .multi()
      .hsetnx(key, 'startedAt', now)
      .hsetnx(key, 'reason', reason)
      .hsetnx(key, 'fragments', fragments)
      .exec();
  },

  /**
   * Adds subscribers to a run and tells how many were new to it, and how many the wave has by now. `takes`:
   * the states a mail may be in so far. The chunks that may be written are named beforehand; where another
   * process planned meanwhile, it begins again after that one's last chunk.
   */
  planMembers: async (plan: {
    edition: EditionId;
    run: number;
    wave: string;
    chunkSize: number;
    takes: MailState[];
    numbers: number[];
  }): Promise<PlannedMembers> => {
    const {edition, run} = plan;
    const keys = keysOf(edition);
    for (;;) {
      const last = Number((await redis.hget(keys.run(run), 'chunks')) ?? 0);
      const most = 1 + Math.ceil(plan.numbers.length / plan.chunkSize);
      const chunks = Array.from({length: most}, (_, at) =>
        keys.chunk({edition, run, chunk: String(last + at)}),
      );
      const answer = await planScript(redis, {
        keys: [keys.mails, keys.run(run), keys.counts, keys.open, keys.hours, ...chunks],
        args: [run, last, plan.wave, plan.chunkSize, plan.takes.join(' '), ...plan.numbers],
      });
      const [added = -1, ofWave = 0] = Array.isArray(answer) ? answer.map(Number) : [];
      if (added >= 0) return {added, ofWave};
    }
  },
});

const planningOfWaves = ({redis, keysOf}: LedgerStore) => ({
  /** Notes that a wave of a run is planned to its end, since nobody is due in it. */
  waveIsPlanned: async ({edition, run, wave}: RunWave) => {
    // As numbers: a set of them takes 8 bytes each, and a long weekend has hundreds of waves.
    await redis.sadd(keysOf(edition).waves(run), Date.parse(wave));
  },

  /**
   * Notes that a wave of a run is planned to its end; `planned` is how many it had after the last step. False
   * where Redis has forgotten a part of the plan since: the wave is to be planned again.
   */
  endWave: async ({edition, run, wave, planned}: RunWave & {planned: number}): Promise<boolean> => {
    const keys = keysOf(edition);
    const args = [wave, Date.parse(wave), planned];
    return (await endWaveScript(redis, {keys: [keys.run(run), keys.waves(run)], args})) === 1;
  },

  /** The waves (ms since 1970) of a run that are planned to their end. */
  plannedWaves: async ({edition, run}: Omit<RunWave, 'wave'>): Promise<Set<number>> =>
    new Set((await redis.smembers(keysOf(edition).waves(run))).map(Number)),
});

/** In the order in which chunks were planned. */
const byPlan = (one: ChunkName, other: ChunkName): number =>
  one.run - other.run || Number.parseInt(one.chunk, 10) - Number.parseInt(other.chunk, 10);

const readRuns = ({redis, keysOf}: LedgerStore) => ({
  /** The chunks of an edition that are not settled. */
  openChunks: async (edition: EditionId): Promise<ChunkName[]> =>
    (await redis.smembers(keysOf(edition).open)).flatMap(name => parseOpenName(edition, name) ?? []),

  /**
   * When the oldest chunk was due that is not settled (ms), or null; a re-send's chunks are due when it
   * began.
   */
  oldestOpenWave: async (edition: EditionId): Promise<number | null> => {
    const names = (await redis.smembers(keysOf(edition).open)).flatMap(
      name => parseOpenName(edition, name) ?? [],
    );
    const [first] = names.sort(byPlan);
    if (first === undefined) return null;
    const wave = Date.parse((await redis.hget(keysOf(edition).chunk(first), 'wave')) ?? '');
    if (!Number.isNaN(wave)) return wave;
    const startedAt = await redis.hget(keysOf(edition).run(first.run), 'startedAt');
    return startedAt === null ? null : Number(startedAt);
  },

  counts: async (edition: EditionId): Promise<Counts> =>
    toCounts(await redis.hgetall(keysOf(edition).counts)),

  /** Whether a run has ended, or a wave of it; true once for each end. */
  noteEnd: async (edition: EditionId, run: number): Promise<boolean> =>
    (await noteEndScript(redis, {keys: [keysOf(edition).run(run)], args: []})) === 1,

  findRun: async (edition: EditionId, run: number): Promise<Run | null> =>
    toRun(run, await redis.hgetall(keysOf(edition).run(run))),

  /** All runs in order; they are numbered without a gap. */
  runs: async (edition: EditionId): Promise<Run[]> => {
    const found: Run[] = [];
    for (let run = 1; ; run++) {
      const next = toRun(run, await redis.hgetall(keysOf(edition).run(run)));
      if (!next) return found;
      found.push(next);
    }
  },

  order: async (edition: EditionId): Promise<Order | null> => {
    const {order, at, reason} = await redis.hgetall(keysOf(edition).orders);
    return order === 'paused' || order === 'cancelled' ? {order, at: Number(at), reason: reason ?? ''} : null;
  },
});

const toCounts = (stored: Record<string, string>): Counts => ({
  audience: Number(stored.audience ?? 0),
  pending: Number(stored.pending ?? 0),
  accepted: Number(stored.accepted ?? 0),
  failed: Number(stored.failed ?? 0),
  excluded: Number(stored.excluded ?? 0),
  uncertain: Number(stored.uncertain ?? 0),
});

const toRun = (run: number, stored: Record<string, string>): Run | null =>
  stored.startedAt === undefined
    ? null
    : {
        run,
        startedAt: Number(stored.startedAt),
        lastAt: stored.lastAt === undefined ? null : Number(stored.lastAt),
        reason: stored.reason ?? '',
        fragments: stored.fragments ?? '',
        counts: toCounts(stored),
        resend: toResendPlan(stored),
      };

const toResendPlan = ({planning, scope, confirmed, leftOut}: Record<string, string>): ResendPlan | null => {
  const known = toPlanning(planning);
  if (known === null) return null;
  return {
    scope: parseStrings(scope),
    confirmed: Number(confirmed),
    leftOut: parseCounts(leftOut),
    planning: known,
  };
};

/** Null for a run that is no re-send. */
export const toPlanning = (stored: string | null | undefined): Planning | null =>
  stored === 'open' || stored === 'done' || stored === 'called-off' ? stored : null;
