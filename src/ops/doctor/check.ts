const CONTROLS = /[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** More of what somebody else wrote says nothing more. */
const MAX_LINE = 300;

/** One line that cannot steer a terminal: parts of it come from DNS and from servers. */
const line = (text: string): string => text.slice(0, MAX_LINE).replace(CONTROLS, '·');

/** What the doctor found of one thing. */
export type Check = {
  /** What was looked at: `Redis`, `DNS of example.org`. */
  subject: string;
  /** `error`: mail does not leave or is lost. `warning`: it may be. `skipped`: nothing to check. */
  state: 'ok' | 'warning' | 'error' | 'skipped';
  /** One line. */
  message: string;
  /** What to do about it; null where nothing is wrong. */
  fix: string | null;
};

export const ok = (subject: string, message: string): Check => ({
  subject,
  state: 'ok',
  message: line(message),
  fix: null,
});

export const skipped = (subject: string, message: string): Check => ({
  subject,
  state: 'skipped',
  message: line(message),
  fix: null,
});

export const warning = (subject: string, message: string, fix: string): Check => ({
  subject,
  state: 'warning',
  message: line(message),
  fix: line(fix),
});

export const error = (subject: string, message: string, fix: string): Check => ({
  subject,
  state: 'error',
  message: line(message),
  fix: line(fix),
});

/** The checks that found something, or the passed one where none did. */
export const orOk = (found: Check[], otherwise: Check): Check[] => (found.length > 0 ? found : [otherwise]);
