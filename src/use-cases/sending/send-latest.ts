import type {ChunkName} from '../../delivery/ledger/chunk-name.ts';
import type {Ledger} from '../../delivery/ledger/ledger.ts';
import {openRun} from '../../delivery/runs/open-run.ts';
import {FIRST_RUN, SCHEDULED} from '../../delivery/runs/scheduled-run.ts';
import type {EditionId} from '../../editions/edition.ts';
import {isWeekly} from '../../editions/edition-id.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {CompileInput} from '../../mail/edition-renderer.ts';
import type {Subscribers} from '../../subscribers/store/subscriber-store.ts';
import type {Frequency} from '../../subscribers/subscriber.ts';

export type SendLatest = CompileInput & {
  editions: Editions;
  ledger: Ledger;
  subscribers: Pick<Subscribers, 'read'>;
  /** The subscriber's. */
  number: number;
  /** The most mails that one call of the transport carries. */
  chunkSize: number;
  requestChunks: (names: ChunkName[]) => Promise<void>;
  now: number;
};

export type SendLatestOutcome =
  | {kind: 'planned'; edition: EditionId}
  /** They have it, or are about to. */
  | {kind: 'has-it'; edition: EditionId}
  | {kind: 'none'; because: 'not active' | 'no edition' | 'stopped' | 'no mail'};

/** Weekends, holidays and skipped days lie between editions; further back nothing is news. */
const RECENT_ENTRIES = 14;

/**
 * Brings the newest edition of their rhythm to one subscriber now, whatever their hour. It joins the scheduled run, whose ledger passes over
 * who has the edition: their own wave later that day, or asking twice, brings no second mail. No wave is noted as planned.
 */
export const sendLatest = async ({
  subscribers,
  number,
  chunkSize,
  requestChunks,
  ...rooms
}: SendLatest): Promise<SendLatestOutcome> => {
  const {editions, ledger, now} = rooms;
  const [subscriber] = await subscribers.read([number]);
  if (subscriber?.state !== 'active') return {kind: 'none', because: 'not active'};
  const edition = await latestFor(editions, subscriber.preferences.frequency);
  if (!edition) return {kind: 'none', because: 'no edition'};
  if ((await ledger.globalStop()) || (await ledger.order(edition))) return {kind: 'none', because: 'stopped'};
  const opened = await openRun({...rooms, edition, run: FIRST_RUN, reason: SCHEDULED});
  if (opened.kind !== 'open') return {kind: 'none', because: 'no mail'};
  const planned = await ledger.planMembers({
    edition,
    run: FIRST_RUN,
    wave: new Date(now).toISOString(),
    chunkSize,
    takes: ['none'],
    numbers: [number],
  });
  if (planned === 0) return {kind: 'has-it', edition};
  const chunk = await ledger.chunkOf(edition, number);
  if (chunk) await requestChunks([chunk]);
  return {kind: 'planned', edition};
};

const latestFor = async (
  editions: Pick<Editions, 'list'>,
  frequency: Frequency,
): Promise<EditionId | null> => {
  const entries = await editions.list(RECENT_ENTRIES);
  const found = entries.find(({kind, id}) => kind === 'edition' && isWeekly(id) === (frequency === 'weekly'));
  return found?.id ?? null;
};
