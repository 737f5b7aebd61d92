import type {Speech} from '../../../templates/languages/speech.ts';
import type {Selection} from '../../editions/edition.ts';
import {labelsOf, leftOutInWords, reasonInWords} from '../../editions/reason-words.ts';
import type {LeftOut} from '../../ranking/avoided.ts';
import type {Reason} from '../../ranking/reasons/reason.ts';
import type {Fragments} from '../fragments.ts';
import {onOneLine} from '../plain-text.ts';
import {isAboutMail, isOwn} from './reading-order.ts';

/** What a mail says to one reader, beside the papers themselves: plain, on one line each. */

/** `For you: reasoning and agents`; '' without a reason of the reader's own. */
export const forYou = (because: Reason[], speech: Speech): string => {
  if (because.length === 0) return '';
  if (because.some(isAboutMail)) return speech.sentence(reasonsInARow(because, speech));
  const names = because.flatMap(reason => labelsOf(reason, speech)).map(onOneLine);
  return speech.say('mail.forYou', {names: speech.list(names)});
};

/** All reasons whole: `you follow “reasoning” and you follow Ada Example`. */
export const reasonsInARow = (because: Reason[], speech: Speech): string =>
  speech.list(because.map(reason => onOneLine(reasonInWords(reason, speech))));

/** What a mail says of papers that words to avoid left out; '' for nothing. */
export const leftOutLine = (leftOut: LeftOut | string | undefined, speech: Speech): string => {
  if (leftOut === undefined) return '';
  return onOneLine(typeof leftOut === 'string' ? leftOut : leftOutInWords(leftOut, speech));
};

/** `The week’s five`; `Your five of the week` where a reason of the reader's own chose one. */
export const headingOfFive = (leads: Selection, {say}: Speech): string =>
  say(leads.some(isOwn) ? 'mail.week.yourFive' : 'mail.week.five');

/** `23 papers, 8 on your topics. Most upvoted: YuE, 34.` */
export const factsLine = (fragments: Fragments, selection: Selection, {say}: Speech): string => {
  const {facts, glances} = fragments;
  const span = facts?.span;
  const n = facts?.papers ?? glances.length;
  const own = selection.filter(isOwn);
  const ofOwn = areTopics(own) ? 'OnTopics' : 'ForYou';
  const ending = own.length === 0 ? '' : ofOwn;
  const counted =
    span === undefined
      ? say(`mail.count${ending}`, {n, own: own.length})
      : say(`mail.week.count${ending}`, {n, own: own.length, span});
  return [counted, facts?.news ?? ''].join(' ').trim();
};

const TOPICS: ReadonlySet<Reason['kind']> = new Set<Reason['kind']>(['topics', 'acronym', 'close', 'apart']);

/** Whether nothing else than topics chose them. */
const areTopics = (own: Selection): boolean =>
  own.every(({because}) => because.every(({kind}) => TOPICS.has(kind)));

/** `12 March: LMM-R1: Empowering 3B LMMs with Strong… and 14 more`: the reader's own first paper. */
export const subjectOf = (
  {subjectStart, subjectTitles}: Fragments,
  selection: Selection,
  {say}: Speech,
): string => {
  const first = selection[0];
  const title = first === undefined ? '' : (subjectTitles[first.index] ?? '');
  const others = selection.length - 1;
  return subjectStart + (others > 0 ? say('mail.titleAndMore', {title, n: others}) : title);
};

/**
 * Mailboxes show about 110 letters of a preheader; a shorter one than 40 lets the first lines of the mail in
 * beside it.
 */
const PREHEADER = {most: 110, least: 40};

/**
 * What an inbox shows after the subject, 40 to 110 letters: `8 of 23 on your topics. Next: Tuning-Free
 * Multi-Event…; Implicit Reasoning in…`. The first title stands in the subject beside it.
 */
export const preheaderOf = (fragments: Fragments, selection: Selection, speech: Speech): string => {
  const preheader = fragments.facts
    ? countAndTitles(fragments, selection, speech)
    : titlesAlone(fragments, selection);
  return preheader.length >= PREHEADER.least ? preheader : `${preheader} · ${fragments.aboutEdition}`;
};

const countAndTitles = ({glances}: Fragments, selection: Selection, {say}: Speech): string => {
  const n = glances.length;
  const own = selection.filter(isOwn);
  const count =
    own.length === 0
      ? say('mail.count', {n})
      : say(areTopics(own) ? 'mail.ownOnTopics' : 'mail.ownForYou', {n, own: own.length});
  const titles = selection.slice(1, 3).map(({index}) => glances[index] ?? '');
  const lines = titles.map((_, left) => {
    const named = titles.slice(0, titles.length - left).join('; ');
    return `${count} ${say('mail.next', {titles: named})}`;
  });
  return lines.find(line => line.length <= PREHEADER.most) ?? count;
};

/** As it was before mails told facts: mails of such an edition go on as they began. */
const titlesAlone = ({glances}: Fragments, selection: Selection): string => {
  const shown = selection.length > 1 ? selection.slice(1) : selection;
  let preheader = '';
  for (const {index} of shown) {
    const longer = `${preheader === '' ? '' : `${preheader} · `}${glances[index] ?? ''}`;
    if (longer.length > PREHEADER.most) break;
    preheader = longer;
  }
  return preheader;
};
