import type {Rejection} from '../../paper.ts';
import {quote} from '../quote.ts';

export type TitledAbstract = {
  /** The line of the title, from 1. */
  line: number;
  title: string;
  abstract: string;
};

/** Real titles end at 160 characters, real abstracts begin at 400. */
const MAX_TITLE_LENGTH = 300;
const MAX_ABSTRACT_LENGTH = 40_000;

type Passage = {line: number; text: string};

/**
 * Pairs each title with the abstract below it. A passage is one line, or wrapped lines without a blank
 * between them. What has no partner is rejected and the pairing starts again, so that one missing line
 * spoils one paper and not all that follow.
 */
export const pairLines = (lines: string[]): {papers: TitledAbstract[]; rejected: Rejection[]} => {
  const papers: TitledAbstract[] = [];
  const rejected: Rejection[] = [];
  let title: Passage | null = null;
  const lone = (passage: Passage) =>
    rejected.push({line: passage.line, reason: `the title ${quote(passage.text)} has no abstract below it`});
  for (const passage of toPassages(lines)) {
    if (title && isAbstract(passage.text)) {
      papers.push({
        line: title.line,
        title: title.text,
        abstract: passage.text.slice(0, MAX_ABSTRACT_LENGTH),
      });
      title = null;
    } else if (isSurelyAbstract(passage.text)) {
      rejected.push({
        line: passage.line,
        reason: `the abstract ${quote(passage.text)} has no title above it`,
      });
    } else {
      if (title) lone(title);
      title = passage;
    }
  }
  if (title) lone(title);
  return {papers, rejected};
};

const toPassages = (lines: string[]): Passage[] => {
  const passages: Passage[] = [];
  let block: Passage[] = [];
  for (const [index, line] of [...lines, ''].entries()) {
    const text = line.trim();
    if (text !== '') {
      block.push({line: index + 1, text});
      continue;
    }
    for (const passage of splitBlock(block)) passages.push(passage);
    block = [];
  }
  return passages;
};

/**
 * Lines without a blank between them: long lines stand for themselves, short ones are what a longer text
 * was wrapped into.
 */
const splitBlock = (block: Passage[]): Passage[] => {
  const [first, ...rest] = block;
  if (!first || rest.length === 0) return block;
  if (block.some(({text}) => text.length > MAX_TITLE_LENGTH)) return block;
  if (isAlternating(block)) return block;
  const isTitleFirst = rest.length > 1 && !endsSentence(first.text) && isWrappedNarrower(first, rest);
  return isTitleFirst ? [first, join(rest)] : [join(block)];
};

/** Short titles and one-line abstracts in turn, from a page whose blank lines were lost. */
const isAlternating = (block: Passage[]): boolean =>
  block.length % 2 === 0 && block.every(({text}, place) => endsSentence(text) === (place % 2 === 1));

/** A title above wrapped lines ends before the width to which those are filled. */
const isWrappedNarrower = (first: Passage, rest: Passage[]): boolean => {
  const width = rest.reduce((widest, {text}) => Math.max(widest, text.length), 0);
  const nextWord = rest[0]?.text.split(' ', 1)[0] ?? '';
  return first.text.length + 1 + nextWord.length <= width;
};

const join = (block: Passage[]): Passage => ({
  line: block[0]?.line ?? 0,
  text: block.map(({text}) => text).join(' '),
});

const endsSentence = (text: string): boolean => /[.。…][)\]"'’”]{0,2}$/.test(text.slice(-4));

const holdsSentences = (text: string): boolean => /[.!?。] +\p{Lu}/u.test(text.slice(0, MAX_TITLE_LENGTH));

/** Below a title: anything that ends as a sentence does or is longer than a title can be. */
const isAbstract = (text: string): boolean =>
  text.length > MAX_TITLE_LENGTH ||
  endsSentence(text) ||
  (holdsSentences(text) && (text.length > 150 || /[!?]$/.test(text)));

/** Where a title should stand: only what no title looks like. */
const isSurelyAbstract = (text: string): boolean =>
  text.length > MAX_TITLE_LENGTH || (endsSentence(text) && text.length > 120 && holdsSentences(text));
