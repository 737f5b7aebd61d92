import cron from 'node-cron';
import type {CronMatch} from './calendar.ts';

/**
 * A cron pattern of five fields, in UTC, as a question. Throws for an invalid pattern; the configuration is
 * checked before.
 */
export const cronMatch = (pattern: string): CronMatch => {
  const task = cron.createTask(pattern, () => undefined, {timezone: 'UTC'});
  return at => task.match(at);
};
