import {type CsvRow, NO_ORDERS, openCsv} from '../../../subscribers/csv/csv-rows.ts';
import type {ColumnOrders, HeaderPlan} from '../../../subscribers/csv/header.ts';
import type {Attestation} from '../../../subscribers/csv/import-rows.ts';
import {hasWatchedColumns, watchColumns} from '../../../subscribers/csv/unclear-columns.ts';
import {hasStateWords, openUnknownWords} from '../../../subscribers/csv/unknown-words.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';

/** A file of subscribers, and what the operator says of it. */
export type ImportFile = {
  /** UTF-8 text in pieces: a file's stream, from its beginning at each call. */
  open: () => AsyncIterable<Uint8Array | string>;
  /** The operator attests the consent of all; otherwise each is asked by letter. */
  confirmed: boolean;
  /** What they agreed to; needed with `confirmed`. */
  consentText: string | null;
  /** What the operator says of its columns. */
  orders?: ColumnOrders;
};

export type OpenedImport =
  | {kind: 'opened'; plan: HeaderPlan; rows: AsyncIterable<CsvRow[]>; attestation: Attestation}
  /** `isUnclear`: the operator must say something first. */
  | {kind: 'refused'; reason: string; isUnclear: boolean};

/**
 * Opens a file for an import. Where a column or a word of state may not be understood the whole file is read
 * once before, since its last row may be the one that says no: nothing is written of a file that is refused.
 */
export const openImport = async (
  {subscribers, now}: {subscribers: Pick<Subscribers, 'find'>; now: number},
  {open, confirmed, consentText, orders = NO_ORDERS}: ImportFile,
): Promise<OpenedImport> => {
  const text = consentText?.trim() ?? '';
  if (confirmed && text === '') return {kind: 'refused', reason: NO_CONSENT, isUnclear: true};
  const csv = await openCsv(open(), orders);
  if (csv.kind === 'refused') return csv;
  const attestation = {confirmed, consentText: text, now};
  if (!hasWatchedColumns(csv.plan) && !hasStateWords(csv.plan))
    return {kind: 'opened', plan: csv.plan, rows: csv.rows, attestation};
  const reason = await whyUnclear(subscribers, csv);
  if (reason !== null) return {kind: 'refused', reason, isUnclear: true};
  const again = await openCsv(open(), orders);
  return again.kind === 'refused' ? again : {kind: 'opened', plan: again.plan, rows: again.rows, attestation};
};

/** What the operator must say first, in one line; null for nothing. Reads the file to its end. */
const whyUnclear = async (
  subscribers: Pick<Subscribers, 'find'>,
  {plan, rows}: {plan: HeaderPlan; rows: AsyncIterable<CsvRow[]>},
): Promise<string | null> => {
  const columns = watchColumns(plan);
  const words = openUnknownWords(plan);
  for await (const batch of rows) {
    columns.see(batch);
    const unclear = batch.flatMap(row => words.wordsOf(row));
    const found = await Promise.all(unclear.map(({address}) => subscribers.find(address)));
    unclear.forEach((one, place) => {
      words.note(one, found[place]?.state === 'active');
    });
  }
  return columns.unclear() ?? words.unclear();
};

const NO_CONSENT = 'an import of confirmed subscribers needs the text of their consent';
