import {type CsvRow, NO_ORDERS, openCsv} from '../../../subscribers/csv/csv-rows.ts';
import type {ColumnOrders, HeaderPlan} from '../../../subscribers/csv/header.ts';
import type {Attestation} from '../../../subscribers/csv/import-rows.ts';
import {findUnclearColumn, hasWatchedColumns} from '../../../subscribers/csv/unclear-columns.ts';

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
 * Opens a file for an import. Where a column is not understood the whole file is read once before, since its
 * last row may be the one that says no: nothing is written of a file that is refused.
 */
export const openImport = async (
  {open, confirmed, consentText, orders = NO_ORDERS}: ImportFile,
  now: number,
): Promise<OpenedImport> => {
  const text = consentText?.trim() ?? '';
  if (confirmed && text === '') return {kind: 'refused', reason: NO_CONSENT, isUnclear: true};
  const csv = await openCsv(open(), orders);
  if (csv.kind === 'refused') return csv;
  const attestation = {confirmed, consentText: text, now};
  if (!hasWatchedColumns(csv.plan)) return {kind: 'opened', plan: csv.plan, rows: csv.rows, attestation};
  const reason = await findUnclearColumn(csv.plan, csv.rows);
  if (reason !== null) return {kind: 'refused', reason, isUnclear: true};
  const again = await openCsv(open(), orders);
  return again.kind === 'refused' ? again : {kind: 'opened', plan: again.plan, rows: again.rows, attestation};
};

const NO_CONSENT = 'an import of confirmed subscribers needs the text of their consent';
