import {dayOfWeek, weekdayName} from '../../editions/date-words.ts';
import type {EditionContent, EditionPaper} from '../../editions/edition.ts';
import {gainedSinceDay, risenAfterDay} from '../../ranking/rising.ts';
import {countOf, votesInWords} from '../../ranking/votes.ts';
import {unbroken} from '../wording.ts';

/** A day of a week as its mail prints it. */
export type PrintedDay = {
  /** `Monday` */
  name: string;
  /** `All 24`, or `24 papers` for a day without an edition of its own. */
  count: string;
  /** Its edition's page; '' where it has none. */
  url: string;
  /** How long its bar is, in pixels: the fullest day has the longest. */
  width: number;
};

/** Leaves room for the day's name and its count on a phone. */
const MAX_BAR_WIDTH = 175;

/** The days of a week, none of an edition without. */
export const printDays = ({days = []}: EditionContent, publicUrl: string): PrintedDay[] => {
  const most = Math.max(...days.map(({papers}) => papers), 1);
  return days.map(({day, papers, isEdition}) => ({
    name: weekdayName(day),
    count: isEdition ? `All\u00a0${papers}` : countOf(papers, 'paper'),
    url: isEdition ? `${publicUrl}/editions/${day}` : '',
    width: Math.max(1, Math.round((papers / most) * MAX_BAR_WIDTH)),
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
export const weekWords = ({days = [], papers}: EditionContent): ((paper: EditionPaper) => WeekWords) => {
  const isOfWeek = new Set(days.map(({day}) => day));
  const risen = new Set(risenAfterDay(papers).map(place => papers[place]));
  return paper => {
    const {day, votes, votesThen} = paper;
    const weekday = day === undefined ? '' : (isOfWeek.has(day) ? weekdayName : dayOfWeek)(day);
    const upvotes = unbroken(votesInWords(votes).join(''));
    const standing = [weekday, [upvotes, ...gainInWords(paper)].join(', '), ...otherReasons(paper)];
    return {
      ...{weekday, upvotes, weekStanding: standing.filter(part => part !== '').join(' · ')},
      atFirst: risen.has(paper) ? String(votesThen) : '',
      now: risen.has(paper) ? String(votes) : '',
    };
  };
};

const gainInWords = (paper: EditionPaper): string[] => {
  const gained = gainedSinceDay(paper) ?? 0;
  return gained > 0 ? [`${gained} since its day`] : [];
};

/** Order shows by place, and the gain is told in a week's own words. */
const otherReasons = ({votes, reasons}: EditionPaper): string[] =>
  reasons.filter(
    reason =>
      !/^(?:tied for )?(?:2nd|3rd) most upvoted |^rising: /.test(reason) &&
      !votesInWords(votes).some(counted => reason.includes(counted)),
  );
