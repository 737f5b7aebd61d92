import {type Speech, speechIn} from '../../../templates/languages/speech.ts';
import type {EditionContent, Selection} from '../../editions/edition.ts';
import {isWeekly} from '../../editions/edition-id.ts';
import type {Reason} from '../../ranking/reasons/reason.ts';
import {assembleHtml, assembleText, type Personal} from '../assemble.ts';
import type {Fragments} from '../fragments.ts';
import type {Letterhead} from '../mail.ts';
import {escapeHtml} from '../slots.ts';
import type {TemplateFault, Templates} from '../template-files.ts';
import {lineOf} from '../template-lines.ts';
import {printPaper, printPapers} from '../wording.ts';
import {frozenSpeech} from '../words/frozen-words.ts';
import {postalLine, whyYouGetThis} from '../words/printed-values.ts';
import {forYou, preheaderFacts, preheaderOf, reasonsInARow} from '../words/reader-words.ts';
import {headingIn, inReadingOrder} from '../words/reading-order.ts';
import {weekWords} from '../words/week-values.ts';
import {findUnsafeMarkup} from './unsafe-markup.ts';

export type MailToValidate = {
  templates: Templates;
  fragments: Fragments;
  content: EditionContent;
  letterhead: Letterhead;
  selection: Selection;
  personal: Personal;
};

/** A part of every mail, that law, mailboxes or our own promises ask for. */
type RequiredPart = {
  what: string;
  /** How a template prints it. */
  variable: string;
  /** One of these must stand there. */
  values: string[];
  /** In HTML a link must lead to it; to print it is not enough. */
  isLink: boolean;
  isInTextToo: boolean;
};

/**
 * What a mail of these templates lacks, or has and may not have. It is asked of custom templates
 * alone, whichever of the two are theirs; the built-in templates pass.
 */
export const validateMail = (mail: MailToValidate): TemplateFault[] => [
  ...(mail.templates.html.isCustom ? validateHtml(mail) : []),
  ...(mail.templates.text.isCustom ? validateText(mail) : []),
];

const validateHtml = (mail: MailToValidate): TemplateFault[] => {
  const {file, text: template} = mail.templates.html;
  const html = assembleHtml(mail);
  const unsafe = findUnsafeMarkup(html, mayLoadFor(mail.letterhead)).map(({found, problem}) => ({
    file,
    line: found.map(clue => lineOf(template, clue)).find(line => line !== null) ?? null,
    problem,
  }));
  const shown = shownOf(html);
  const readable = squeeze(shown);
  const missing = missingParts(requiredParts(mail), ({values, isLink}) =>
    values
      .map(value => squeeze(escapeHtml(value)))
      .flatMap(printed => (isLink ? [`href="${printed}"`, `href='${printed}'`] : [printed]))
      .some(printed => readable.includes(printed)),
  );
  return [
    ...unsafe,
    ...[...missing, ...validateTop(mail, shown)].map(problem => ({file, line: null, problem})),
  ];
};

/**
 * The body without comments, in the entities that we write ourselves: what is commented out is not in the
 * mail.
 */
const shownOf = (html: string): string =>
  html
    .slice(Math.max(html.search(/<body\b/i), 0))
    .replace(/<!--[\s\S]*?-->/g, '')
    .replaceAll('&#34;', '&quot;');

const mayLoadFor =
  ({logoUrl, picturesUrl}: Letterhead) =>
  (url: string): boolean =>
    url === logoUrl || (picturesUrl !== null && url.startsWith(`${picturesUrl}/`));

/** An inbox shows what stands first, so that must be the preheader. */
const validateTop = (
  {fragments, selection, content, letterhead}: MailToValidate,
  shown: string,
): string[] => {
  const [first] = selection;
  const speech = frozenSpeech(fragments);
  const paper = first === undefined ? undefined : printPapers({content, letterhead, speech})[first.index];
  const start = paper ? shown.indexOf(escapeHtml(paper.url)) : -1;
  const top = start === -1 ? shown : shown.slice(0, start);
  const preheader = escapeHtml(preheaderOf(fragments, preheaderFacts(fragments, selection), speech));
  const place = top.indexOf(preheader);
  const isHidden = place !== -1 && /display:\s*none[^<]*$/i.test(top.slice(0, place));
  return isHidden
    ? []
    : ['the preheader (slot.preheader) must stand before the papers, in an element with display:none'];
};

const validateText = (mail: MailToValidate): TemplateFault[] => {
  const {file} = mail.templates.text;
  const readable = squeeze(assembleText(mail));
  const missing = missingParts(
    requiredParts(mail),
    ({values, isInTextToo}) => !isInTextToo || values.some(value => readable.includes(squeeze(value))),
  );
  return missing.map(problem => ({file, line: null, problem}));
};

/**
 * What is not there, in words; of parts that one variable prints, the first that is missing speaks for all.
 */
const missingParts = (parts: RequiredPart[], isThere: (part: RequiredPart) => boolean): string[] => {
  const missing = parts.filter(part => !isThere(part)).reverse();
  const firsts = new Map(missing.map(part => [part.variable, part]));
  return [...firsts.values()].reverse().map(({what, variable}) => `${what} is missing (${variable})`);
};

const requiredParts = (mail: MailToValidate): RequiredPart[] =>
  [...partsOfMail(mail), ...partsOfPapers(mail)].filter(({values}) => values.every(value => value !== ''));

const partsOfMail = ({
  fragments,
  content,
  letterhead,
  selection,
  personal,
}: MailToValidate): RequiredPart[] => {
  const others = content.papers.length - selection.length;
  const link = (what: string, variable: string, value: string): RequiredPart => ({
    ...{what, variable, values: [value]},
    ...{isLink: true, isInTextToo: true},
  });
  const part = (what: string, variable: string, ...values: string[]): RequiredPart => ({
    ...{what, variable, values},
    ...{isLink: false, isInTextToo: true},
  });
  const {say} = frozenSpeech(fragments);
  const period = isWeekly(content.id) ? 'week' : 'day';
  const leftOut =
    others === 0 ? [''] : [say('count.morePapers', {n: others}), say(`mail.more.${period}`, {n: others})];
  return [
    link('the unsubscribe link', 'slot.unsubscribeUrl', personal.unsubscribeUrl),
    link('the settings link', 'slot.manageUrl', personal.manageUrl),
    link('the link to the edition on the web', 'slot.viewUrl', personal.viewUrl),
    part('why the reader gets this', 'why', whyYouGetThis(letterhead, frozenSpeech(fragments))),
    part('the postal address', 'sender', postalLine(letterhead)),
    part('how many papers are left out', 'slot.more', ...leftOut),
  ];
};

const partsOfPapers = (mail: MailToValidate): RequiredPart[] => {
  const {fragments, content, letterhead, selection} = mail;
  const speech = speechIn(fragments.language ?? 'en');
  const printed = printPapers({content, letterhead, speech});
  return selection.flatMap(({index, because}): RequiredPart[] => {
    const paper = printed[index];
    if (!paper) return [];
    const of = `of the paper at place ${index + 1}`;
    const part = (what: string, variable: string, ...values: string[]): RequiredPart => ({
      ...{what: `${what} ${of}`, variable, values},
      ...{isLink: false, isInTextToo: true},
    });
    return [
      part('the title', 'paper.title', paper.title),
      {
        ...part('the link', 'paper.url, paper.links', paper.url),
        isLink: true,
        // A paper that has no page of its own is known to the web of this instance alone, and text names
        // links only.
        isInTextToo: paper.links.length > 0,
      },
      part('what is said of votes and reasons', 'paper.standing', ...standingsOf(mail, speech, index)),
      part("the reader's own reason", 'slot.reason, slot.topic', ...reasonsInWords(because, speech)),
    ];
  });
};

/** What is said of a paper's votes in each of the forms that a template can print. */
const standingsOf = (mail: MailToValidate, speech: Speech, index: number): string[] => {
  const {content, letterhead, templates} = mail;
  const paper = content.papers[index];
  if (!paper) return [];
  const {facts, standing} = printPaper(paper, letterhead, speech);
  if (templates.layout === 'daily') return [facts, standing];
  const {weekStanding, upvotes, now} = weekWords(content, speech)(paper);
  return [facts, standing, weekStanding, upvotes, ...(now === '' ? [] : [now])];
};

/** A reader's own reason in each of the forms that a template can print. */
const reasonsInWords = (because: Reason[], speech: Speech): string[] => {
  const heading = inReadingOrder([{index: 0, because}], 0, headingIn(speech)).yours[0]?.heading;
  return [
    reasonsInARow(because, speech),
    forYou(because, speech),
    ...(heading === undefined ? [] : [heading]),
  ];
};

/** Without what wrapping and writing directions put in between. */
const squeeze = (text: string): string => text.replace(/[\s\u2066-\u2069]+/g, '');
