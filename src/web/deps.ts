import type {Accents} from '../../templates/theme.ts';
import type {Paperboy} from '../app.ts';
import type {Clock} from '../clock.ts';
import type {SignedCall} from '../delivery/receipts/signature.ts';
import type {Archive} from '../editions/archive.ts';
import type {Edition, EditionId} from '../editions/edition.ts';
import type {Log} from '../log.ts';
import type {Candidate, PaperId, SourceName} from '../papers/paper.ts';
import type {FetchPicture} from '../papers/sources/fetch-picture.ts';
import type {PaperSearch} from '../search/paper-search.ts';
import type {TakeOutcome} from '../use-cases/sending/take-webhook.ts';
import type {AdminRooms} from './api/resend-api.ts';

/** All that the pages ask of the rest of the house; app.ts provides it. */
export type WebRooms = {
  clock: Pick<Clock, 'now' | 'sleep'>;
  log: Log;
  /** Where the pages are reached, without a slash at the end; the only source of links. */
  publicUrl: string;
  /** The secrets that sign links, newest first. */
  tokenSecrets: string[];
  /** The instance's name, `Paperboy`. */
  name: string;
  postalAddress: string | null;
  /** A picture in place of the name, on the host of the pages; null for the name in letters. */
  logoUrl: string | null;
  accents: Accents;
  /** What the operator says at the end of every page; null for nothing. */
  footer: string | null;
  /** Where questions go that a person should read: `papers@example.org`; null where none is set. */
  contact: string | null;
  /** How mail leaves, since the privacy page names who carries it. */
  transport: 'resend' | 'smtp' | 'outbox';
  /** How many proxies in front are trusted to tell the address of a visitor. */
  trustedProxies: number;
  /** Where papers come from. */
  sources: readonly SourceName[];
  /** The origins of other sites whose pages may ask for a subscription. */
  subscribeOrigins: string[];
  editions: {
    find(id: EditionId): Promise<Edition | null>;
    /** The newest edition, or null before the first. */
    latest(): Promise<Edition | null>;
  };
  archive: Archive;
  papers: {
    find(id: PaperId): Promise<Candidate | null>;
    /** In the ids' order; null where there is none. */
    findAll(ids: readonly PaperId[]): Promise<(Candidate | null)[]>;
    /** How many active subscribers want more like each of these papers. */
    countLikes: Paperboy['papers']['countLikes'];
  };
  search: PaperSearch;
  /** Takes a subscriber's suggestion of a paper. */
  suggest: Paperboy['editions']['suggest'];
  /** Fetches the picture of a paper from its source; null where pages show none. */
  fetchPicture: FetchPicture | null;
  /** What a person may do about a subscription, and how one is read. */
  subscribers: Pick<
    Paperboy['subscribers'],
    | 'load'
    | 'subscribe'
    | 'confirm'
    | 'changePreferences'
    | 'giveOpinion'
    | 'revokeLinks'
    | 'sendManageLink'
    | 'requestAddressChange'
    | 'confirmAddressChange'
    | 'unsubscribe'
    | 'undoUnsubscribe'
    | 'recordLeaveReason'
    | 'exportData'
    | 'erase'
  >;
  webhooks: {
    /** Takes what Resend says of mails; it is safe with us when this resolves. */
    take(call: SignedCall): Promise<TakeOutcome>;
  };
  /** The operator's verbs over HTTP; null where no ADMIN_TOKEN is set, and then there are none. */
  admin: AdminRooms | null;
  redis: {
    /** Whether Redis takes a write now; it may stay silent for as long as Redis does. */
    writable(): Promise<boolean>;
  };
};
