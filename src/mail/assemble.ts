import type {Speech} from '../../templates/languages/speech.ts';
import type {Selection} from '../editions/edition.ts';
import type {LeftOut} from '../ranking/avoided.ts';
import type {MailNews} from '../ranking/news/news-index.ts';
import {type KnownSlots, noKnownSlots, type PaperFacts} from './body/known-slots.ts';
import type {Fragments, PartFragments, WeekSegments} from './fragments.ts';
import {wrap} from './plain-text.ts';
import {escapeHtml, fill, type Segment, type Slots} from './slots.ts';
import {frozenSpeech} from './words/frozen-words.ts';
import {moreNewsLine, newsLine} from './words/news-lines.ts';
import {
  factsLine,
  forYou,
  headingOfFive,
  leftOutLine,
  preheaderFacts,
  preheaderOf,
  reasonsInARow,
  type SelectionFacts,
  selectionFacts,
  subjectOf,
} from './words/reader-words.ts';
import {headingIn, inReadingOrder} from './words/reading-order.ts';
import {inWeekOrder, WEEK_LEADS, type WeekOrder, type WeekPlaces} from './words/week-order.ts';

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
  /**
   * What was made for other mails with the same links; none where it is not given. Since hardly two readers
   * have the same preheader, something else stands in its place there.
   */
  known?: {html: KnownSlots; text: KnownSlots; preheader: string};
};

/**
 * A segment of the edition where a mail has it, with the values of its slots; `isKept` where other mails have
 * the very same ones.
 */
export type PlacedSegment = {segment: Segment; slots: Slots; isKept?: boolean};

/** The HTML of a mail before it is known whether mailboxes show it whole. */
export const assembleHtml = (parts: MailParts): string => joined(placeHtml(parts));

/** The text of the same mail. */
export const assembleText = (parts: MailParts): string => joined(placeText(parts));

const joined = (placed: PlacedSegment[]): string =>
  placed.map(({segment, slots}) => fill(segment, slots)).join('');

/** What the HTML of a mail is joined from, in order. */
export const placeHtml = (parts: MailParts): PlacedSegment[] => {
  const {fragments, selection, avoided, news, form, personal, known} = parts;
  const speech = frozenSpeech(fragments);
  const opinionUrl = escapeHtml(personal.opinionUrl);
  return place({
    ...{speech, part: fragments.html, week: fragments.week, form, known: known?.html, selection},
    ...{avoided, news},
    shared: facts => ({
      ...escaped(sharedSlots(fragments, facts, speech)),
      ...escaped(personal),
      avoided: escapeHtml(leftOutLine(avoided, speech)),
      ...escaped(newsSlots(news, speech)),
      preheader: escapeHtml(
        known?.preheader ?? preheaderOf(fragments, preheaderFacts(fragments, selection, facts), speech),
      ),
    }),
    own: slots => ({...escaped(slots), opinionUrl}),
  });
};

const escaped = <Names extends string>(slots: Readonly<Record<Names, string>>): Record<Names, string> => {
  const encoded = {...slots} as Record<Names, string>;
  for (const name in slots) encoded[name] = escapeHtml(slots[name]);
  return encoded;
};

/** What the text of a mail is joined from, in order. */
export const placeText = (parts: MailParts): PlacedSegment[] => {
  const {fragments, selection, avoided, news, form, personal, known} = parts;
  const speech = frozenSpeech(fragments);
  return place({
    ...{speech, part: fragments.text, week: fragments.week, form, known: known?.text, selection},
    ...{avoided, news},
    shared: facts => {
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
    own: slots => ({...wrapped(slots), opinionUrl: personal.opinionUrl}),
  });
};

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

const leadsOf = (week: WeekPlaces | undefined): number => (week ? WEEK_LEADS : LEADS);

type Place = {
  speech: Speech;
  part: PartFragments;
  /** Of the layout of a week. */
  week: WeekPlaces | undefined;
  form: MailParts['form'];
  selection: Selection;
  avoided: MailParts['avoided'];
  news: MailParts['news'];
  /** The slots of all else than papers and headings of topics. */
  shared: (facts: SelectionFacts) => Slots;
  /** The slots of one paper or of one heading, encoded for the part. */
  own: (slots: Slots) => Slots;
  known: KnownSlots | undefined;
};

const place = (wanted: Place): PlacedSegment[] => {
  const {speech, part, week, form, selection, own} = wanted;
  const isKept = wanted.known !== undefined;
  const known = wanted.known ?? noKnownSlots;
  const shared = sharedIn(wanted);
  const papers = (segments: Segment[], entries: Selection, before = 0): PlacedSegment[] =>
    entries.map(({index, because}, at) => {
      const segment = segments[index];
      if (!segment) throw new Error(`the edition has no paper at ${index}`);
      const rank = before + at + 1;
      return {
        ...{segment, isKept},
        slots: known.ofPaper(segment, {because, rank}, named => own(slotsOfPaper(named, speech))),
      };
    });
  const headed = (heading: PlacedSegment, placed: PlacedSegment[]): PlacedSegment[] =>
    placed.length === 0 ? [] : [heading, ...placed];
  const withShared = (segment: Segment): PlacedSegment => ({segment, ...shared});
  const leads = form === 'short' ? 0 : leadsOf(week);
  const inGroups = (): PlacedSegment[] => {
    if (!part.headings)
      return headed(withShared(part.inBrief), papers(part.briefs, selection.slice(leads), leads));
    const {yours, topic, others} = part.headings;
    const order = inReadingOrder(selection, leads, because => known.headingFor(because, headingIn(speech)));
    const groups = order.yours.flatMap(({heading, entries}) => [
      {segment: topic, isKept, slots: known.of(`topic ${heading}`, () => own({topic: heading}))},
      ...papers(part.briefs, entries),
    ]);
    return [
      // Where nothing stands above it, there is nothing of which it would be more.
      ...(leads === 0 ? groups : headed(withShared(yours), groups)),
      ...headed(withShared(others), papers(part.briefs, order.others)),
    ];
  };
  const inDays = (segments: WeekSegments, {risen, days, earlier}: WeekOrder): PlacedSegment[] => [
    ...headed(withShared(segments.rose), papers(segments.risen, risen)),
    ...(risen.length === 0 ? [] : [withShared(segments.roseEnd)]),
    ...headed(
      withShared(segments.byDay),
      days.flatMap(({day, entries}) => [
        withShared(segments.day[day] ?? []),
        ...papers(part.briefs, entries),
      ]),
    ),
    ...headed(withShared(segments.earlier), papers(part.briefs, earlier)),
  ];
  const ofWeek = (segments: WeekSegments, places: WeekPlaces): PlacedSegment[] =>
    form === 'short'
      ? papers(part.briefs, selection)
      : inDays(segments, inWeekOrder(selection, places, segments.day.length));
  return [
    withShared(part.top),
    ...newsIn(wanted),
    withShared(part.news?.end ?? []),
    ...papers(part.leads, selection.slice(0, leads)),
    ...(week && part.week ? ofWeek(part.week, week) : inGroups()),
    withShared(part.end),
  ];
};

/** What words to avoid left out is told to few readers in the same words: it is not kept. */
const sharedIn = ({selection, avoided, news, shared, known}: Place): Omit<PlacedSegment, 'segment'> => {
  const facts = selectionFacts(selection);
  if (!known || avoided || news) return {slots: shared(facts), isKept: false};
  const {papers, own, isOnTopics, hasOwnLead} = facts;
  const slots = known.of(`shared ${papers} ${own} ${isOnTopics} ${hasOwnLead}`, () => shared(facts));
  return {slots, isKept: true};
};

const newsIn = ({part, news, speech, own}: Place): PlacedSegment[] => {
  const segment = part.news?.line;
  if (!segment || !news) return [];
  return news.lines.map(line => ({segment, slots: own(newsLine(line, speech))}));
};

/** Whether news stands there, and how much more there is: in the lines around it. */
const newsSlots = (news: MailParts['news'], speech: Speech) => ({
  news: news === undefined ? '' : 'yes',
  newsMore: moreNewsLine(news, speech),
});

const slotsOfPaper = ({because, rank}: PaperFacts, speech: Speech) => ({
  rank: String(rank),
  because: reasonsInARow(because, speech),
  reason: forYou(because, speech),
  // Never printed: it tells where the reason that everybody has stands.
  everybody: because.length === 0 ? 'yes' : '',
});

const sharedSlots = (fragments: Fragments, facts: SelectionFacts, speech: Speech) => {
  const n = fragments.glances.length - facts.papers;
  const {say} = speech;
  const period = fragments.facts?.period.endsWith('week') ? 'week' : 'day';
  return {
    count: String(facts.papers),
    leftOut: n === 0 ? '' : say('count.morePapers', {n}),
    more: n === 0 ? '' : say(`mail.more.${period}`, {n}),
    facts: factsLine(fragments, facts, speech),
    invitation: facts.own > 0 ? '' : say('mail.invitation'),
    five: fragments.week ? headingOfFive(facts, speech) : '',
  };
};
