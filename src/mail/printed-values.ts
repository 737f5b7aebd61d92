import {preheaderPadding} from '../../templates/preheader.ts';
import {themeWith} from '../../templates/theme.ts';
import type {EditionContent} from '../editions/edition.ts';
import type {Letterhead} from './mail.ts';
import {isolate, onOneLine} from './plain-text.ts';
import type {Markers} from './slots.ts';
import {dateOf, type PrintedPaper, paragraphsOf, printPapers} from './wording.ts';

/** The two layouts of a paper in a mail: with room, and in brief. */
export const LAYOUTS = ['lead', 'brief'] as const;

/** What the templates may name, besides their own variables; docs/templates.md says what each is. */
export const printedValues = ({
  content,
  letterhead,
  markers,
}: {
  content: EditionContent;
  letterhead: Letterhead;
  markers: Markers;
}) => {
  const papers = printPapers(content, letterhead);
  return {
    ...themeWith(letterhead.accents),
    ...markers,
    preheaderPadding,
    name: onOneLine(letterhead.name),
    logoUrl: letterhead.logoUrl ?? '',
    date: dateOf(content.id).long,
    note: paragraphsOf(content.note ?? ''),
    total: papers.length,
    papersWord: papers.length === 1 ? 'paper' : 'papers',
    why: whyYouGetThis(letterhead),
    sender: senderOf(letterhead),
    footer: onOneLine(letterhead.footer ?? ''),
    layouts: LAYOUTS,
    papers: papers.map(paper => ({...paper, ...bylineOf(paper)})),
  };
};

export const whyYouGetThis = ({name}: Pick<Letterhead, 'name'>): string =>
  `You received this because you subscribed to ${onOneLine(name)}.`;

/** The postal address on one line, without a full stop at its end; '' for none. */
export const postalLine = ({postalAddress}: Pick<Letterhead, 'postalAddress'>): string =>
  onOneLine((postalAddress ?? '').split(/\s*[\r\n]+\s*/).join(', ')).replace(/\.$/, '');

const senderOf = ({name, postalAddress, replyTo}: Letterhead): string => {
  const from = postalAddress === null ? '' : `, ${postalLine({postalAddress})}`;
  const answers = replyTo === null ? '' : ` Contact: ${replyTo.replace(/^.*<|>$/g, '')}.`;
  return onOneLine(`Sent by ${name}${from}.${answers}`);
};

const bylineOf = ({authors, otherAuthors, organisation}: PrintedPaper) => {
  const names = authors.map(({name, before}) => before + isolate(name)).join('') + otherAuthors;
  return {names, byline: [names, isolate(organisation)].filter(part => part !== '').join(' · ')};
};
