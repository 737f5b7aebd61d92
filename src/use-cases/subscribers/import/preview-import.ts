import type {Log} from '../../../log.ts';
import {parseRow} from '../../../subscribers/csv/import-rows.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import type {SubscriberState} from '../../../subscribers/subscriber.ts';
import {type ImportFile, openImport} from './open-import.ts';

export type PreviewImportDeps = {
  subscribers: Pick<Subscribers, 'find'>;
  clock: {now(): number};
  log: Log;
};

export type PreviewImportResult =
  | {
      kind: 'previewed';
      /** Whose export the file is, `ghost`; null for one of no service that is known. */
      service: string | null;
      /** What each column is read as; null for one that is not read. */
      columns: {column: string; field: string | null}[];
      /** How many addresses of the file would get each state, if nothing were known of them here. */
      would: Record<SubscriberState | 'rejected', number>;
    }
  | {kind: 'refused'; reason: string; isUnclear: boolean};

const STRENGTH: readonly SubscriberState[] = ['active', 'pending', 'unsubscribed', 'suppressed'];

/** Reads a file of subscribers as an import would, and writes nothing. */
export const previewImport = async (
  {subscribers, clock, log}: PreviewImportDeps,
  file: ImportFile,
): Promise<PreviewImportResult> => {
  const opened = await openImport({subscribers, now: clock.now()}, file);
  if (opened.kind === 'refused') return opened;
  const {plan, rows, attestation} = opened;
  const states = new Map<string, SubscriberState>();
  let rejected = 0;
  for await (const batch of rows)
    for (const row of batch) {
      const parsed = parseRow(row, plan, attestation);
      if (parsed.kind === 'rejected') rejected += 1;
      else addTo(states, parsed.candidate.folded, parsed.candidate.draft.state);
    }
  log.info({event: 'subscribers.import-previewed', addresses: states.size, rejected}, 'import previewed');
  return {
    kind: 'previewed',
    service: plan.service?.id ?? null,
    columns: plan.columns.map(({title, field}) => ({column: title, field})),
    would: {...countStates(states.values()), rejected},
  };
};

/** Of two rows about one address, the one that says no more strongly counts. */
const addTo = (states: Map<string, SubscriberState>, address: string, state: SubscriberState): void => {
  const before = states.get(address);
  if (before === undefined || STRENGTH.indexOf(state) > STRENGTH.indexOf(before)) states.set(address, state);
};

const countStates = (states: Iterable<SubscriberState>): Record<SubscriberState, number> => {
  const counts = {active: 0, pending: 0, unsubscribed: 0, suppressed: 0};
  for (const state of states) counts[state] += 1;
  return counts;
};
