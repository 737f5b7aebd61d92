/** A mail that the fake Resend took: what would have reached a mailbox. */
export type AcceptedMail = {
  /** The call's idempotency key, or null. */
  key: string | null;
  /** The mail's place in its call, from 0. */
  index: number;
  /** The message id that the answer gave. */
  id: string;
  /** Milliseconds since 1970 on the fake Resend's clock. */
  at: number;
  from: string;
  /** The first recipient's bare address. */
  to: string;
  /** Every bare address that it goes to: to, cc and bcc. */
  recipients: string[];
  replyTo: string | null;
  subject: string;
  headers: Record<string, string>;
  tags: Record<string, string>;
  /** Null unless `keepBodies`. */
  html: string | null;
  /** Null unless `keepBodies`. */
  text: string | null;
  /** SHA-256 of the HTML, in hex. */
  htmlHash: string;
  htmlBytes: number;
};

/** One HTTP call as it arrived, and what became of it. */
export type SeenCall = {
  /** Milliseconds since 1970 on the fake Resend's clock. */
  at: number;
  method: string;
  path: string;
  key: string | null;
  validation: string;
  /** How many mails the body carried; 0 when it was never read as mails. */
  mails: number;
  /** SHA-256 of the bytes of the body, in hex. */
  bodyHash: string;
  /** The status of the answer; null while there is none, and where none ever came. */
  status: number | null;
  /** The error's name (`rate_limit_exceeded`), or null. */
  error: string | null;
  /** Whether an answer given before was given again, and nothing taken. */
  replayed: boolean;
  /** The fault that was played on the call, or null. */
  fault: string | null;
};

export type Fault =
  /** 429; `retryAfter` is the header's text (default `1`), null leaves it out. */
  | {fault: 'rate-limit'; retryAfter?: string | null}
  | {fault: 'daily-quota'; retryAfter?: string}
  | {fault: 'monthly-quota'; retryAfter?: string}
  /** An error in Resend's own form, before or (with `accept`) after the mails were taken. */
  | {fault: 'error'; status: number; name?: string; message?: string; accept?: boolean}
  /** A gateway's page instead of an answer. */
  | {fault: 'html'; status: number; accept?: boolean}
  /** The connection is reset. */
  | {fault: 'reset'; accept?: boolean}
  /** 200 and half of the answer, after the mails were taken. */
  | {fault: 'truncated'}
  /** 200 without a body, after the mails were taken. */
  | {fault: 'empty'}
  /** 200 with one id fewer than mails, after they were taken. */
  | {fault: 'too-few-ids'}
  /** No answer ever. */
  | {fault: 'hang'; accept?: boolean}
  /** The answer comes `ms` later; the mails are taken `first`, or `last`: until then the key is in flight. */
  | {fault: 'slow'; ms: number; accept: 'first' | 'last'};

export type FaultPlan = Fault & {
  /** On how many calls; default 1. */
  times?: number;
  /** Only calls whose key contains this. */
  key?: string;
};

/**
 * Faults by seed: the same call meets the same fault in every round of a seed, whatever else runs beside it.
 */
export type Chaos = {
  seed: number;
  /** The share of calls that meet a fault, 0 to 1. */
  share: number;
  /**
   * Only the first so many calls of a key meet one: a caller that repeats gets through at last. Default: all.
   */
  tries?: number;
  /** What they meet, each as likely as the others. */
  faults: Fault[];
};

/** What is wrong with the log of calls; nothing where nothing is said. */
export type LogFaults = {
  /** An entry is shown this much after its call. */
  lateMs?: number;
  /** An entry is shown for this long. */
  keptMs?: number;
  /** Entries whose key contains this are never shown. */
  hidden?: string;
  /** The most entries of a page. */
  pageSize?: number;
  /** Whether the log says that there is more, whatever there is. */
  endless?: boolean;
  /** Bodies are cut after 200 characters. */
  cut?: boolean;
  /** The status with which the log is refused: 401, 403 or 404. */
  forbidden?: number;
  /** The same of the list of emails; there `cut` are emails without tags. */
  list?: Omit<LogFaults, 'list'>;
};

export type FakeResendOptions = {
  /** Default 0: any free port. */
  port?: number;
  /** Default 127.0.0.1. */
  hostname?: string;
  /** The only key that is let in; unset: any. */
  apiKey?: string;
  /** Calls a second, with Resend's rate headers; unset: no limit and no headers. */
  rate?: number;
  /** Keeps HTML and text of the mails; default false: their hash and length alone. */
  keepBodies?: boolean;
  /**
   * A file of JSON lines: what was taken, written before it is answered, and read again at the next start.
   */
  journalPath?: string;
  /** Waits for the disk at each line; default false. */
  fsync?: boolean;
  /**
   * The clock stands still but for `advance`, also for the fault `slow`; default false: it is the real one.
   */
  stands?: boolean;
  /** Addresses that no mail is taken for, though they look well: Resend knows better than any rule. */
  refused?: string[];
  /** Answers say how many emails the account has used; default false. */
  showsUse?: boolean;
  chaos?: Chaos;
  logs?: LogFaults;
  /** Faults for the first calls, in this order. */
  faults?: FaultPlan[];
};

export type FakeResend = {
  /** `http://127.0.0.1:40123`. */
  url: string;
  port: number;
  /** Everything that was ever taken, in order: the only truth about who got what. */
  mails(): AcceptedMail[];
  /** Every call since this process began, in order of arrival. */
  calls(): SeenCall[];
  /** How many connections callers have open: with none, all that they sent was read. */
  callers(): number;
  /** How many mails each address got; with tags, only of the mails that carry them all. */
  inboxes(tags?: Record<string, string>): Map<string, number>;
  /** Plays faults on the next calls, in this order. */
  fault(...plans: FaultPlan[]): void;
  /** Sets or ends the faults by seed. */
  chaos(chaos: Chaos | null): void;
  /** Sets or lifts the rate limit, in calls a second. */
  rate(rate: number | null): void;
  /** Sets what is wrong with the log of calls. */
  logs(faults: LogFaults): void;
  /** Moves the clock on: idempotency keys live for 24 hours of it. */
  advance(ms: number): void;
  now(): number;
  close(): Promise<void>;
};

/** An answer before it is written. */
export type Reply = {status: number; body: string; headers: Record<string, string>};

/** What handling a call came to. */
export type Handled = {
  reply: Reply;
  /** Whether the mails are taken, now or by the first call with this key. */
  accepted: boolean;
  replayed: boolean;
  mails: number;
  error: string | null;
};
