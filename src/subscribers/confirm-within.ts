import {DAY, HOUR} from '../clock.ts';

/** How long a person may take to find a letter and press its link. */
export const CONFIRM_WITHIN_DAYS = 7;
export const CONFIRM_WITHIN_MS = CONFIRM_WITHIN_DAYS * DAY;

/** How long a link lives that goes to the inbox on record for what a forwarded mail is not enough for. */
export const INBOX_LINK_MS = HOUR;

/** How long the old inbox can object to a change of address: until it took effect, whatever delays it. */
export const OBJECT_WITHIN_MS = 16 * DAY;
