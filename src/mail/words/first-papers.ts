import type {Speech} from '../../../templates/languages/speech.ts';
import type {EditionContent, EditionPaper} from '../../editions/edition.ts';
import {reasonInWords} from '../../editions/reason-words.ts';
import {splitSentences} from '../../papers/sentences.ts';
import {cutAtWord} from '../../papers/text.ts';
import {noInterests} from '../../ranking/interests.ts';
import {indexPapers} from '../../ranking/paper-index.ts';
import type {Reason} from '../../ranking/reasons/reason.ts';
import {selectPapers} from '../../ranking/selection.ts';
import {onOneLine} from '../plain-text.ts';
import {reasonsOf} from '../wording.ts';
import {forYou} from './reader-words.ts';

/** How many papers are shown of a mail, and how many it has. */
const SHOWN = 3;
const PAPERS = 15;

/** UTF-16 units of a title; those of real papers are shorter. */
const MAX_TITLE = 200;

/** One of them with why that reader gets it: plain, on one line each, nothing escaped yet. */
export type FirstPaper = {title: string; reason: string; sentence: string};

/** What a reader of some topics gets of an edition: the first papers, and how many come after them. */
export type FirstPapers = {papers: FirstPaper[]; others: number; own: number};

/** The same selection as the mail of a reader of these topics has. */
export const firstPapers = (content: EditionContent, topics: string[], speech: Speech): FirstPapers => {
  const selection = selectPapers({
    index: indexPapers(content.papers),
    interests: {...noInterests, topics, papers: PAPERS},
  });
  const papers = selection.slice(0, SHOWN).flatMap(({index, because}) => {
    const paper = content.papers[index];
    return paper === undefined ? [] : [firstPaper(paper, because, speech)];
  });
  return {
    papers,
    others: selection.length - papers.length,
    own: selection.filter(({because}) => because.length > 0).length,
  };
};

const firstPaper = (paper: EditionPaper, because: Reason[], speech: Speech): FirstPaper => ({
  title: cutAtWord(onOneLine(paper.title), MAX_TITLE),
  reason: because.length > 0 ? forYou(because, speech) : whyEverybody(paper, speech),
  sentence: splitSentences(paper.summary)[0] ?? '',
});

const whyEverybody = (paper: EditionPaper, speech: Speech): string => {
  const facts = reasonsOf(paper).map(reason => reasonInWords(reason, speech));
  return speech.say('mail.trending', {facts: facts.join(speech.say('comma'))});
};
