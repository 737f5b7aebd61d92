import type {EditionContent, Selection} from '../../editions/edition.ts';
import {MAX_RISEN, risenAfterDay} from '../../ranking/rising.ts';
import type {MailLayout} from '../template-files.ts';

/** Where the papers of a week belong in its mails, kept with its fragments. */
export type WeekPlaces = {
  /** Of each paper, the place of its day among the days with papers; -1 for one of an earlier day. */
  days: number[];
  /** Places of papers that rose after their day, those that gained the most first. */
  risen: number[];
};

export const weekPlaces = ({days = [], papers}: EditionContent): WeekPlaces => ({
  days: papers.map(paper => days.findIndex(({day}) => day === paper.day)),
  risen: risenAfterDay(papers),
});

/** A weekly edition has its own layout, but for those that were built before their days were kept. */
export const layoutOf = ({days}: EditionContent): MailLayout => (days === undefined ? 'daily' : 'weekly');

/** So many papers of a week have room. */
export const WEEK_LEADS = 5;

/** A selection as the mail of a week prints it, each paper once. */
export type WeekOrder = {
  leads: Selection;
  risen: Selection;
  /** In brief, with the place of their day. */
  days: {day: number; entries: Selection}[];
  /** In brief, of days before. */
  earlier: Selection;
};

/** Papers of a day keep the order of the selection; each day of the week is there, with papers or without. */
export const inWeekOrder = (selection: Selection, places: WeekPlaces, days: number): WeekOrder => {
  const rest = selection.slice(WEEK_LEADS);
  const risen = places.risen.flatMap(place => rest.filter(({index}) => index === place)).slice(0, MAX_RISEN);
  const brief = rest.filter(entry => !risen.includes(entry));
  const ofDay = (day: number): Selection => brief.filter(({index}) => (places.days[index] ?? -1) === day);
  return {
    leads: selection.slice(0, WEEK_LEADS),
    risen,
    days: Array.from({length: days}, (_, day) => ({day, entries: ofDay(day)})),
    earlier: ofDay(-1),
  };
};
