import type {TemplateFault, Templates} from '../template-files.ts';
import {lineOf} from '../template-lines.ts';

type Mend = {
  part: 'html' | 'text';
  layout?: 'daily' | 'weekly';
  /** What an older copy of ours has. */
  has: RegExp;
  /** What it lacks, where the first alone does not tell it. */
  lacks?: RegExp;
  problem: string;
};

/** What was mended in our templates, newest first, by what tells a copy from before. */
const MENDS: Mend[] = [
  {
    part: 'html',
    has: /^[^\n{]*\{text-align:start\}/m,
    problem:
      'in Arabic what papers say in English begins at the other edge: text-align:right where dir is rtl',
  },
  {
    part: 'html',
    has: /^[^\n{]*\{color:light-dark\((?![^\n]*background-color)[^\n]*/m,
    problem:
      'a light-dark() colour without a background-color in the same rule is dropped by Thunderbird ' +
      'in the dark',
  },
  {
    part: 'html',
    has: /^(?!:root)[^\n{]+\{[^\n]*light-dark\(/m,
    problem: 'light-dark() is black in Claws Mail (litehtml): hide such a rule behind :root',
  },
  {
    part: 'html',
    has: /lang="en"[^>]*>\s*\{\{-? paper\.line/,
    problem:
      'paper.line is marked as English, and is the names of authors in the mail’s own language where ' +
      'paper.clause is empty',
  },
  {
    part: 'html',
    has: /^\.l\{[^\n]*$/m,
    lacks: /\.l a[,{]/,
    problem: 'on a phone titles of one line are lower than 32 px: give .l a padding and display:inline-block',
  },
  {
    part: 'html',
    layout: 'weekly',
    has: /<mj-body/,
    lacks: /direction="rtl"/,
    problem: 'in Arabic it runs from left to right: <mj-section> and <mj-column> have no direction="rtl"',
  },
  {
    part: 'html',
    has: /\{\{-? cut\.inBrief/,
    problem: 'cut.inBrief puts all papers under one heading; cut.yours, cut.topic and cut.others group them',
  },
  {
    part: 'text',
    has: /^\{\{-? name \}\}/m,
    lacks: /^\{\{-? slot\.facts \}\}[^\n]*\n\{\{-? name/m,
    problem: 'an inbox that lists a text part’s first words shows the name: begin with slot.facts',
  },
];

/**
 * What an operator's copy of older templates lacks that ours have since, each with its file and line. Such a
 * copy keeps working, so these are no faults.
 */
export const mendedSince = (templates: Templates): TemplateFault[] =>
  MENDS.flatMap(({part, layout = templates.layout, has, lacks, problem}) => {
    const {file, text, isCustom} = templates[part];
    const [found] = has.exec(text) ?? [];
    const isOfLayout = isCustom && layout === templates.layout;
    return isOfLayout && found !== undefined && lacks?.test(text) !== true
      ? [{file, line: lineOf(text, found), problem}]
      : [];
  });
