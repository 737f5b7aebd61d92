import type {EditionId} from '../../../editions/edition.ts';
import {parseAddress} from '../../../subscribers/address.ts';
import {parsePreferences} from '../../../subscribers/preferences.ts';

/** Whom an operator wants to see an edition as. */
export type AskedPreview = {
  edition: EditionId;
  /** What was typed. */
  text: string;
  /** The address of a subscriber; null for topics. */
  reader: string | null;
  topics: string[];
};

export type ParsedPreview = ({kind: 'asked'} & AskedPreview) | {kind: 'refused'; reason: string};

/** Reads an address, or topics separated by commas; nothing typed is a reader without any. */
export const parsePreview = (edition: EditionId, typed: string): ParsedPreview => {
  const text = typed.trim();
  if (text.includes('@')) {
    const address = parseAddress(text);
    return address.kind === 'refused'
      ? {kind: 'refused', reason: 'that is not an address'}
      : {kind: 'asked', edition, text, reader: text, topics: []};
  }
  const read = parsePreferences({topics: text.replaceAll(',', ';')});
  return read.kind === 'refused'
    ? {kind: 'refused', reason: read.problems.join('; ')}
    : {kind: 'asked', edition, text, reader: null, topics: [...read.preferences.topics]};
};
