import {wholeNumber} from './shapes.ts';

/** For how long is kept what nobody needs any more. */
export const keepingSettings = {
  KEEP_LEFT_DAYS: wholeNumber(1, 36_500)
    .optional()
    .describe(
      'Days after which the record of who unsubscribed is deleted; a fingerprint stays, so that no import ' +
        'adds them again. Default: kept',
    ),
};
