import type {Letterhead} from './mail.ts';
import type {Segment} from './slots.ts';

/**
 * One part of an edition's mails, HTML or text, in segments. Papers are in the order of the base ranking,
 * each in both layouts.
 */
export type PartFragments = {
  top: Segment;
  /** With room, for places 1 to 3. */
  leads: Segment[];
  /** Short, for the places after. */
  briefs: Segment[];
  /** Stands between the two. */
  inBrief: Segment;
  end: Segment;
};

/**
 * An edition, rendered: plain JSON that is stored with the edition, and all that its mails are assembled
 * from, so that a changed template or configuration changes no mail of a running run.
 */
export type Fragments = {
  /** Begins each subject: `12 March: `. */
  subjectStart: string;
  /** A title for the subject, per paper: plain, at most 48 letters. */
  subjectTitles: string[];
  /** A title in passing for the preheader, per paper: plain, at most 50 letters. */
  glances: string[];
  /** What fills a preheader whose titles are short. */
  aboutEdition: string;
  html: PartFragments;
  text: PartFragments;
};

/** What is stored with an edition: fragments, and the letterhead that they were compiled with. */
export type StoredFragments = {letterhead: Letterhead; fragments: Fragments};
