import type {LanguageCode} from '../../templates/languages/languages.ts';
import type {Accents} from '../../templates/theme.ts';

/** A mail as a transport takes it: nothing left to render, nothing left to decide. */
export type Mail = {
  from: string;
  to: string;
  replyTo: string | null;
  subject: string;
  html: string;
  text: string;
  /** List-* and the like; ASCII, no line breaks. */
  headers: Record<string, string>;
  /** Opaque ids that webhooks bring back; names and values of `[A-Za-z0-9_-]`, at most 256 characters. */
  tags: Record<string, string>;
};

/**
 * The sender of a mail: fixed with a run's fragments, so that a changed configuration spoils no running
 * chunk.
 */
export type Letterhead = {
  /** The instance's name, `Paperboy`. */
  name: string;
  /** `Paperboy <digest@example.org>`. */
  from: string;
  replyTo: string | null;
  /** An inbox that takes requests to unsubscribe, beside the link. */
  unsubscribeMailto?: string;
  /** Without a slash at the end. */
  publicUrl: string;
  /** The identifier inside List-Id's brackets (RFC 2919), `daily.example.org`. */
  listId: string;
  /** Where the sender can be written to by post; null only where nothing really leaves the machine. */
  postalAddress: string | null;
  /** A picture in place of the name, on the host of the pages; null for the name in letters. */
  logoUrl: string | null;
  /**
   * Where this instance passes on the pictures of papers, without a slash at the end; null for mails without
   * pictures.
   */
  picturesUrl: string | null;
  accents: Accents;
  /** What the operator says at the end of every mail; null for nothing. */
  footer: string | null;
  /** Of mails to readers who have chosen none; absent for English. */
  language?: LanguageCode;
};
