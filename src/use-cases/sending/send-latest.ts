import {openRun} from '../../delivery/runs/open-run.ts';
import {FIRST_RUN, SCHEDULED} from '../../delivery/runs/scheduled-run.ts';
import type {EditionId} from '../../editions/edition.ts';
import {isWeekly} from '../../editions/edition-id.ts';
import type {Editions} from '../../editions/edition-store.ts';
import type {Frequency} from '../../subscribers/subscriber.ts';
import type {RunDeps} from './send-edition.ts';

export type SendLatest = {
  /** The subscriber's. */
  number: number;
};

export type SendLatestResult =
  | {kind: 'planned'; edition: EditionId}
  /** They have it, or are about to. */
  | {kind: 'has-it'; edition: EditionId}
  | {kind: 'none'; because: 'not active' | 'no edition' | 'stopped' | 'no mail'};

/** Weekends, holidays and skipped days lie between editions; further back nothing is news. */
const RECENT_ENTRIES = 14;

/**
 * Brings the newest edition of their rhythm to one subscriber now, whatever their hour. It joins the
 * scheduled run, whose ledger passes over subscribers who have the edition: their own wave later that day, or
 * asking twice, brings no second mail. No wave is noted as planned.
 */
export const sendLatest = async (deps: RunDeps, wanted: SendLatest): Promise<SendLatestResult> => {
  const result = await planLatest(deps, wanted);
  deps.log.info(
    {event: `latest-edition.${result.kind}`, subscriber: wanted.number, outcome: result},
    `latest edition ${result.kind}`,
  );
  return result;
};

const planLatest = async (deps: RunDeps, {number}: SendLatest): Promise<SendLatestResult> => {
  const {editions, ledger, subscribers, chunkSize, requestChunks, clock} = deps;
  const [subscriber] = await subscribers.read([number]);
  if (subscriber?.state !== 'active') return {kind: 'none', because: 'not active'};
  const edition = await latestFor(editions, subscriber.preferences.frequency);
  if (!edition) return {kind: 'none', because: 'no edition'};
  const isStopped = await Promise.all([ledger.globalStop(), ledger.order(edition), ledger.sealOf(edition)]);
  if (isStopped.some(stop => stop !== null)) return {kind: 'none', because: 'stopped'};
  const opened = await openRun(deps, {edition, run: FIRST_RUN, reason: SCHEDULED});
  if (opened.kind !== 'open') return {kind: 'none', because: 'no mail'};
  const {added} = await ledger.planMembers({
    ...{edition, run: FIRST_RUN, chunkSize, takes: ['none'], numbers: [number]},
    wave: new Date(clock.now()).toISOString(),
  });
  if (added === 0) return {kind: 'has-it', edition};
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
