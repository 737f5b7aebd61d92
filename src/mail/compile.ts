import type {EditionContent} from '../editions/edition.ts';
import type {Letterhead} from './mail.ts';
import {LAYOUTS, printedValues} from './printed-values.ts';
import {renderHtml, renderText} from './render-template.ts';
import {absentWord, cutAtMarks, marksFor, type Piece} from './slots.ts';
import {
  faultInWords,
  ourTemplates,
  type Template,
  type TemplateFault,
  type Templates,
} from './template-files.ts';
import {lineOf} from './template-lines.ts';
import {aboutEdition, dateOf, glanceTitle, subjectTitle} from './wording.ts';

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

/** Slots with a value anywhere but inside of a paper. */
const SHARED_SLOTS = ['count', 'leftOut', 'preheader', 'viewUrl', 'manageUrl', 'unsubscribeUrl'] as const;
/** Slots with a value inside of a paper. */
const PAPER_SLOTS = ['rank', 'because', 'opinionUrl'] as const;
const CUTS = [...LAYOUTS, 'inBrief', 'end'] as const;

export type CompileOutcome =
  | {kind: 'compiled'; fragments: Fragments}
  /** An operator's own templates do not make a mail. */
  | {kind: 'broken'; faults: TemplateFault[]};

export type Compiling = {content: EditionContent; letterhead: Letterhead; templates: Templates};

/** Renders an edition with our own templates, which make a mail of any content: see `compileWith`. */
export const compileEdition = async (wanted: Omit<Compiling, 'templates'>): Promise<Fragments> => {
  const outcome = await compileWith({...wanted, templates: ourTemplates()});
  if (outcome.kind === 'broken')
    throw new Error(`our own template is broken: ${outcome.faults.map(faultInWords).join('; ')}`);
  return outcome.fragments;
};

/**
 * Renders an edition once for all its subscribers: Liquid prints the papers as escaped data, MJML makes the HTML, and both parts are
 * taken apart at their marks. The same content, letterhead and templates give the same fragments. Content of any kind is printed as it is.
 */
export const compileWith = async ({content, letterhead, templates}: Compiling): Promise<CompileOutcome> => {
  const word = absentWord([
    JSON.stringify(content),
    JSON.stringify(letterhead),
    templates.html.text,
    templates.text.text,
  ]);
  const marks = marksFor({word, slots: [...SHARED_SLOTS, ...PAPER_SLOTS], cuts: CUTS});
  const values = printedValues({content, letterhead, marks});
  const [html, text] = [
    await renderHtml({template: templates.html, values, word}),
    await renderText({template: templates.text, values}),
  ];
  const faults = [html, text].flatMap(part => (part.kind === 'broken' ? part.faults : []));
  if (html.kind === 'broken' || text.kind === 'broken') return {kind: 'broken', faults};
  const count = content.papers.length;
  const parts = {
    html: takeApart({text: withoutIndents(html.text), word, count, template: templates.html}),
    text: takeApart({text: text.text, word, count, template: templates.text}),
  };
  const misplaced = [parts.html, parts.text].flatMap(part => (part.kind === 'broken' ? part.faults : []));
  if (parts.html.kind === 'broken' || parts.text.kind === 'broken')
    return {kind: 'broken', faults: misplaced};
  const {papers} = values;
  return {
    kind: 'compiled',
    fragments: {
      subjectStart: `${dateOf(content.id).short}: `,
      subjectTitles: papers.map(paper => subjectTitle(paper.title)),
      glances: papers.map(paper => glanceTitle(paper.title)),
      aboutEdition: aboutEdition(content.id, letterhead.name),
      html: parts.html.part,
      text: parts.text.part,
    },
  };
};

// MJML indents its markup; a line break says the same in fewer bytes, and keeps lines short.
const withoutIndents = (html: string): string => html.replace(/[ \t]*\n\s*/g, '\n');

type TakenApart = {kind: 'part'; part: PartFragments} | {kind: 'broken'; faults: TemplateFault[]};

const takeApart = ({
  text,
  word,
  count,
  template,
}: {
  text: string;
  word: string;
  count: number;
  template: Template;
}): TakenApart => {
  const pieces = cutAtMarks({text, word});
  const expected = ['top', ...Array.from({length: count}, () => LAYOUTS).flat(), 'inBrief', 'end'];
  const place = expected.findIndex((cut, at) => pieces[at]?.cut !== cut);
  if (place !== -1 || pieces.length > expected.length)
    return {
      kind: 'broken',
      faults: [cutFault({template, found: pieces[place]?.cut, wanted: expected[place]})],
    };
  const faults = pieces.flatMap(({cut, piece}) => pieceFaults({cut, piece, template}));
  if (faults.length > 0) return {kind: 'broken', faults: onlyOnce(faults)};
  const named = (name: string): Piece[] => pieces.filter(({cut}) => cut === name).map(({piece}) => piece);
  const [top = [], inBrief = [], end = []] = [...named('top'), ...named('inBrief'), ...named('end')];
  return {
    kind: 'part',
    part: {top, leads: named('lead'), briefs: named('brief'), inBrief, end},
  };
};

/** Each paper begins with a cut in each layout; `cut.inBrief` and `cut.end` follow the last. */
const cutFault = ({
  template,
  found,
  wanted,
}: {
  template: Template;
  found: string | undefined;
  wanted: string | undefined;
}): TemplateFault => {
  const isThere = found === undefined ? 'the mail ends' : `"cut.${found}" stands`;
  const problem =
    wanted === undefined
      ? 'there are cuts after "cut.end"'
      : `${isThere} where "cut.${wanted}" belongs: each paper has a cut in each layout, then come "cut.inBrief" and "cut.end"`;
  return {file: template.file, line: lineOf(template.text, 'cut'), problem};
};

/** Slots that have no value at their place, and conditions without an end. */
const pieceFaults = ({
  cut,
  piece,
  template,
}: {
  cut: string;
  piece: Piece;
  template: Template;
}): TemplateFault[] => {
  const isPaper = LAYOUTS.some(layout => layout === cut);
  const allowed: readonly string[] = isPaper ? PAPER_SLOTS : SHARED_SLOTS;
  const marks = piece.filter((_, place) => place % 2 === 1);
  return marks.flatMap((mark, place) => {
    const name = mark.replace(/^[?/]/, '');
    const variable = `${{'?': 'when', '/': 'done'}[mark.charAt(0)] ?? 'slot'}.${name}`;
    const fault = (problem: string): TemplateFault[] => [
      {file: template.file, line: lineOf(template.text, variable, isPaper ? 'cut' : ''), problem},
    ];
    if (!allowed.includes(name))
      return fault(`"${variable}" has no value ${isPaper ? 'inside' : 'outside'} of a paper`);
    const isEnded = !mark.startsWith('?') || marks.indexOf(`/${name}`, place) !== -1;
    return isEnded ? [] : fault(`"${variable}" has no "done.${name}" after it`);
  });
};

const onlyOnce = (faults: TemplateFault[]): TemplateFault[] => [
  ...new Map(faults.map(fault => [faultInWords(fault), fault])).values(),
];
