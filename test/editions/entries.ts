import type {EditionId} from '../../src/editions/edition.ts';
import {parseEditionId} from '../../src/editions/edition-id.ts';
import type {EditionEntry} from '../../src/editions/edition-store.ts';

/** The edition that a text names; throws where it names none. */
export const idOf = (text: string): EditionId => {
  const reading = parseEditionId(text);
  if (reading.kind === 'refused') throw new Error(reading.reason);
  return reading.id;
};

/** What the list of editions has of one that stands. */
export const built = (text: string): EditionEntry => ({
  kind: 'edition',
  id: idOf(text),
  papers: 5,
  hash: 'h',
  builtAt: 0,
});

/** What it has of one that was skipped then: milliseconds since 1970. */
export const skipped = (text: string, skippedAt = 0): EditionEntry => ({
  kind: 'skipped',
  id: idOf(text),
  reason: 'no papers',
  skippedAt,
});

/** What it has of one whose sources could not be asked. */
export const delayed = (
  text: string,
  {since, triedAt = since}: {since: number; triedAt?: number},
): EditionEntry => ({
  kind: 'building',
  id: idOf(text),
  reason: 'sources-unreachable: 503',
  since,
  triedAt,
});
