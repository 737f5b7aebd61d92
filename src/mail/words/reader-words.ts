import type {Speech} from '../../../templates/languages/speech.ts';
import type {Selection} from '../../editions/edition.ts';
import {labelsOf, leftOutInWords, reasonInWords} from '../../editions/reason-words.ts';
import type {LeftOut} from '../../ranking/avoided.ts';
import type {Reason} from '../../ranking/reasons/reason.ts';
import type {Fragments} from '../fragments.ts';
import {onOneLine} from '../plain-text.ts';
import {isAboutMail, isOwn} from './reading-order.ts';
import {WEEK_LEADS} from './week-order.ts';

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

/** All that the lines around the papers tell of a selection: where these are the same, so are the lines. */
export type SelectionFacts = {
  papers: number;
  /** How many have a reason of the reader's own. */
  own: number;
  /** Whether nothing else than topics chose those. */
  isOnTopics: boolean;
  /** Whether one of those that have room in a week is among them. */
  hasOwnLead: boolean;
};

export const selectionFacts = (selection: Selection): SelectionFacts => {
  const facts = {papers: selection.length, own: 0, isOnTopics: true, hasOwnLead: false};
  let place = 0;
  for (const entry of selection) {
    place += 1;
    if (!isOwn(entry)) continue;
    facts.own += 1;
    facts.hasOwnLead ||= place <= WEEK_LEADS;
    facts.isOnTopics &&= entry.because.every(({kind}) => TOPICS.has(kind));
  }
  return facts;
};

const TOPICS: ReadonlySet<Reason['kind']> = new Set<Reason['kind']>(['topics', 'acronym', 'close', 'apart']);

/** `The week’s five`; `Your five of the week` where a reason of the reader's own chose one. */
export const headingOfFive = ({hasOwnLead}: SelectionFacts, {say}: Speech): string =>
  say(hasOwnLead ? 'mail.week.yourFive' : 'mail.week.five');

/** `23 papers, 8 on your topics. Most upvoted: YuE, 34.` */
export const factsLine = (
  {facts, glances}: Fragments,
  {own, isOnTopics}: SelectionFacts,
  {say}: Speech,
): string => {
  const span = facts?.span;
  const n = facts?.papers ?? glances.length;
  const ofOwn = isOnTopics ? 'OnTopics' : 'ForYou';
  const ending = own === 0 ? '' : ofOwn;
  const counted =
    span === undefined
      ? say(`mail.count${ending}`, {n, own})
      : say(`mail.week.count${ending}`, {n, own, span});
  return [counted, facts?.news ?? ''].join(' ').trim();
};

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

/** What a preheader is made of: where it is the same, so is the preheader. */
export type PreheaderFacts = Pick<SelectionFacts, 'own' | 'isOnTopics'> & {
  /** Of which papers it may give the titles, in order. */
  titles: number[];
};

/** The first title stands in the subject beside it. */
export const preheaderFacts = (
  {facts}: Fragments,
  selection: Selection,
  {own, isOnTopics} = selectionFacts(selection),
): PreheaderFacts => {
  const next = facts ? selection.slice(1, 3) : selection.slice(selection.length > 1 ? 1 : 0);
  return {own, isOnTopics, titles: next.map(({index}) => index)};
};

/**
 * What an inbox shows after the subject, 40 to 110 letters: `8 of 23 on your topics. Next: Tuning-Free
 * Multi-Event…; Implicit Reasoning in…`.
 */
export const preheaderOf = (fragments: Fragments, shown: PreheaderFacts, speech: Speech): string => {
  const titles = shown.titles.map(index => fragments.glances[index] ?? '');
  const preheader = fragments.facts
    ? countAndTitles({...shown, n: fragments.glances.length, titles}, speech)
    : titlesAlone(titles);
  return preheader.length >= PREHEADER.least ? preheader : `${preheader} · ${fragments.aboutEdition}`;
};

type CountAndTitles = Pick<SelectionFacts, 'own' | 'isOnTopics'> & {n: number; titles: string[]};

const countAndTitles = ({n, own, isOnTopics, titles}: CountAndTitles, {say}: Speech): string => {
  const count =
    own === 0 ? say('mail.count', {n}) : say(isOnTopics ? 'mail.ownOnTopics' : 'mail.ownForYou', {n, own});
  const lines = titles.map((_, left) => {
    const named = titles.slice(0, titles.length - left).join('; ');
    return `${count} ${say('mail.next', {titles: named})}`;
  });
  return lines.find(line => line.length <= PREHEADER.most) ?? count;
};

/** As it was before mails told facts: mails of such an edition go on as they began. */
const titlesAlone = (titles: string[]): string => {
  let preheader = '';
  for (const title of titles) {
    const longer = `${preheader === '' ? '' : `${preheader} · `}${title}`;
    if (longer.length > PREHEADER.most) break;
    preheader = longer;
  }
  return preheader;
};
