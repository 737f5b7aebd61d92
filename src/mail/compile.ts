import {speechIn} from '../../templates/languages/speech.ts';
import type {EditionContent} from '../editions/edition.ts';
import type {Fragments} from './fragments.ts';
import type {Letterhead} from './mail.ts';
import {renderHtml, renderText} from './render-template.ts';
import {markersFor, unusedMarker} from './slots.ts';
import {
  CUTS,
  HTML_SLOTS,
  NEWS_SLOTS,
  PAPER_SLOTS,
  splitFragments,
  TEXT_SLOTS,
  TOPIC_SLOTS,
  WEEK_CUTS,
  weekCuts,
} from './split-fragments.ts';
import type {TemplateFault, Templates} from './template-files.ts';
import {aboutEdition, dateOf, shortTitle, subjectTitle} from './wording.ts';
import {factsOfEdition} from './words/edition-facts.ts';
import {frozenWords} from './words/frozen-words.ts';
import {printedValues} from './words/printed-values.ts';
import {factsOfWeek} from './words/week-facts.ts';
import {weekPlaces} from './words/week-order.ts';

export type CompiledParts =
  | {kind: 'compiled'; fragments: Fragments}
  /** The custom templates do not make a mail. */
  | {kind: 'broken'; faults: TemplateFault[]};

export type CompileParts = {
  content: EditionContent;
  letterhead: Letterhead;
  templates: Templates;
};

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
  const isOfWeek = templates.layout === 'weekly';
  const cuts = isOfWeek ? WEEK_CUTS : CUTS;
  const slots = [...HTML_SLOTS, ...PAPER_SLOTS, ...TOPIC_SLOTS, ...NEWS_SLOTS];
  const markers = markersFor({word, slots, cuts});
  const language = letterhead.language ?? 'en';
  const speech = speechIn(language);
  const values = printedValues({content, letterhead, speech, markers});
  const [html, text] = [
    await renderHtml({template: templates.html, values, word}),
    await renderText({template: templates.text, values}),
  ];
  const faults = [html, text].flatMap(part => (part.kind === 'broken' ? part.faults : []));
  if (html.kind === 'broken' || text.kind === 'broken') return {kind: 'broken', faults};
  const {papers, days} = values;
  const expected = isOfWeek ? weekCuts(papers, days.length) : null;
  const split = {word, count: papers.length, expected};
  const parts = {
    html: splitFragments({...split, text: lean(html.text), template: templates.html, slots: HTML_SLOTS}),
    text: splitFragments({...split, text: text.text, template: templates.text, slots: TEXT_SLOTS}),
  };
  const misplaced = [parts.html, parts.text].flatMap(part => (part.kind === 'broken' ? part.faults : []));
  if (parts.html.kind === 'broken' || parts.text.kind === 'broken')
    return {kind: 'broken', faults: misplaced};
  return {
    kind: 'compiled',
    fragments: {
      language,
      words: frozenWords(language),
      subjectStart: speech.say('mail.subjectStart', {date: dateOf(content.id, speech).short}),
      subjectTitles: papers.map(paper => subjectTitle(paper.title)),
      glances: papers.map(paper => shortTitle(paper.title)),
      aboutEdition: aboutEdition(content.id, letterhead.name, speech),
      facts: (isOfWeek ? factsOfWeek : factsOfEdition)(content, speech),
      ...(isOfWeek ? {week: weekPlaces(content)} : {}),
      html: parts.html.part,
      text: parts.text.part,
    },
  };
};

// What MJML writes into every mail and none needs: indents where a line break says the same in fewer bytes,
// a rule for pictures where there are none, spacing that is the default, on wide screens the full width for
// columns that have it anyway, attributes that say nothing, the body of a table, which HTML puts there by
// itself (HTML, 13.1.2.4), a rule for the Outlook of 2003 and before, and a word to Internet Explorer.
const lean = (html: string): string =>
  (html.includes('<img') ? html : html.replace(/^\s*img \{[^}]*\}$/m, ''))
    .replaceAll('word-spacing:normal;', '')
    .replace(/^\s*(?:\.moz-text-html )?\.mj-column-per-100 \{[^}]*\}$/gm, '')
    .replace(/<style[^>]*>\s*(?:@media[^{]*\{\s*\})?\s*<\/style>/g, '')
    .replace(
      /<!--\[if lte mso 11\]>\s*<style[^>]*>\s*\.mj-outlook-group-fix [^<]*<\/style>\s*<!\[endif\]-->/,
      '',
    )
    .replace(/<!--\[if !mso\]><!-->\s*<meta http-equiv="X-UA-Compatible"[^>]*>\s*<!--<!\[endif\]-->/, '')
    .replace(/ (?:class|style)=""/g, '')
    .replace(/^\s*<\/?tbody>$/gm, '')
    .replace(/[ \t]*\n\s*/g, '\n');
