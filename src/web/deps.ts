import type {Accents} from '../../templates/theme.ts';
import type {Clock} from '../clock.ts';
import type {SignedCall} from '../delivery/receipts/signature.ts';
import type {Archive} from '../editions/archive.ts';
import type {Edition, EditionId} from '../editions/edition.ts';
import type {SuggestOutcome, SuggestPaper} from '../editions/suggestions/suggest-paper.ts';
import type {Log} from '../log.ts';
import type {Candidate, PaperId, SourceName} from '../papers/paper.ts';
import type {FetchPicture} from '../papers/sources/fetch-picture.ts';
import type {PaperSearch} from '../search/paper-search.ts';
import type {Subscribers} from '../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../subscribers/subscriber.ts';
import type {TakeOutcome} from '../use-cases/sending/take-webhook.ts';
import type {
  AddressChangeConfirmed,
  ConfirmAddressChange,
} from '../use-cases/subscribers/confirm-address-change.ts';
import type {EraseResult} from '../use-cases/subscribers/erase-subscriber.ts';
import type {TellWhyLeftResult} from '../use-cases/subscribers/record-leave-reason.ts';
import type {AddressChangeAsked} from '../use-cases/subscribers/request-address-change.ts';
import type {AskRequest, AskResult} from '../use-cases/subscribers/subscribe.ts';
import type {ComeBackResult} from '../use-cases/subscribers/undo-unsubscribe.ts';
import type {AdminRooms} from './api/resend-api.ts';

/** Everything that is kept of one subscriber; the pages look at its addresses alone. */
export type OwnData = {address: string; newAddress: {address: string} | null};

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
  subscribers: Subscribers;
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
  };
  search: PaperSearch;
  /** Takes a subscriber's suggestion of a paper. */
  suggest(given: SuggestPaper): Promise<SuggestOutcome>;
  /** Fetches the picture of a paper from its source; null where pages show none. */
  fetchPicture: FetchPicture | null;
  subscription: {
    /** Takes a stranger's asking, with the letter that it leads to; resolves when that is noted, not when the letter has left. */
    ask(request: AskRequest): Promise<AskResult>;
    /** Welcomes who has just confirmed, by a letter and, if they wish, the newest edition at once; tells whether that is on its way. */
    welcome(newcomer: {number: number; withLatest: boolean}): Promise<{isLatestComing: boolean}>;
    /** Sends an active subscriber the link to this subscription by letter; resolves when that is noted. */
    sendManageLink(number: number): Promise<void>;
    /** Takes a subscriber's asking for another address, with the letter to that address. */
    requestAddressChange(asked: {
      number: number;
      address: string;
      visitor: string | null;
    }): Promise<AddressChangeAsked>;
    confirmAddressChange(link: ConfirmAddressChange['link']): Promise<AddressChangeConfirmed>;
    /** The token for the page that answers a leaving, or null where there is nothing to undo. */
    mintComeBack(left: Subscriber): string | null;
    comeBack(link: {number: number; epoch: number; expiresAt: number}): Promise<ComeBackResult>;
    /** Notes what somebody says about having left. */
    tellWhyLeft(told: {number: number; reason: string; words: string}): Promise<TellWhyLeftResult>;
    /** Everything that is kept of one subscriber, for their own eyes; null for nobody. */
    exportOwnData(number: number): Promise<OwnData | null>;
    erase(number: number): Promise<EraseResult>;
  };
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
