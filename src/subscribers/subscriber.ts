import type {LanguageCode} from '../../templates/languages/languages.ts';
import type {PaperId} from '../papers/paper.ts';
import type {SubscriberId} from './subscriber-id.ts';

/** `pending` asked, `active` confirmed, `unsubscribed` left, `suppressed` may not be written to. */
export type SubscriberState = 'pending' | 'active' | 'unsubscribed' | 'suppressed';

/** `matches`: daily, on the days on which a paper matches what the reader said of themselves. */
export type Frequency = 'daily' | 'weekdays' | 'matches' | 'weekly';

/** `short`: five papers, one line each, whatever `papers` says. */
export type MailForm = 'full' | 'short';

export type Preferences = {
  /** An IANA time zone, `Europe/Berlin`. */
  timezone: string;
  /** The local hour of delivery, 0 to 23. */
  hour: number;
  frequency: Frequency;
  /** For `weekly`: the ISO day, 1 (Monday) to 7. */
  weekday: number;
  /** Topics in the subscriber's own words, lower case. */
  topics: string[];
  /** Words that the subscriber does not want to read about, lower case. */
  avoid: string[];
  /** Names of authors to follow, as papers print them. */
  authors: string[];
  /** Names of labs to follow, as papers print them. */
  labs: string[];
  /** Beginnings of code links to follow, `github.com/example`. */
  codeHosts: string[];
  /** How many papers an edition brings, 1 to 40. */
  papers: number;
  form: MailForm;
  /**
   * How many percent of them are to be new on arXiv, where nobody votes; null lets them come as they come.
   */
  arxivShare: number | null;
  /** Whether mails tell what became of papers that are theirs (new versions, code, their authors' papers). */
  news: boolean;
  /** The language of mails and pages; null for who has chosen none, and gets the instance's. */
  language: LanguageCode | null;
  /** The local day on which mail begins again, `2026-04-01`; null for who has made no pause. */
  pausedUntil: string | null;
};

export const defaultPreferences: Preferences = {
  timezone: 'UTC',
  hour: 8,
  frequency: 'daily',
  weekday: 1,
  topics: [],
  avoid: [],
  authors: [],
  labs: [],
  codeHosts: [],
  papers: 15,
  form: 'full',
  arxivShare: null,
  news: true,
  language: null,
  pausedUntil: null,
};

/** The papers of which a subscriber wants more and less, the newest opinion last; no paper stands in both. */
export type Opinions = {more: PaperId[]; less: PaperId[]};

export const noOpinions: Opinions = {more: [], less: []};

/** What the subscriber agreed to, kept as proof (GDPR article 7.1). */
export type Consent = {
  /** The text that was agreed to, or that the operator attested. */
  text: string;
  /** `form`, `api`, `import`, `command`. */
  via: string;
  askedAt: number;
  confirmedAt: number | null;
};

/** What somebody said about leaving, after they had left. */
export type LeaveReason = {
  reason: LeaveReasonName;
  /** In their own words, at most 200 characters. */
  words: string | null;
  saidAt: number;
};

export const leaveReasons = ['too-many', 'not-for-me', 'never-asked', 'found-elsewhere', 'other'] as const;

export type LeaveReasonName = (typeof leaveReasons)[number];

export type Subscriber = {
  /** 1, 2, 3, …: given once, never used again. */
  number: number;
  /** What links name. Given once, also across an export and an import, and nobody else's. */
  id: SubscriberId;
  /** The instance that gave the id; absent where it was this one. */
  madeBy?: string;
  /** As it is written to: the local part as typed, the domain in lower-case ASCII. */
  address: string;
  name: string | null;
  state: SubscriberState;
  /** Why the state is what it is: `confirmed by link`, `left by one click`, `bounced`. */
  stateReason: string;
  stateAt: number;
  preferences: Preferences;
  opinions: Opinions;
  /** Manage and opinion links minted under a smaller epoch are void. */
  epoch: number;
  createdAt: number;
  consent: Consent | null;
  /** Only of who left and said why. */
  leaveReason?: LeaveReason;
};

/**
 * What a store keeps of readers under their numbers, beside the record. A store of this kind is shown to its
 * reader with everything else, and goes with the record, once the wiring names it.
 */
export type KeptOfReaders = {
  /** What is kept of one, for their own eyes: JSON as it stands, with times in ISO form; null for nothing. */
  of(number: number): Promise<unknown>;
  /** Leaves nothing of it. */
  forget(number: number): Promise<void>;
};

/** Each under the name that the data of a reader has for it. */
export type AllKeptOfReaders = Record<string, KeptOfReaders>;
