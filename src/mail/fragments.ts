import type {Catalogue} from '../../templates/languages/english.ts';
import type {LanguageCode} from '../../templates/languages/languages.ts';
import type {Letterhead} from './mail.ts';
import type {Segment} from './slots.ts';
import type {EditionFacts} from './words/edition-facts.ts';
import type {WeekPlaces} from './words/week-order.ts';

/**
 * One part of an edition's mails, HTML or text, in segments. Papers are in the order of the base ranking,
 * each in both layouts.
 */
export type PartFragments = {
  top: Segment;
  /** News of the reader's papers; absent where none is told. */
  news?: NewsSegments;
  /** With room, for places 1 to 3. */
  leads: Segment[];
  /** Short, for the places after. */
  briefs: Segment[];
  /** Stands between the two; empty where headings do. */
  inBrief: Segment;
  /** What groups the papers in brief; absent where the template lists them as they come. */
  headings?: Headings;
  /** What the layout of a week has besides. */
  week?: WeekSegments;
  end: Segment;
};

/** What heads news, a line of it, and what follows the last. Older versions froze the head in the top. */
export type NewsSegments = {head?: Segment; line: Segment; end: Segment};

/** Segments of a week's own layout. */
export type WeekSegments = {
  /** Before the papers that rose after their day, and after them. */
  rose: Segment;
  roseEnd: Segment;
  /** A row of a paper that rose; empty for the others. */
  risen: Segment[];
  /** Before all days, before each of them, and before papers of earlier days. */
  byDay: Segment;
  day: Segment[];
  earlier: Segment;
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
  /** Of a weekly edition in its own layout. */
  week?: WeekPlaces;
  html: PartFragments;
  text: PartFragments;
};

/** What is stored with an edition: fragments, and the letterhead that they were compiled with. */
export type StoredFragments = {letterhead: Letterhead; fragments: Fragments};
