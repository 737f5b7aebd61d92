import type {Speech} from '../../templates/languages/speech.ts';
import type {Selection} from '../editions/edition.ts';
import type {LeftOut} from '../ranking/avoided.ts';
import type {Reason} from '../ranking/reasons/reason.ts';
import type {Fragments, PartFragments, WeekSegments} from './fragments.ts';
import {wrap} from './plain-text.ts';
import {escapeHtml, fill, type Segment, type Slots} from './slots.ts';
import {frozenSpeech} from './words/frozen-words.ts';
import {
  factsLine,
  forYou,
  headingOfFive,
  leftOutLine,
  preheaderOf,
  reasonsInARow,
  subjectOf,
} from './words/reader-words.ts';
import {inReadingOrder, isOwn} from './words/reading-order.ts';
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
  /** Not given for the full form. */
  form?: 'short' | undefined;
  personal: Personal;
  /** What was made of reasons and places in other mails with the same links; none where it is not given. */
  known?: KnownSlots;
};

/** Slots of papers and headings, by what they are made of, for one part of mails with the same links. */
export type KnownSlots = {html: Map<string, Slots>; text: Map<string, Slots>};

/** How many slots are kept of each part. */
const MAX_KNOWN_SLOTS = 2_000;

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
  const {fragments, selection, avoided, form, personal, known} = parts;
  const links = escaped(personal);
  const speech = frozenSpeech(fragments);
  return place({
    speech,
    part: fragments.html,
    week: fragments.week,
    form,
    known: known?.html,
    selection,
    shared: {
      ...escaped(sharedSlots(fragments, selection, speech)),
      ...links,
      avoided: escapeHtml(leftOutLine(avoided, speech)),
      preheader: escapeHtml(preheaderOf(fragments, selection, speech)),
    },
    own: slots => ({...escaped(slots), opinionUrl: links.opinionUrl}),
  });
};

const escaped = <Names extends string>(slots: Readonly<Record<Names, string>>): Record<Names, string> => {
  const encoded = {...slots} as Record<Names, string>;
  for (const name in slots) encoded[name] = escapeHtml(slots[name]);
  return encoded;
};

/** What the text of a mail is joined from, in order. */
export const placeText = (parts: MailParts): PlacedSegment[] => {
  const {fragments, selection, avoided, form, personal, known} = parts;
  const speech = frozenSpeech(fragments);
  const shared = sharedSlots(fragments, selection, speech);
  return place({
    speech,
    part: fragments.text,
    week: fragments.week,
    form,
    known: known?.text,
    selection,
    shared: {
      ...shared,
      facts: wrap(shared.facts, 0),
      avoided: wrap(leftOutLine(avoided, speech), 0),
      five: shared.five.toLocaleUpperCase(speech.language.locale),
      ...personal,
    },
    own: slots => ({...wrapped(slots), opinionUrl: personal.opinionUrl}),
  });
};

/** How far the lines of a text's slots are indented; `because` stands behind `For you, because `. */
const INDENTS: Readonly<Record<string, number>> = {because: 21, reason: 2, topic: 2};

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
  shared: Slots;
  /** The slots of one paper or of one heading, encoded for the part. */
  own: (slots: Slots) => Slots;
  known: Map<string, Slots> | undefined;
};

const place = ({speech, part, week, form, selection, shared, own, known}: Place): PlacedSegment[] => {
  const ownSegment = (segment: Segment, from: string, slotsOf: () => Slots): PlacedSegment => {
    const slots = known?.get(from) ?? own(slotsOf());
    if (known) keep(known, from, slots);
    return {segment, slots, isKept: known !== undefined};
  };
  const papers = (segments: Segment[], entries: Selection, before = 0): PlacedSegment[] =>
    entries.map(({index, because}, at) => {
      const segment = segments[index];
      if (!segment) throw new Error(`the edition has no paper at ${index}`);
      const rank = before + at + 1;
      return ownSegment(segment, `${rank} ${JSON.stringify(because)}`, () =>
        slotsOfPaper(because, rank, speech),
      );
    });
  const headed = (heading: PlacedSegment, placed: PlacedSegment[]): PlacedSegment[] =>
    placed.length === 0 ? [] : [heading, ...placed];
  const withShared = (segment: Segment): PlacedSegment => ({segment, slots: shared});
  const leads = form === 'short' ? 0 : leadsOf(week);
  const inGroups = (): PlacedSegment[] => {
    if (!part.headings)
      return headed(withShared(part.inBrief), papers(part.briefs, selection.slice(leads), leads));
    const {yours, topic, others} = part.headings;
    const order = inReadingOrder(selection, leads, speech);
    const groups = order.yours.flatMap(({heading, entries}) =>
      headed(
        ownSegment(topic, `topic ${heading}`, () => ({topic: heading})),
        papers(part.briefs, entries),
      ),
    );
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
    ...papers(part.leads, selection.slice(0, leads)),
    ...(week && part.week ? ofWeek(part.week, week) : inGroups()),
    withShared(part.end),
  ];
};

const keep = (known: Map<string, Slots>, from: string, slots: Slots): void => {
  if (known.size >= MAX_KNOWN_SLOTS && !known.has(from)) known.clear();
  known.set(from, slots);
};

const slotsOfPaper = (because: Reason[], rank: number, speech: Speech) => ({
  rank: String(rank),
  because: reasonsInARow(because, speech),
  reason: forYou(because, speech),
  // Never printed: it tells where the reason that everybody has stands.
  everybody: because.length === 0 ? 'yes' : '',
});

const sharedSlots = (fragments: Fragments, selection: Selection, speech: Speech) => {
  const n = fragments.glances.length - selection.length;
  const {say} = speech;
  const period = fragments.facts?.period.endsWith('week') ? 'week' : 'day';
  return {
    count: String(selection.length),
    leftOut: n === 0 ? '' : say('count.morePapers', {n}),
    more: n === 0 ? '' : say(`mail.more.${period}`, {n}),
    facts: factsLine(fragments, selection, speech),
    invitation: selection.some(isOwn) ? '' : say('mail.invitation'),
    five: fragments.week ? headingOfFive(selection.slice(0, WEEK_LEADS), speech) : '',
  };
};
