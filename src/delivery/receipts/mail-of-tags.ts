import {parseEditionId} from '../../editions/edition-id.ts';
import type {DigestReceipt} from './receipt.ts';

type Place =
  | Pick<DigestReceipt, 'of' | 'edition' | 'run' | 'chunk' | 'number'>
  | {of: 'letter'; number: number};

/** What `digestTags` and `letterMail` wrote, or null. */
export const placeOf = (tags: Record<string, string>): Place | null => {
  const number = wholeNumber(tags.subscriber, 12);
  if (number === null) return null;
  if (tags.letter !== undefined) return {of: 'letter', number};
  const edition = parseEditionId(tags.edition ?? '');
  const run = wholeNumber(tags.run, 3);
  const chunk = tags.chunk ?? '';
  if (edition.kind !== 'edition-id' || run === null || run > 255 || !/^\d{1,8}(_[12]){0,20}$/.test(chunk))
    return null;
  return {of: 'digest', edition: edition.id, run, chunk: chunk.replaceAll('_', '.'), number};
};

/** A number from 1 with at most so many digits. */
const wholeNumber = (text: string | undefined, digits: number): number | null =>
  text !== undefined && text.length <= digits && /^[1-9]\d*$/.test(text) ? Number(text) : null;
