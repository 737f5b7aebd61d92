/** What one part of the bench found. */
export type PartResult = {
  /** Figures by name, ratios first; a name says its unit where it is no ratio and no count a second. */
  figures: Record<string, number>;
  /** The same for people. */
  lines: string[];
};

/** At most three digits that mean something. */
export const short = (value: number): string =>
  value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));

/** Rows under their names, each column as wide as its widest. */
export const table = (rows: Record<string, string>[]): string[] => {
  const names = Object.keys(rows[0] ?? {});
  const widthOf = (name: string) => Math.max(name.length, ...rows.map(row => (row[name] ?? '').length));
  const line = (cellOf: (name: string) => string) =>
    names
      .map((name, place) =>
        place === 0 ? cellOf(name).padEnd(widthOf(name)) : cellOf(name).padStart(widthOf(name)),
      )
      .join('  ');
  return [line(name => name), ...rows.map(row => line(name => row[name] ?? ''))];
};
