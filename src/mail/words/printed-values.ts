import {preheaderPadding} from '../../../templates/preheader.ts';
import {themeWith} from '../../../templates/theme.ts';
import type {EditionContent, EditionPaper} from '../../editions/edition.ts';
import {countOf} from '../../ranking/votes.ts';
import type {Letterhead} from '../mail.ts';
import {isolate, onOneLine} from '../plain-text.ts';
import type {Markers} from '../slots.ts';
import {dateOf, type PrintedPaper, paragraphsOf, printPapers} from '../wording.ts';

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
    edition: content.id,
    date: dateOf(content.id).long,
    note: paragraphsOf(content.note ?? ''),
    total: papers.length,
    papersWord: papers.length === 1 ? 'paper' : 'papers',
    why: whyYouGetThis(letterhead),
    sender: senderOf(letterhead),
    footer: onOneLine(letterhead.footer ?? ''),
    summaries: WHO_WROTE_SUMMARIES,
    othersHeading: headingOfOthers(content.papers),
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

const WHO_WROTE_SUMMARIES =
  'Summaries come from the papers’ source, or are sentences of the abstract as its authors wrote it.';

const bylineOf = (paper: PrintedPaper) => {
  const {title, authors, otherAuthors, organisation, peopleLeft, clause, standing} = paper;
  const names = authors.map(({name, before}) => before + isolate(name)).join('') + otherAuthors;
  const andOthers = peopleLeft === 0 ? '' : ` and ${countOf(peopleLeft, 'other')}`;
  const firstAuthor = authors[0]?.name ?? '';
  return {
    line: clause === '' ? `${firstAuthor}${andOthers}` : clause,
    standingAndAuthor: [standing, `${firstAuthor}${andOthers}`].filter(part => part !== '').join('. '),
    titleAndStanding: standing === '' ? title : `${title} (${standing})`,
    names,
    byline: [names, isolate(organisation)].filter(part => part !== '').join(' · '),
    firstAuthor,
    andOthers,
  };
};

/** Papers are called upvoted where each of them is. */
const headingOfOthers = (papers: EditionPaper[]): string => {
  const voted = papers.filter(({votes}) => votes).length;
  if (voted === 0) return 'New papers';
  return voted === papers.length ? 'Most upvoted' : 'More papers';
};
