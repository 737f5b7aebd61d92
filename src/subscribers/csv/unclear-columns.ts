import type {CsvRow} from './csv-rows.ts';
import {type HeaderPlan, unclearColumn} from './header.ts';
import {watchColumn} from './suspicion.ts';

/** Whether a file has columns whose values must be looked at before anything is written. */
export const hasWatchedColumns = ({columns}: HeaderPlan): boolean => columns.some(({isWatched}) => isWatched);

/**
 * Why a file is refused whose values say no in a column that is not understood; null where none does. Reads
 * it to its end.
 */
export const findUnclearColumn = async (
  plan: HeaderPlan,
  rows: AsyncIterable<CsvRow[]>,
): Promise<string | null> => {
  const watched = plan.columns.flatMap((column, place) =>
    column.isWatched ? [{column, place, watch: watchColumn()}] : [],
  );
  for await (const batch of rows)
    for (const row of batch) for (const {place, watch} of watched) watch.see(row.cells[place] ?? '');
  const unclear = watched.find(({watch}) => watch.maySayNo());
  return unclear ? unclearColumn(unclear.column.title) : null;
};
