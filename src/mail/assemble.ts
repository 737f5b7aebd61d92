import type {Selection} from '../editions/edition.ts';
import {countOf} from '../ranking/votes.ts';
import type {Fragments, PartFragments} from './fragments.ts';
import {onOneLine, wrap} from './plain-text.ts';
import {escapeHtml, fill, type Segment, type Slots} from './slots.ts';

/** The links that are one subscriber's own. */
export type Personal = {
  unsubscribeUrl: string;
  manageUrl: string;
  /** What a paper's id completes to where an opinion on it is given. */
  opinionUrl: string;
  viewUrl: string;
};

/** Gmail clips near 102 KB and hides the way out below it; a mail that would be longer leaves papers out. */
export const MAX_HTML_BYTES = 95_000;

/** How many papers have room; the others are brief. */
const LEADS = 3;

/**
 * One subscriber's mail, joined from the edition's fragments. Papers that the fragments do not have are a bug
 * and throw. A mail that would be too long for mailboxes leaves out its last papers and says so, as it says
 * how many of the edition it leaves out.
 */
export const assembleMail = ({
  fragments,
  selection,
  avoided = '',
  personal,
}: MailParts): {subject: string; html: string; text: string} => {
  const chosen = fitting({fragments, selection, avoided, personal});
  return {
    subject: subjectOf(fragments, chosen),
    html: assembleHtml({fragments, selection: chosen, avoided, personal}),
    text: assembleText({fragments, selection: chosen, avoided, personal}),
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
  /** What it says of papers that the reader's words to avoid left out; nothing where it is not given. */
  avoided?: string;
  personal: Personal;
};

/** A segment of the edition where a mail has it, with the values of its slots. */
export type PlacedSegment = {segment: Segment; slots: Slots};

/** The HTML of a mail before it is known whether mailboxes show it whole. */
export const assembleHtml = (parts: MailParts): string => joined(placeHtml(parts));

/** The text of the same mail. */
export const assembleText = (parts: MailParts): string => joined(placeText(parts));

const joined = (placed: PlacedSegment[]): string =>
  placed.map(({segment, slots}) => fill(segment, slots)).join('');

/** What the HTML of a mail is joined from, in order. */
export const placeHtml = ({fragments, selection, avoided = '', personal}: MailParts): PlacedSegment[] =>
  place({
    part: fragments.html,
    selection,
    shared: {
      ...countsOf(fragments, selection),
      avoided: escapeHtml(onOneLine(avoided)),
      preheader: escapeHtml(preheaderOf(fragments, selection)),
      viewUrl: escapeHtml(personal.viewUrl),
      manageUrl: escapeHtml(personal.manageUrl),
      unsubscribeUrl: escapeHtml(personal.unsubscribeUrl),
    },
    own: (place, because) => ({
      rank: String(place),
      because: escapeHtml(because),
      opinionUrl: escapeHtml(personal.opinionUrl),
    }),
  });

/** What the text of a mail is joined from, in order. */
export const placeText = ({fragments, selection, avoided = '', personal}: MailParts): PlacedSegment[] =>
  place({
    part: fragments.text,
    selection,
    shared: {...countsOf(fragments, selection), avoided: wrap(onOneLine(avoided), 0), ...personal},
    own: (place, because) => ({
      rank: `${String(place).padStart(2)}. `,
      because: because === '' ? '' : wrap(because, BECAUSE_INDENT),
      opinionUrl: personal.opinionUrl,
    }),
  });

// The text's `For you, because ` and what stands before it.
const BECAUSE_INDENT = 21;

const place = ({
  part,
  selection,
  shared,
  own,
}: {
  part: PartFragments;
  selection: Selection;
  shared: Slots;
  /** The slots of one paper, whose place counts from 1. */
  own: (place: number, because: string) => Slots;
}): PlacedSegment[] => {
  const placed: PlacedSegment[] = [{segment: part.top, slots: shared}];
  for (const [before, {index, because}] of selection.entries()) {
    if (before === LEADS) placed.push({segment: part.inBrief, slots: shared});
    const paper = (before < LEADS ? part.leads : part.briefs)[index];
    if (!paper) throw new Error(`the edition has no paper at ${index}`);
    placed.push({segment: paper, slots: own(before + 1, onOneLine(because.join(' and ')))});
  }
  placed.push({segment: part.end, slots: shared});
  return placed;
};

const countsOf = (fragments: Fragments, selection: Selection): Slots => {
  const others = fragments.glances.length - selection.length;
  return {
    count: String(selection.length),
    leftOut: others === 0 ? '' : countOf(others, 'more paper'),
  };
};

/** The subject of a mail: the date, its first paper and how many more. */
export const subjectOf = ({subjectStart, subjectTitles}: Fragments, selection: Selection): string => {
  const first = selection[0];
  const title = first === undefined ? '' : (subjectTitles[first.index] ?? '');
  const others = selection.length - 1;
  return `${subjectStart}${title}${others > 0 ? ` and ${others} more` : ''}`;
};

/**
 * Mailboxes show about 110 letters of a preheader; a shorter one than 40 lets the first lines of the mail in
 * beside it.
 */
const PREHEADER = {most: 110, least: 40};

/** What an inbox shows after the subject, 40 to 110 characters. */
export const preheaderOf = ({glances, aboutEdition}: Fragments, selection: Selection): string => {
  // The first title stands in the subject beside it.
  const shown = selection.length > 1 ? selection.slice(1) : selection;
  let preheader = '';
  for (const {index} of shown) {
    const longer = `${preheader === '' ? '' : `${preheader} · `}${glances[index] ?? ''}`;
    if (longer.length > PREHEADER.most) break;
    preheader = longer;
  }
  return preheader.length >= PREHEADER.least ? preheader : `${preheader} · ${aboutEdition}`;
};
