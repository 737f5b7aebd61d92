import {DAY} from '../clock.ts';

/** How long a person may take to find a letter and press its link. */
export const CONFIRM_WITHIN_DAYS = 7;
export const CONFIRM_WITHIN_MS = CONFIRM_WITHIN_DAYS * DAY;
