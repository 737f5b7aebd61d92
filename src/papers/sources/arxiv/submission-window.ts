import {HOUR} from '../../../clock.ts';
import {addDays} from '../day.ts';

/** arXiv takes submissions for the next list until 14:00 in New York (info.arxiv.org/help/availability). */
const closingHour = 14;

/** When the papers of a list were submitted, in milliseconds since 1970; `to` is exclusive. */
export type SubmissionWindow = {from: number; to: number};

/**
 * The submissions that stand in the list of a day, or null on Saturday and Sunday, which have none. Lists
 * come out on the evenings before Monday to Friday: Monday's holds Thursday 14:00 to Friday 14:00,
 * Tuesday's the week-end's too, each other day's the 24 hours until 14:00 of the day before. arXiv's
 * holidays are not known here: a back-fill files such a day's papers one list early; the feed, which is
 * asked on the day itself, is exact.
 */
export const submissionWindow = (day: string): SubmissionWindow | null => {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6) return null;
  // Monday's list was closed on Friday, so that it begins on Thursday; Tuesday's was closed on Monday and
  // begins on Friday.
  const [opened, closed] = weekday === 1 ? [-4, -3] : [weekday === 2 ? -4 : -2, -1];
  return {
    from: inNewYork(addDays(day, opened), closingHour),
    to: inNewYork(addDays(day, closed), closingHour),
  };
};

const hourInNewYork = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hour: 'numeric',
  hourCycle: 'h23',
});

/** The instant of an hour of a day in New York, which is 4 or 5 hours behind UTC. */
const inNewYork = (day: string, hour: number): number => {
  const summer = Date.parse(`${day}T00:00:00Z`) + (hour + 4) * HOUR;
  return Number(hourInNewYork.format(summer)) === hour ? summer : summer + HOUR;
};
