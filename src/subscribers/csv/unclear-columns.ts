import type {CsvRow} from './csv-rows.ts';
import {type HeaderPlan, unclearColumn} from './header.ts';
import {watchColumn} from './suspicion.ts';

/** Whether a file has columns whose values must be looked at before anything is written. */
export const hasWatchedColumns = ({columns}: HeaderPlan): boolean => columns.some(({isWatched}) => isWatched);

/** Looks at the values of columns that are not understood. */
export type WatchedColumns = {
  see(rows: CsvRow[]): void;
  /** Why the file is refused whose values say no in such a column; null where none does. */
  unclear(): string | null;
};

export const watchColumns = (plan: HeaderPlan): WatchedColumns => {
  const watched = plan.columns.flatMap((column, place) =>
    column.isWatched ? [{column, place, watch: watchColumn({isOfService: plan.service !== null})}] : [],
  );
  return {
    see: rows => {
      for (const row of rows) for (const {place, watch} of watched) watch.see(row.cells[place] ?? '');
    },
    unclear: () => {
      const found = watched.find(({watch}) => watch.maySayNo());
      return found ? unclearColumn(found.column.title) : null;
    },
  };
};
