import type {Speech} from '../../../templates/languages/speech.ts';
import {dayOfWeek, weekdayName} from '../../editions/date-words.ts';
import type {EditionContent, EditionPaper} from '../../editions/edition.ts';
import {reasonInWords} from '../../editions/reason-words.ts';
import {gainedSinceDay, risenAfterDay} from '../../ranking/rising.ts';
import {onOneRow} from '../plain-text.ts';
import {isTold, reasonsOf, type ToPrint} from '../wording.ts';

/** A day of a week as its mail prints it. */
export type PrintedDay = {
  /** `Monday` */
  name: string;
  /** `All 24`, or `24 papers` for a day without an edition of its own. */
  count: string;
  /** Its edition's page; '' where it has none. */
  url: string;
  /** How long its bar is, in percent of its place: the fullest day has the longest. */
  width: number;
};

/** Leaves some air before the count. */
const MAX_BAR_WIDTH = 80;

/** The days of a week, none of an edition without. */
export const printDays = ({content: {days = []}, letterhead, speech}: ToPrint): PrintedDay[] => {
  const most = Math.max(...days.map(({papers}) => papers), 1);
  return days.map(({day, papers: n, isEdition}) => ({
    name: weekdayName(day, speech),
    count: onOneRow(speech.say(isEdition ? 'mail.week.all' : 'count.papers', {n})),
    url: isEdition ? `${letterhead.publicUrl}/editions/${day}` : '',
    width: Math.max(1, Math.round((n / most) * MAX_BAR_WIDTH)),
  }));
};

/** What a week's mail says of a paper. Texts may be ''. */
export type WeekWords = {
  /** `Wednesday`; `Sunday 1 March` of a day before. */
  weekday: string;
  /** `148 upvotes` */
  upvotes: string;
  /** `Wednesday · 148 upvotes, 35 since its day · editor’s pick` */
  weekStanding: string;
  /** Upvotes that the edition of its day told, and those of now; '' of a paper that did not rise after it. */
  atFirst: string;
  now: string;
};

/** What is said of each paper of the edition. */
export const weekWords = (
  {days = [], papers}: EditionContent,
  speech: Speech,
): ((paper: EditionPaper) => WeekWords) => {
  const isOfWeek = new Set(days.map(({day}) => day));
  const risen = new Set(risenAfterDay(papers).map(place => papers[place]));
  return paper => {
    const {day, votes, votesThen} = paper;
    const weekday = day === undefined ? '' : (isOfWeek.has(day) ? weekdayName : dayOfWeek)(day, speech);
    const upvotes = onOneRow(
      reasonsOf(paper)
        .filter(({kind}) => kind === 'votes')
        .map(said(speech))
        .join(''),
    );
    const counted = [upvotes, ...gainInWords(paper, speech)].join(speech.say('comma'));
    const others = reasonsOf(paper).filter(reason => isTold(reason) && !isOfVotes(reason));
    const standing = [weekday, counted, ...others.map(said(speech))];
    return {
      ...{weekday, upvotes, weekStanding: standing.filter(part => part !== '').join(' · ')},
      atFirst: risen.has(paper) ? speech.number(votesThen ?? 0) : '',
      now: risen.has(paper) ? speech.number(votes ?? 0) : '',
    };
  };
};

type Reason = EditionPaper['reasons'][number];

const said =
  (speech: Speech) =>
  (reason: Reason): string =>
    reasonInWords(reason, speech);

/** A week tells a rise in its own words. */
const isOfVotes = ({kind}: Reason): boolean => kind === 'votes' || kind === 'risen';

const gainInWords = (paper: EditionPaper, {say}: Speech): string[] => {
  const n = gainedSinceDay(paper) ?? 0;
  return n > 0 ? [say('mail.week.since', {n})] : [];
};
