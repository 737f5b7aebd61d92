import {cronPattern, wholeNumber} from './shapes.ts';

/** When things happen by themselves. */
export const scheduleSettings = {
  EDITION_CRON: cronPattern
    .default('10 0 * * *')
    .describe("When yesterday's edition is built, and after Sunday the week's (cron, UTC)"),
  COLLECT_CRON: cronPattern.default('5 * * * *').describe('When sources are fetched (cron, UTC)'),
  // Less than Resend remembers a key: what a restored Redis no longer knows is then repeated under a living
  // one.
  CATCH_UP_HOURS: wholeNumber(0, 22)
    .default(6)
    .describe('Hours after the delivery hour in which a late email is still sent'),
};
