import type {EditionPaper, Selection} from '../../src/editions/edition.ts';
import {assembleMail} from '../../src/mail/assemble.ts';
import {compileEdition} from '../support/compile-edition.ts';
import {firstPapers, letterhead, personal, sampleEdition} from './sample-edition.ts';

export const compileSample = (papers: EditionPaper[]) =>
  compileEdition({content: sampleEdition(papers), letterhead});

/** The mail of these papers to a reader who gets all of them, or of a selection. */
export const mailOf = async (papers: EditionPaper[], selection: Selection = firstPapers(papers.length)) =>
  assembleMail({fragments: await compileSample(papers), selection, personal});

export const preheaderOf = (html: string): string => /mso-hide:all">([^<]*)</.exec(html)?.[1] ?? '';
