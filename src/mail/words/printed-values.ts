import {preheaderPadding} from '../../../templates/preheader.ts';
import {themeWith} from '../../../templates/theme.ts';
import type {EditionContent, EditionPaper} from '../../editions/edition.ts';
import {countOf} from '../../ranking/votes.ts';
import type {Letterhead} from '../mail.ts';
import {isolate, onOneLine} from '../plain-text.ts';
import type {Markers} from '../slots.ts';
import {dateOf, type PrintedPaper, paragraphsOf, printPaper} from '../wording.ts';
import {clauseOf} from './clause.ts';
import {printDays, type WeekWords, weekWords} from './week-values.ts';

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
  const wordsOf = weekWords(content);
  return {
    ...themeWith(letterhead.accents),
    ...markers,
    preheaderPadding,
    name: onOneLine(letterhead.name),
    logoUrl: letterhead.logoUrl ?? '',
    edition: content.id,
    date: dateOf(content.id).long,
    note: paragraphsOf(content.note ?? ''),
    total: content.papers.length,
    papersWord: content.papers.length === 1 ? 'paper' : 'papers',
    why: whyYouGetThis(letterhead),
    sender: senderOf(letterhead),
    footer: onOneLine(letterhead.footer ?? ''),
    summaries: WHO_WROTE_SUMMARIES,
    othersHeading: headingOfOthers(content.papers),
    layouts: LAYOUTS,
    days: printDays(content, letterhead.publicUrl),
    papers: content.papers.map(paper => {
      const printed = printPaper(paper, letterhead);
      return {...printed, ...bylineOf(printed), ...weekLines(printed, wordsOf(paper))};
    }),
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

const weekLines = ({title, summary, firstSentence}: PrintedPaper, words: WeekWords) => ({
  ...words,
  ...openingOf(summary, firstSentence),
  titleAndUpvotes: words.upvotes === '' ? title : `${title} (${words.upvotes})`,
  titleAndRise: `${title} (${words.weekday}, ${words.atFirst} → ${words.now})`,
});

/** What of a summary stands on a phone, too, and what follows it elsewhere. */
const openingOf = (summary: string, firstSentence: string) => {
  const clause = clauseOf(firstSentence) ?? firstSentence;
  const [stop] = /^[.!?。]*/.exec(summary.slice(clause.length)) ?? [''];
  const opening = clause + stop;
  return {opening, rest: summary.slice(opening.length)};
};

/** Papers are called upvoted where each of them is. */
const headingOfOthers = (papers: EditionPaper[]): string => {
  const voted = papers.filter(({votes}) => votes).length;
  if (voted === 0) return 'New papers';
  return voted === papers.length ? 'Most upvoted' : 'More papers';
};
