/** What the doctor found of one thing. */
export type Check = {
  /** What was looked at: `Redis`, `DNS of example.org`. */
  about: string;
  /** `trouble`: mail does not leave or is lost. `warning`: it may be. `skipped`: nothing to look at, or nobody to ask. */
  state: 'good' | 'warning' | 'trouble' | 'skipped';
  /** One line. */
  says: string;
  /** What to do about it; null where nothing is wrong. */
  fix: string | null;
};

export const good = (about: string, says: string): Check => ({about, state: 'good', says, fix: null});

export const skipped = (about: string, says: string): Check => ({about, state: 'skipped', says, fix: null});

export const warning = (about: string, says: string, fix: string): Check => ({
  about,
  state: 'warning',
  says,
  fix,
});

export const trouble = (about: string, says: string, fix: string): Check => ({
  about,
  state: 'trouble',
  says,
  fix,
});

/** The checks that found something, or the good one where none did. */
export const orGood = (found: Check[], otherwise: Check): Check[] => (found.length > 0 ? found : [otherwise]);
