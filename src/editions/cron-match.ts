import cron from 'node-cron';
import type {CronMatch} from './calendar.ts';

/**
 * A cron pattern of five fields, in UTC, as a question. Throws for an invalid pattern; the configuration is
 * checked before.
 */
export const cronMatch = (pattern: string): CronMatch => {
  const known = matches.get(pattern) ?? matchOf(pattern);
  matches.set(pattern, known);
  return known;
};

/** node-cron keeps every task that it was asked for, so each pattern is asked once. */
const matches = new Map<string, CronMatch>();

const matchOf = (pattern: string): CronMatch => {
  const task = cron.createTask(pattern, () => undefined, {timezone: 'UTC'});
  return at => task.match(at);
};
