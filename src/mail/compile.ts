import {readFileSync} from 'node:fs';
import {join} from 'node:path';
import {Liquid} from 'liquidjs';
import {themeWith} from '../../templates/theme.ts';
import type {EditionContent} from '../editions/edition.ts';
import {packageRoot} from '../package-root.ts';
import type {Letterhead} from './mail.ts';
import {isolate, isRightToLeft, onOneLine, wrap} from './plain-text.ts';
import {absentWord, cutAtMarks, escapeHtml, type Marks, marksFor, type Piece} from './slots.ts';
import {
  aboutEdition,
  dateOf,
  glanceTitle,
  type PrintedPaper,
  paragraphsOf,
  printPapers,
  subjectTitle,
} from './wording.ts';

/** One part of an edition's mails, HTML or text, in pieces. Papers are in everybody's order, each in both layouts. */
export type PartFragments = {
  top: Piece;
  /** With room, for places 1 to 3. */
  leads: Piece[];
  /** Short, for the places after. */
  briefs: Piece[];
  /** Stands between the two. */
  inBrief: Piece;
  end: Piece;
};

/**
 * An edition, rendered: plain JSON that is stored with the edition, and all that its mails are assembled from, so that a changed
 * template or configuration changes no mail of a running run.
 */
export type Fragments = {
  /** Begins each subject: `12 March: `. */
  subjectStart: string;
  /** A title for the subject, per paper: plain, at most 48 letters. */
  subjectTitles: string[];
  /** A title in passing for the preheader, per paper: plain, at most 50 letters. */
  glances: string[];
  /** What fills a preheader whose titles are short. */
  aboutEdition: string;
  html: PartFragments;
  text: PartFragments;
};

const SLOTS = [
  'rank',
  'because',
  'count',
  'leftOut',
  'preheader',
  'viewUrl',
  'manageUrl',
  'unsubscribeUrl',
  'opinionUrl',
] as const;
const LAYOUTS = ['lead', 'brief'] as const;
const CUTS = [...LAYOUTS, 'inBrief', 'end'] as const;

/**
 * Renders an edition once for all its subscribers: Liquid prints the papers as escaped data, MJML makes the HTML, and both parts are
 * taken apart at their marks. The same content and letterhead give the same fragments. Throws for a broken template
 * only: content of any kind is printed as it is.
 */
export const compileEdition = async ({
  content,
  letterhead,
}: {
  content: EditionContent;
  letterhead: Letterhead;
}): Promise<Fragments> => {
  const templates = {html: readTemplate('digest.mjml'), text: readTemplate('digest.txt')};
  const word = absentWord([
    JSON.stringify(content),
    JSON.stringify(letterhead),
    templates.html,
    templates.text,
  ]);
  const papers = printPapers(content, letterhead);
  const marks = marksFor({word, slots: SLOTS, cuts: CUTS});
  const values = printedValues({content, letterhead, papers, marks});
  const [mjml, text] = await Promise.all([
    htmlLiquid.parseAndRender(templates.html, values),
    textLiquid.parseAndRender(templates.text, values),
  ]);
  // MJML takes half a second to load; only a process that compiles an edition pays it.
  const {default: mjml2html} = await import('mjml');
  const {html} = await mjml2html(mjml, {fonts: {}, validationLevel: 'strict', keepComments: true});
  const count = papers.length;
  return {
    subjectStart: `${dateOf(content.id).short}: `,
    subjectTitles: papers.map(paper => subjectTitle(paper.title)),
    glances: papers.map(paper => glanceTitle(paper.title)),
    aboutEdition: aboutEdition(content.id, letterhead.name),
    html: takeApart({text: withoutIndents(html), word, count}),
    text: takeApart({text, word, count}),
  };
};

const readTemplate = (name: string): string => readFileSync(join(packageRoot, 'templates', name), 'utf8');

// `templates: {}` stands in for the file system: a template can include nothing.
const strict = {strictVariables: true, strictFilters: true, ownPropertyOnly: true, templates: {}};
const htmlLiquid = new Liquid({...strict, outputEscape: 'escape'});
const textLiquid = new Liquid(strict);

// A name that runs from right to left must not reorder the line that it stands in.
htmlLiquid.registerFilter('isolated', {
  raw: true,
  handler: (name: string) =>
    isRightToLeft(name) ? `<span dir="auto">${escapeHtml(name)}</span>` : escapeHtml(name),
});
textLiquid.registerFilter('wrap', wrap);

const printedValues = ({
  content,
  letterhead,
  papers,
  marks,
}: {
  content: EditionContent;
  letterhead: Letterhead;
  papers: PrintedPaper[];
  marks: Marks;
}) => ({
  ...themeWith(letterhead.accents),
  ...marks,
  name: onOneLine(letterhead.name),
  logoUrl: letterhead.logoUrl ?? '',
  date: dateOf(content.id).long,
  note: paragraphsOf(content.note ?? ''),
  total: papers.length,
  papersWord: papers.length === 1 ? 'paper' : 'papers',
  why: `You get this because you subscribed to ${onOneLine(letterhead.name)}.`,
  sender: senderOf(letterhead),
  footer: onOneLine(letterhead.footer ?? ''),
  layouts: LAYOUTS,
  papers: papers.map(paper => ({...paper, ...bylineOf(paper)})),
});

const senderOf = ({name, postalAddress, replyTo}: Letterhead): string => {
  const from = postalAddress === null ? '' : `, ${postalAddress.split(/\s*[\r\n]+\s*/).join(', ')}`;
  const answers = replyTo === null ? '' : ` Write to ${replyTo.replace(/^.*<|>$/g, '')}.`;
  return onOneLine(`Sent by ${name}${from.replace(/\.$/, '')}.${answers}`);
};

const bylineOf = ({authors, otherAuthors, organisation}: PrintedPaper) => {
  const names = authors.map(({name, before}) => before + isolate(name)).join('') + otherAuthors;
  return {names, byline: [names, isolate(organisation)].filter(part => part !== '').join(' · ')};
};

// MJML indents its markup; a line break says the same in fewer bytes, and keeps lines short.
const withoutIndents = (html: string): string => html.replace(/[ \t]*\n\s*/g, '\n');

const takeApart = ({text, word, count}: {text: string; word: string; count: number}): PartFragments => {
  const pieces = cutAtMarks({text, word});
  const expected = ['top', ...Array.from({length: count}, () => LAYOUTS).flat(), 'inBrief', 'end'];
  const found = pieces.map(({cut}) => cut);
  if (found.join() !== expected.join())
    throw new Error(`the digest's cuts are ${found.join()}, not ${expected.join()}`);
  const named = (name: string): Piece[] => pieces.filter(({cut}) => cut === name).map(({piece}) => piece);
  const [top = [], inBrief = [], end = []] = [...named('top'), ...named('inBrief'), ...named('end')];
  return {top, leads: named('lead'), briefs: named('brief'), inBrief, end};
};
