import type {Selection} from '../editions/edition.ts';
import {countOf} from '../ranking/votes.ts';
import type {Fragments, PartFragments} from './fragments.ts';
import {onOneLine, wrap} from './plain-text.ts';
import {escapeHtml, fill, type Slots} from './slots.ts';

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
  let chosen = selection;
  let html = assembleHtml({fragments, selection: chosen, avoided, personal});
  while (chosen.length > 1 && isTooLong(html)) {
    chosen = chosen.slice(0, -1);
    html = assembleHtml({fragments, selection: chosen, avoided, personal});
  }
  return {
    subject: subjectOf(fragments, chosen),
    html,
    text: assembleText({fragments, selection: chosen, avoided, personal}),
  };
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

/** The HTML of a mail before it is known whether mailboxes show it whole. */
export const assembleHtml = ({fragments, selection, avoided = '', personal}: MailParts): string =>
  join({
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

/** The text of the same mail. */
export const assembleText = ({fragments, selection, avoided = '', personal}: MailParts): string =>
  join({
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

const join = ({
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
}): string => {
  let mail = fill(part.top, shared);
  let place = 0;
  for (const {index, because} of selection) {
    if (place === LEADS) mail += fill(part.inBrief, shared);
    const paper = (place < LEADS ? part.leads : part.briefs)[index];
    if (!paper) throw new Error(`the edition has no paper at ${index}`);
    place += 1;
    mail += fill(paper, own(place, onOneLine(because.join(' and '))));
  }
  return mail + fill(part.end, shared);
};

const countsOf = (fragments: Fragments, selection: Selection): Slots => {
  const others = fragments.glances.length - selection.length;
  return {
    count: String(selection.length),
    leftOut: others === 0 ? '' : countOf(others, 'more paper'),
  };
};

const subjectOf = ({subjectStart, subjectTitles}: Fragments, selection: Selection): string => {
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
