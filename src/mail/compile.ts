import type {EditionContent} from '../editions/edition.ts';
import type {Fragments} from './fragments.ts';
import type {Letterhead} from './mail.ts';
import {printedValues} from './printed-values.ts';
import {renderHtml, renderText} from './render-template.ts';
import {markersFor, unusedMarker} from './slots.ts';
import {CUTS, HTML_SLOTS, PAPER_SLOTS, splitFragments, TEXT_SLOTS} from './split-fragments.ts';
import type {TemplateFault, Templates} from './template-files.ts';
import {aboutEdition, dateOf, shortTitle, subjectTitle} from './wording.ts';

export type CompiledParts =
  | {kind: 'compiled'; fragments: Fragments}
  /** The custom templates do not make a mail. */
  | {kind: 'broken'; faults: TemplateFault[]};

export type CompileParts = {content: EditionContent; letterhead: Letterhead; templates: Templates};

/**
 * Renders an edition once for all its subscribers: Liquid prints the papers as escaped data, MJML makes the
 * HTML, and both parts are split at their markers. The same content, letterhead and templates give the same
 * fragments. Content of any kind is printed as it is.
 */
export const compileWith = async ({content, letterhead, templates}: CompileParts): Promise<CompiledParts> => {
  const word = unusedMarker([
    JSON.stringify(content),
    JSON.stringify(letterhead),
    templates.html.text,
    templates.text.text,
  ]);
  const markers = markersFor({word, slots: [...HTML_SLOTS, ...PAPER_SLOTS], cuts: CUTS});
  const values = printedValues({content, letterhead, markers});
  const [html, text] = [
    await renderHtml({template: templates.html, values, word}),
    await renderText({template: templates.text, values}),
  ];
  const faults = [html, text].flatMap(part => (part.kind === 'broken' ? part.faults : []));
  if (html.kind === 'broken' || text.kind === 'broken') return {kind: 'broken', faults};
  const count = content.papers.length;
  const parts = {
    html: splitFragments({
      text: withoutIndents(html.text),
      word,
      count,
      template: templates.html,
      slots: HTML_SLOTS,
    }),
    text: splitFragments({text: text.text, word, count, template: templates.text, slots: TEXT_SLOTS}),
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
      glances: papers.map(paper => shortTitle(paper.title)),
      aboutEdition: aboutEdition(content.id, letterhead.name),
      html: parts.html.part,
      text: parts.text.part,
    },
  };
};

// MJML indents its markup; a line break says the same in fewer bytes, and keeps lines short.
const withoutIndents = (html: string): string => html.replace(/[ \t]*\n\s*/g, '\n');
