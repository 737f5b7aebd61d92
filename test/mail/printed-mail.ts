import type {EditionPaper, Selection} from '../../src/editions/edition.ts';
import {assembleMail} from '../../src/mail/assemble.ts';
import {compileEdition} from '../support/compile-edition.ts';
import {firstPapers, letterhead, personal, sampleEdition} from './sample-edition.ts';

export const compileSample = (papers: EditionPaper[]) =>
  compileEdition({content: sampleEdition(papers), letterhead});

/** The mail of these papers to a reader who gets all of them, or of a selection. */
export const mailOf = async (papers: EditionPaper[], selection: Selection = firstPapers(papers.length)) =>
  assembleMail({fragments: await compileSample(papers), selection, personal});

/** All that the hidden element holds. */
export const hiddenOf = (html: string): string => /mso-hide:all">([^<]*)</.exec(html)?.[1] ?? '';

/** The preheader without its padding. */
export const preheaderOf = (html: string): string => hiddenOf(html).split('\u034f')[0] ?? '';
