import type {Speech} from '../../templates/languages/speech.ts';
import {dayOfWeek, longDate, shortDate} from '../editions/date-words.ts';
import type {EditionContent, EditionId, EditionPaper} from '../editions/edition.ts';
import {reasonInWords} from '../editions/reason-words.ts';
import type {PaperLinks} from '../papers/paper.ts';
import {splitSentences} from '../papers/sentences.ts';
import {cutAtWord} from '../papers/text.ts';
import type {Reason} from '../ranking/reasons/reason.ts';
import {reasonOfVotes} from '../ranking/votes.ts';
import type {Letterhead} from './mail.ts';
import {isolate, onOneLine, onOneRow} from './plain-text.ts';
import {clauseOf} from './words/clause.ts';

/** The date of an edition in words. */
export type EditionDate = {
  /** `Thursday 12 March 2026`, `Week 11, 9 to 15 March 2026`. */
  long: string;
  /** `12 March`, `Week 11`. */
  short: string;
};

export type PrintedLink = {kind: keyof PaperLinks; label: string; url: string};

/** A paper as the templates print it: every decision taken, every length bounded, nothing escaped yet. */
export type PrintedPaper = {
  title: string;
  /** Where the title leads: the paper's own page, else its PDF, else its page on the web of this instance. */
  url: string;
  /** Each with what stands before it: '', `, ` or ` and `. */
  authors: {name: string; before: string}[];
  /** ` and 54 others`, `57 authors` where none is named, or ''. */
  otherAuthors: string;
  /** How many authors there are besides the first. */
  peopleLeft: number;
  organisation: string;
  /** At most two sentences, for the papers that have room. */
  summary: string;
  /** The summary's first sentence, and what follows it. */
  firstSentence: string;
  moreSentences: string;
  /** The one that says what was done, for the papers in brief. */
  sentence: string;
  /** Its beginning that fits a line, without a full stop; '' where none can stand alone. */
  clause: string;
  /**
   * In a weekly edition its day, then votes and why it stands here: `34 upvotes, 3rd most upvoted of the
   * day`.
   */
  facts: string;
  /** The facts without the second and third places, for one quiet line: `34 upvotes, editor’s pick`. */
  standing: string;
  /** Why everybody gets it, as a sentence's beginning: `Trending: 34 upvotes, most upvoted of the day`. */
  everybody: string;
  links: PrintedLink[];
  /** The links beside that of the title: code and project. */
  extras: PrintedLink[];
  /** The paper's id as the end of an address. */
  path: string;
  /** What is read aloud in place of its picture. */
  pictureAlt: string;
  /** Where its picture is; '' where it has none, or mails have none. */
  pictureUrl: string;
};

/**
 * The most UTF-16 units that a field prints. Real papers stay far below; a hostile one cannot make the mails
 * of a whole edition longer than mailboxes show (about 102 KB of HTML).
 */
const MAX = {
  title: 300,
  author: 80,
  organisation: 100,
  summary: 700,
  sentence: 400,
  facts: 160,
  url: 500,
} as const;
const MAX_AUTHORS = 5;

export const dateOf = (id: EditionId, speech: Speech): EditionDate => ({
  long: longDate(id, speech),
  short: shortDate(id, speech),
});

/**
 * `Tuesday 10 March` for a paper of a weekly edition, nothing for one of a daily edition, whose day the
 * edition's date tells.
 */
export const dayInWords = ({day}: Pick<EditionPaper, 'day'>, speech: Speech): string[] =>
  day === undefined ? [] : [dayOfWeek(day, speech)];

/**
 * An edition's note as paragraphs of lines, without empty ones; each line as `onOneLine` makes it, nothing
 * escaped yet.
 */
export const paragraphsOf = (note: string): string[][] =>
  note
    .split(/\n{2,}/)
    .map(paragraph =>
      paragraph
        .split('\n')
        .map(onOneLine)
        .filter(line => line !== ''),
    )
    .filter(lines => lines.length > 0);

/** Every paper of the edition as the templates print it, in the order of the base ranking. */
export const printPapers = ({content, letterhead, speech}: ToPrint): PrintedPaper[] =>
  content.papers.map(paper => printPaper(paper, letterhead, speech));

/** What is printed, by whom and in which language. */
export type ToPrint = {content: EditionContent; letterhead: Letterhead; speech: Speech};

/** One of them. */
export const printPaper = (paper: EditionPaper, letterhead: Letterhead, speech: Speech): PrintedPaper => {
  const {say} = speech;
  const links = printableLinks(paper.links, speech);
  const path = encodeURI(paper.id);
  const printed = paper.authors.slice(0, MAX_AUTHORS);
  const others = paper.otherAuthors + paper.authors.length - printed.length;
  const summary = shorten(paper.summary, MAX.summary);
  const [firstSentence = '', ...more] = splitSentences(summary);
  const sentence = shorten(paper.brief ?? firstSentence, MAX.sentence);
  const reasons = reasonsOf(paper);
  const inWords = (told: Reason[]): string =>
    shorten(
      [...dayInWords(paper, speech), ...told.map(reason => reasonInWords(reason, speech))].join(say('comma')),
      MAX.facts,
    );
  const facts = inWords(reasons);
  const joints = jointsOf(printed.length, others, speech);
  return {
    title: shorten(paper.title, MAX.title) || paper.id,
    url: links[0]?.url ?? `${letterhead.publicUrl}/papers/${path}`,
    authors: printed.map((name, place) => ({
      name: shorten(name, MAX.author),
      before: joints[place] ?? '',
    })),
    otherAuthors: othersInWords(others, printed.length, speech),
    peopleLeft: printed.length === 0 ? 0 : others + printed.length - 1,
    organisation: shorten(paper.organisation ?? '', MAX.organisation),
    summary,
    firstSentence,
    moreSentences: more.join(' '),
    sentence,
    clause: clauseOf(sentence) ?? '',
    facts,
    standing: unbroken(inWords(reasons.filter(isTold)), paper, speech),
    everybody: reasonOfVotes(paper.votes).length > 0 ? say('mail.trending', {facts}) : speech.sentence(facts),
    links,
    extras: links.filter(({kind}) => kind === 'code' || kind === 'project'),
    path,
    pictureAlt: say('mail.thumbnail', {title: shorten(paper.title, MAX.title) || paper.id}),
    pictureUrl: paper.hasPicture && letterhead.picturesUrl ? `${letterhead.picturesUrl}/${path}` : '',
  };
};

/** What stands before each name: commas, and the word for `and` before the last where nobody else follows. */
const jointsOf = (count: number, others: number, {joints, say}: Speech): string[] =>
  others === 0 ? joints(count) : Array.from({length: count}, (_, place) => (place === 0 ? '' : say('comma')));

const othersInWords = (others: number, printed: number, {say}: Speech): string => {
  if (others === 0) return '';
  return printed === 0 ? say('names.authors', {n: others}) : say('names.others', {names: '', n: others});
};

/** A count of upvotes and its noun stay on one line. */
const unbroken = (text: string, {votes}: Pick<EditionPaper, 'votes'>, speech: Speech): string => {
  const [counted = ''] = reasonOfVotes(votes).map(reason => reasonInWords(reason, speech));
  return counted === '' ? text : text.replace(counted, onOneRow(counted));
};

/** Why it stands there, with its upvotes, each once. */
export const reasonsOf = ({votes, reasons}: Pick<EditionPaper, 'votes' | 'reasons'>): Reason[] =>
  reasons.some(({kind}) => kind === 'votes') ? reasons : [...reasonOfVotes(votes), ...reasons];

/** Order shows by place: of the places only the first is said in words. */
export const isTold = (reason: Reason): boolean => reason.kind !== 'place' || reason.place === 1;

const LINKS = ['page', 'pdf', 'code', 'project'] as const satisfies (keyof PaperLinks)[];

const printableLinks = (links: PaperLinks, {say}: Speech): PrintedLink[] =>
  LINKS.flatMap(kind => {
    const url = links[kind];
    return isPrintable(url) ? [{kind, label: say(kind === 'page' ? 'link.paper' : `link.${kind}`), url}] : [];
  });

// A link may only lead to the web, whatever became of the edition on its way through storage.
const isPrintable = (url: string | null): url is string =>
  url !== null && url.length <= MAX.url && /^https:\/\/[!#-;=?-_a-~]+$/.test(url);

/**
 * The text on one line, with at most `most` UTF-16 units: cut at a word, never inside a letter, and marked
 * with `…`.
 */
const shorten = (text: string, most: number): string => cutAtWord(onOneLine(text), most);

/** About 70 columns of subject, of which the date and `and 99 more` take the rest. */
const SUBJECT_TITLE = 48;

/** The title for a subject: nothing that could break the header or reorder what stands beside it. */
export const subjectTitle = (title: string): string => isolate(shorten(title, SUBJECT_TITLE));

/** Two of them and what stands before them fit the 110 letters that mailboxes show of a preheader. */
const SHORT_TITLE_LENGTH = 40;

/** The title in passing, for the preheader. */
export const shortTitle = (title: string): string => isolate(shorten(title, SHORT_TITLE_LENGTH));

/** What fills a preheader whose titles are short, so that the mail's first lines stay out of it. */
export const aboutEdition = (id: EditionId, name: string, speech: Speech): string =>
  isolate(shorten(speech.say('mail.about', {date: dateOf(id, speech).long, name}), 80));
