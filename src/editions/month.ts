import type {EditionId} from './edition.ts';
import {daysOf} from './edition-id.ts';

/** A month of the calendar in UTC, `2026-03`. */
export type Month = string & {readonly month: unique symbol};

const MONTH_FORM = /^\d{4}-(0[1-9]|1[0-2])$/;

/** Reads `2026-03`; null for what is not a month. */
export const parseMonth = (text: string): Month | null => (MONTH_FORM.test(text) ? brand(text) : null);

/** The month that an edition belongs to: that of its last day, since a week is read when it is over. */
export const monthOf = (id: EditionId): Month => brand((daysOf(id).at(-1) ?? '').slice(0, 7));

/** The first instant of a month and of the next one, in ms since 1970. */
export const boundsOf = (month: Month): {from: number; until: number} => {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return {from: Date.parse(`${month}-01T00:00:00Z`), until: startOf(year, number + 1)};
};

/** `Date.UTC` takes years below 100 for those of the 20th century. */
const startOf = (year: number, number: number): number => new Date(0).setUTCFullYear(year, number - 1, 1);

// The one place where a checked text becomes a Month.
const brand = (text: string): Month => text as Month;
