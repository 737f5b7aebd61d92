import type {Clock} from '../clock.ts';
import type {SignedCall} from '../delivery/receipts/signature.ts';
import type {TakeOutcome} from '../delivery/receipts/take-event.ts';
import type {Edition, EditionId} from '../editions/edition.ts';
import type {Log} from '../ops/log.ts';
import type {Candidate, PaperId} from '../papers/paper.ts';
import type {Subscribers} from '../subscribers/store.ts';
import type {AdminRooms} from './admin-resend.ts';

/** One line of the list of editions. */
export type ListedEdition = {
  id: EditionId;
  papers: number;
  /** Milliseconds since 1970. */
  builtAt: number;
};

/** All that the pages ask of the rest of the house; app.ts provides it. */
export type WebRooms = {
  clock: Pick<Clock, 'now'>;
  log: Log;
  /** Where the pages are reached, without a slash at the end; the only source of links. */
  publicUrl: string;
  /** The secrets that sign links, newest first. */
  tokenSecrets: string[];
  /** The instance's name, `Paperboy`. */
  name: string;
  postalAddress: string | null;
  subscribers: Subscribers;
  editions: {
    find(id: EditionId): Promise<Edition | null>;
    /** The newest edition, or null before the first. */
    latest(): Promise<Edition | null>;
    /** Newest first. */
    list(): Promise<ListedEdition[]>;
  };
  papers: {
    find(id: PaperId): Promise<Candidate | null>;
  };
  letters: {
    /** Asks a pending subscriber by letter to confirm; resolves when the wish is noted, not when the letter has left. */
    ask(number: number): Promise<void>;
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
