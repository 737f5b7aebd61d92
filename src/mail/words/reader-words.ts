import type {Selection} from '../../editions/edition.ts';
import {isAboutMail, labelOf, listNames} from '../../ranking/reason-labels.ts';
import {countOf} from '../../ranking/votes.ts';
import type {Fragments} from '../fragments.ts';
import {onOneLine} from '../plain-text.ts';
import {capitalised} from '../wording.ts';
import {isOwn} from './reading-order.ts';

/** What a mail says to one reader, beside the papers themselves: plain, on one line each. */

/** `For you: reasoning and agents`; '' without a reason of the reader's own. */
export const reasonInWords = (because: string[]): string => {
  if (because.length === 0) return '';
  if (because.some(isAboutMail)) return onOneLine(capitalised(because.join(' ')));
  return onOneLine(`For you: ${listNames(because.flatMap(reason => labelOf(reason).names))}`);
};

/** True of readers who follow nothing, and of those who follow what this edition does not have. */
export const INVITATION = 'No paper here is on a topic of yours.';

/** `The week’s five`; `Your five of the week` where a reason of the reader's own chose one. */
export const headingOfFive = (leads: Selection): string =>
  leads.some(isOwn) ? 'Your five of the week' : 'The week’s five';

/** `23 papers, 8 on your topics. Most upvoted: YuE, 34.` */
export const factsLine = ({facts, glances}: Fragments, selection: Selection): string => {
  const own = ownInWords(selection);
  const papers = [countOf(facts?.papers ?? glances.length, 'paper'), ...(facts?.span ? [facts.span] : [])];
  return [`${papers.join(' ')}${own === '' ? '' : `, ${own}`}.`, facts?.news ?? ''].join(' ').trim();
};

/** `8 on your topics`, `8 for you` where something else than topics chose some; '' for none. */
const ownInWords = (selection: Selection): string => {
  const own = selection.filter(isOwn);
  if (own.length === 0) return '';
  const areTopics = own.every(({because}) => because.every(reason => labelOf(reason).kind === 'topic'));
  return `${own.length} ${areTopics ? 'on your topics' : 'for you'}`;
};

/** `12 March: LMM-R1: Empowering 3B LMMs with Strong… and 14 more`: the reader's own first paper. */
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

/**
 * What an inbox shows after the subject, 40 to 110 letters: `8 of 23 on your topics. Next: Tuning-Free
 * Multi-Event…; Implicit Reasoning in…`. The first title stands in the subject beside it.
 */
export const preheaderOf = (fragments: Fragments, selection: Selection): string => {
  const preheader = fragments.facts
    ? countAndTitles(fragments, selection)
    : titlesAlone(fragments, selection);
  return preheader.length >= PREHEADER.least ? preheader : `${preheader} · ${fragments.aboutEdition}`;
};

const countAndTitles = ({glances}: Fragments, selection: Selection): string => {
  const own = ownInWords(selection);
  const papers = countOf(glances.length, 'paper');
  const count = own === '' ? papers : own.replace(/ /, ` of ${glances.length} `);
  const titles = selection.slice(1, 3).map(({index}) => glances[index] ?? '');
  const lines = titles.map(
    (_, left) => `${count}. Next: ${titles.slice(0, titles.length - left).join('; ')}`,
  );
  return lines.find(line => line.length <= PREHEADER.most) ?? `${count}.`;
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
