import type {EditionId} from '../src/editions/edition.ts';
import {dailyEdition} from '../src/editions/edition-id.ts';

export const DAY_OF_PAPERS = '2027-03-11';

/** The edition that is sent in every round. */
export const EDITION: EditionId = dailyEdition(DAY_OF_PAPERS);
