import type {Selection} from '../editions/edition.ts';
import type {LeftOut} from '../ranking/avoided.ts';
import type {MailNews, OwnNews} from '../ranking/library/news/news-index.ts';
import type {Reason} from '../ranking/reasons/reason.ts';
import type {Fragments, Headings, NewsSegments, PartFragments, WeekSegments} from './fragments.ts';
import {wrap} from './plain-text.ts';
import {escapeHtml, fill, type Segment, type Slots} from './slots.ts';
import {frozenSpeech} from './words/frozen-words.ts';
import {newsLine, newsSlots} from './words/news-lines.ts';
import {sharedSlots, slotsOfPaper} from './words/part-slots.ts';
import {
  leftOutLine,
  preheaderFacts,
  preheaderOf,
  type SelectionFacts,
  selectionFacts,
  subjectOf,
} from './words/reader-words.ts';
import {headingIn, inReadingOrder, type ReadingOrder} from './words/reading-order.ts';
import {inWeekOrder, WEEK_LEADS, type WeekOrder} from './words/week-order.ts';

/** The links that are one subscriber's own. */
export type Personal = {
  unsubscribeUrl: string;
  manageUrl: string;
  /**
   * What a paper's id completes to where an opinion on it is given, and an edition's id to where one is given
   * on all of its papers.
   */
  opinionUrl: string;
  viewUrl: string;
};

/** Gmail clips near 102 KB and hides the way out below it; a mail that would be longer leaves papers out. */
export const MAX_HTML_BYTES = 95_000;

/** How many papers of a day have room; the others are brief. */
const LEADS = 3;

/**
 * One subscriber's mail, joined from the edition's fragments. Papers that the fragments do not have are a bug
 * and throw. A mail that would be too long for mailboxes leaves out its last papers and says so, as it says
 * how many of the edition it leaves out.
 */
export const assembleMail = (parts: MailParts): {subject: string; html: string; text: string} => {
  const {fragments} = parts;
  const selection = fitting(parts);
  const chosen = {...parts, selection};
  return {
    subject: subjectOf(fragments, selection, frozenSpeech(fragments)),
    html: assembleHtml(chosen),
    text: assembleText(chosen),
  };
};

/** The selection, without so many of its last papers that mailboxes show the mail whole. */
export const fitting = (parts: MailParts): Selection => {
  let chosen = parts.selection;
  while (chosen.length > 1 && isTooLong(assembleHtml({...parts, selection: chosen})))
    chosen = chosen.slice(0, -1);
  return chosen;
};

// UTF-8 has at most three bytes for a UTF-16 unit, so most mails need no count.
const isTooLong = (html: string): boolean =>
  html.length * 3 > MAX_HTML_BYTES && Buffer.byteLength(html) > MAX_HTML_BYTES;

/** What a mail is joined from. */
export type MailParts = {
  fragments: Fragments;
  selection: Selection;
  /** What the reader's words to avoid left out; nothing where it is not given. */
  avoided?: LeftOut | string | undefined;
  /** News of papers that are the reader's; nothing where it is not given. */
  news?: MailNews | undefined;
  /** Not given for the full form. */
  form?: 'short' | undefined;
  personal: Personal;
};

/** What the slots of a paper are made of. */
export type PaperFacts = {
  because: Reason[];
  /** From 1. */
  rank: number;
};

/** Makes the parts of a mail in their order: of its text, or of its bytes. */
export type Setter<Made> = {
  /** Lines around the papers. */
  shared(segment: Segment): Made;
  paper(segment: Segment, facts: PaperFacts): Made;
  /** The heading of papers with these reasons. */
  topic(segment: Segment, heading: string): Made;
  /** A line of news of the reader's papers. */
  news(segment: Segment, line: OwnNews): Made;
};

/** Gives segments of one part their values, encoded for it. */
export type SlotsOfPart = {
  shared(facts: SelectionFacts, told: Told): Slots;
  paper(facts: PaperFacts): Slots;
  topic(heading: string): Slots;
  news(line: OwnNews): Slots;
};

/** What the lines around the papers tell besides the facts of the selection. */
export type Told = Pick<MailParts, 'avoided' | 'news'> & {preheader: string};

/** The HTML of a mail before it is known whether mailboxes show it whole. */
export const assembleHtml = (parts: MailParts): string => assemble(parts, 'html');

/** The text of the same mail. */
export const assembleText = (parts: MailParts): string => assemble(parts, 'text');

const assemble = (parts: MailParts, name: 'html' | 'text'): string => {
  const {fragments, personal, avoided, news, selection} = parts;
  const slots = slotsOf[name](fragments, personal);
  const arrangement = arrange(parts);
  const {facts} = arrangement;
  const preheader = preheaderOf(
    fragments,
    preheaderFacts(fragments, selection, facts),
    frozenSpeech(fragments),
  );
  const shared = slots.shared(facts, {avoided, news, preheader});
  return setPart<string>(fragments[name], arrangement, {
    shared: segment => fill(segment, shared),
    paper: (segment, paper) => fill(segment, slots.paper(paper)),
    topic: (segment, heading) => fill(segment, slots.topic(heading)),
    news: (segment, line) => fill(segment, slots.news(line)),
  }).join('');
};

const htmlSlots = (fragments: Fragments, personal: Personal): SlotsOfPart => {
  const speech = frozenSpeech(fragments);
  const opinionUrl = escapeHtml(personal.opinionUrl);
  return {
    shared: (facts, {avoided, news, preheader}) => ({
      ...escaped(sharedSlots(fragments, facts, speech)),
      ...escaped(personal),
      avoided: escapeHtml(leftOutLine(avoided, speech)),
      ...escaped(newsSlots(news, speech)),
      preheader: escapeHtml(preheader),
    }),
    paper: facts => ({...escaped(slotsOfPaper(facts, speech)), opinionUrl}),
    topic: topic => ({...escaped({topic}), opinionUrl}),
    news: line => escaped(newsLine(line, speech)),
  };
};

const escaped = <Names extends string>(slots: Readonly<Record<Names, string>>): Record<Names, string> => {
  const encoded = {...slots} as Record<Names, string>;
  for (const name in slots) encoded[name] = escapeHtml(slots[name]);
  return encoded;
};

const textSlots = (fragments: Fragments, personal: Personal): SlotsOfPart => {
  const speech = frozenSpeech(fragments);
  const {opinionUrl} = personal;
  return {
    shared: (facts, {avoided, news}) => {
      const shared = sharedSlots(fragments, facts, speech);
      return {
        ...shared,
        facts: wrap(shared.facts, 0),
        avoided: wrap(leftOutLine(avoided, speech), 0),
        ...newsSlots(news, speech),
        five: shared.five.toLocaleUpperCase(speech.language.locale),
        ...personal,
      };
    },
    paper: facts => ({...wrapped(slotsOfPaper(facts, speech)), opinionUrl}),
    topic: topic => ({...wrapped({topic}), opinionUrl}),
    news: line => wrapped(newsLine(line, speech)),
  };
};

/** The values that the segments of an edition have for one reader's links. */
export const slotsOf = {html: htmlSlots, text: textSlots};

/** How far the lines of a text's slots are indented; `because` stands behind `For you, because `. */
const INDENTS: Readonly<Record<string, number>> = {
  ...{because: 21, reason: 2, topic: 2, newsTitle: 0, newsWords: 2},
};

const wrapped = (slots: Slots): Slots => {
  const lines: Record<string, string> = {...slots};
  for (const [name, indent] of Object.entries(INDENTS))
    if (slots[name]) lines[name] = wrap(slots[name], indent);
  if (slots.rank !== undefined) lines.rank = `${slots.rank.padStart(2)}. `;
  return lines;
};

/** What stands where in a mail, in both of its parts. */
export type Arrangement = {
  selection: Selection;
  facts: SelectionFacts;
  news: readonly OwnNews[];
  /** Papers with room. */
  leads: Selection;
  /** Those in brief under their headings; of a week in full, by days. */
  reading: ReadingOrder;
  days: WeekOrder | null;
  /** Of a week in its short form papers stand as they come. */
  isShortWeek: boolean;
};

/** `headingFor` says what stands above papers with these reasons; by default it is made again each time. */
export const arrange = (
  {fragments, selection, news, form}: Pick<MailParts, 'fragments' | 'selection' | 'news' | 'form'>,
  headingFor = headingIn(frozenSpeech(fragments)),
): Arrangement => {
  const {week, html, text} = fragments;
  const segments = html.week ?? text.week;
  const isShort = form === 'short';
  const room = week ? WEEK_LEADS : LEADS;
  const leads = isShort ? 0 : room;
  return {
    ...{
      selection,
      news: news?.lines ?? [],
      isShortWeek: isShort && week !== undefined,
      facts: selectionFacts(selection),
      leads: selection.slice(0, leads),
    },
    reading: inReadingOrder(selection, leads, headingFor),
    days: week && segments && !isShort ? inWeekOrder(selection, week, segments.day.length) : null,
  };
};

/** Sets one part of a mail. The one place that knows which segments it has, and in which order. */
export const setPart = <Made>(
  part: PartFragments,
  {selection, news, leads, reading, days, isShortWeek}: Arrangement,
  set: Setter<Made>,
): Made[] => {
  const made: Made[] = [set.shared(part.top)];
  const shared = (segment: Segment) => made.push(set.shared(segment));
  const papers = (segments: Segment[], entries: Selection, before = 0) => {
    let rank = before;
    for (const {index, because} of entries) {
      const segment = segments[index];
      if (!segment) throw new Error(`the edition has no paper at ${index}`);
      rank += 1;
      made.push(set.paper(segment, {because, rank}));
    }
  };
  const headed = (heading: Segment, segments: Segment[], entries: Selection, before = 0) => {
    if (entries.length > 0) shared(heading);
    papers(segments, entries, before);
  };
  const inGroups = ({yours, topic, others}: Headings) => {
    // Where nothing stands above it, there is nothing of which it would be more.
    if (leads.length > 0 && reading.yours.length > 0) shared(yours);
    for (const {heading, entries} of reading.yours) {
      made.push(set.topic(topic, heading));
      papers(part.briefs, entries);
    }
    headed(others, part.briefs, reading.others);
  };
  const inDays = (segments: WeekSegments, order: WeekOrder) => {
    headed(segments.rose, segments.risen, order.risen);
    if (order.risen.length > 0) shared(segments.roseEnd);
    if (order.days.length > 0) shared(segments.byDay);
    for (const {day, entries} of order.days) {
      shared(segments.day[day] ?? []);
      papers(part.briefs, entries);
    }
    headed(segments.earlier, part.briefs, order.earlier);
  };
  const newsIn = ({line, end}: NewsSegments) => {
    for (const told of news) made.push(set.news(line, told));
    shared(end);
  };
  // An older version froze it: the top has the heading, and what follows the news stands here in any case.
  if (part.news && !part.news.head) newsIn(part.news);
  papers(part.leads, leads);
  // Below the first papers, of which a phone's first screen shows three.
  if (part.news?.head && news.length > 0) {
    shared(part.news.head);
    newsIn(part.news);
  }
  if (part.week && days) inDays(part.week, days);
  else if (part.week && isShortWeek) papers(part.briefs, selection);
  else if (part.headings) inGroups(part.headings);
  else headed(part.inBrief, part.briefs, selection.slice(leads.length), leads.length);
  shared(part.end);
  return made;
};
