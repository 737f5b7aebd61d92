import type {Catalogue} from '../../templates/languages/catalogues.ts';
import type {LanguageCode} from '../../templates/languages/languages.ts';
import type {Letterhead} from './mail.ts';
import type {Segment} from './slots.ts';
import type {EditionFacts} from './words/edition-facts.ts';

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
  /** Stands between the two; empty where headings do. */
  inBrief: Segment;
  /** What groups the papers in brief; absent where the template lists them as they come. */
  headings?: Headings;
  end: Segment;
};

/** Headings of papers in brief. */
export type Headings = {
  /** Before all that are the reader's own. */
  yours: Segment;
  /** Before those of one topic; its slot is `topic`. */
  topic: Segment;
  /** Before those that everybody gets. */
  others: Segment;
};

/**
 * An edition, rendered: plain JSON that is stored with the edition, and all that its mails are assembled
 * from, so that a changed template or configuration changes no mail of a running run.
 */
export type Fragments = {
  /** The language that they are in; English where an older version left it out. */
  language?: LanguageCode;
  /** The messages that mails are finished with, as they were; absent where an older version left them out. */
  words?: Catalogue;
  /** Begins each subject: `12 March: `. */
  subjectStart: string;
  /** A title for the subject, per paper: plain, at most 48 letters. */
  subjectTitles: string[];
  /** A title in passing for the preheader, per paper: plain, at most 40 letters. */
  glances: string[];
  /** What fills a preheader whose titles are short. */
  aboutEdition: string;
  /** Absent in what was compiled before mails told them: these go on as they began. */
  facts?: EditionFacts;
  html: PartFragments;
  text: PartFragments;
};

/** What is stored with an edition: fragments, and the letterhead that they were compiled with. */
export type StoredFragments = {letterhead: Letterhead; fragments: Fragments};
