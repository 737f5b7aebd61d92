/** What the judge and the table know of a trouble. */
export type JudgedTrouble = {
  name: string;
  /** For the table. */
  says: string;
  /** Sending again within this, ms. */
  barMs: number;
};
