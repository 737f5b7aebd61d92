import type {Speech} from '../../../templates/languages/speech.ts';
import {catalogueWords} from '../../../templates/languages/template-words.ts';
import {preheaderPadding} from '../../../templates/preheader.ts';
import {themeWith} from '../../../templates/theme.ts';
import type {EditionPaper} from '../../editions/edition.ts';
import type {Letterhead} from '../mail.ts';
import {isolate, onOneLine} from '../plain-text.ts';
import type {Markers} from '../slots.ts';
import {dateOf, type PrintedPaper, paragraphsOf, printPaper, type ToPrint} from '../wording.ts';
import {clauseOf} from './clause.ts';
import {printDays, type WeekWords, weekWords} from './week-values.ts';

/** The two layouts of a paper in a mail: with room, and in brief. */
export const LAYOUTS = ['lead', 'brief'] as const;

/** What the templates may name, besides their own variables; docs/templates.md says what each is. */
export const printedValues = ({content, letterhead, speech, markers}: ToPrint & {markers: Markers}) => {
  const wordsOf = weekWords(content, speech);
  return {
    ...themeWith(letterhead.accents),
    ...markers,
    preheaderPadding,
    name: onOneLine(letterhead.name),
    logoUrl: letterhead.logoUrl ?? '',
    edition: content.id,
    lang: speech.language.code,
    dir: speech.language.dir,
    date: dateOf(content.id, speech).long,
    note: paragraphsOf(content.note ?? ''),
    total: content.papers.length,
    papersWord: content.papers.length === 1 ? 'paper' : 'papers',
    words: catalogueWords(speech),
    why: whyYouGetThis(letterhead, speech),
    sender: senderOf(letterhead, speech),
    footer: onOneLine(letterhead.footer ?? ''),
    summaries: speech.say('mail.summaries'),
    othersHeading: headingOfOthers(content.papers, speech),
    layouts: LAYOUTS,
    days: printDays({content, letterhead, speech}),
    papers: content.papers.map(paper => {
      const printed = printPaper(paper, letterhead, speech);
      return {...printed, ...bylineOf(printed, speech), ...weekLines(printed, wordsOf(paper), speech)};
    }),
  };
};

export const whyYouGetThis = ({name}: Pick<Letterhead, 'name'>, {say}: Speech): string =>
  say('mail.why', {name: onOneLine(name)});

/** The postal address on one line, without a full stop at its end; '' for none. */
export const postalLine = ({postalAddress}: Pick<Letterhead, 'postalAddress'>): string =>
  onOneLine((postalAddress ?? '').split(/\s*[\r\n]+\s*/).join(', ')).replace(/\.$/, '');

const senderOf = ({name, postalAddress, replyTo}: Letterhead, {say}: Speech): string => {
  const sender = onOneLine(name);
  const from =
    postalAddress === null
      ? say('mail.sentBy', {name: sender})
      : say('mail.sentFrom', {name: sender, address: postalLine({postalAddress})});
  if (replyTo === null) return from;
  return `${from} ${say('mail.contact', {address: onOneLine(replyTo.replace(/^.*<|>$/g, ''))})}`;
};

const bylineOf = (paper: PrintedPaper, {say, sentence}: Speech) => {
  const {title, authors, otherAuthors, organisation, peopleLeft, clause, standing} = paper;
  const names = authors.map(({name, before}) => before + isolate(name)).join('') + otherAuthors;
  const andOthers = peopleLeft === 0 ? '' : say('names.others', {names: '', n: peopleLeft});
  const firstAuthor = authors[0]?.name ?? '';
  return {
    line: clause === '' ? `${firstAuthor}${andOthers}` : clause,
    standingAlone: sentence(standing),
    standingAndAuthor: [sentence(standing), `${firstAuthor}${andOthers}`]
      .filter(part => part !== '')
      .join('. '),
    titleAndStanding: standing === '' ? title : `${title} (${standing})`,
    names,
    byline: [names, isolate(organisation)].filter(part => part !== '').join(' · '),
    firstAuthor,
    andOthers,
  };
};

/** From what was to what is, as a line runs. */
const ARROW = {ltr: '→', rtl: '←'} as const;

const weekLines = ({title, summary, firstSentence}: PrintedPaper, words: WeekWords, {language}: Speech) => ({
  ...words,
  ...openingOf(summary, firstSentence),
  titleAndUpvotes: words.upvotes === '' ? title : `${title} (${words.upvotes})`,
  titleAndRise: `${title} (${words.weekday}, ${[words.atFirst, ARROW[language.dir], words.now].join(' ')})`,
});

/** What of a summary stands on a phone, too, and what follows it elsewhere. */
const openingOf = (summary: string, firstSentence: string) => {
  const clause = clauseOf(firstSentence) ?? firstSentence;
  const [stop] = /^[.!?。]*/.exec(summary.slice(clause.length)) ?? [''];
  const opening = clause + stop;
  return {opening, rest: summary.slice(opening.length)};
};

/** Papers are called upvoted where each of them is. */
const headingOfOthers = (papers: EditionPaper[], {say}: Speech): string => {
  const voted = papers.filter(({votes}) => votes).length;
  if (voted === 0) return say('mail.othersNew');
  return say(voted === papers.length ? 'mail.othersUpvoted' : 'mail.othersMore');
};
