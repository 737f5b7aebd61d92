import {arxivIdOf, arxivIdsIn, doisIn} from '../find-ids.ts';
import {MAX_ENTRIES, MAX_KEY_LENGTH, MAX_LIST_LINE_LENGTH} from '../limits.ts';
import {type EntriesParsed, rawReference} from '../reference.ts';

const PARTS = /[\s,;|()<>[\]"'`]+/;

/**
 * Reads ids, DOIs and links, one or many a line, in Markdown too; a line that begins with `#` and holds none
 * is a remark. A title alone is not guessed at but rejected, and so is a line that is too long.
 */
export const readIdList = (text: string): EntriesParsed => {
  const parsed: EntriesParsed = {entries: [], rejected: [], unread: 0};
  for (const [at, written] of text.split('\n').entries()) {
    if (parsed.entries.length >= MAX_ENTRIES) break;
    const line = at + 1;
    const key = written.trim().slice(0, MAX_KEY_LENGTH);
    if (written.length > MAX_LIST_LINE_LENGTH) {
      parsed.rejected.push({line, key, reason: 'is longer than 10,000 characters'});
      continue;
    }
    const entries = idsOfLine(written);
    for (const one of entries) parsed.entries.push(rawReference({line, ...one}));
    if (entries.length === 0 && key !== '' && !key.startsWith('#'))
      parsed.rejected.push({line, key, reason: 'names no arXiv ID, DOI or link of a paper'});
  }
  return parsed;
};

const idsOfLine = (line: string): {ids?: string[]; dois?: string[]}[] => {
  const parts = line.split(PARTS).map(part => part.replace(/^[-*•]+|[.:]+$/g, ''));
  const ids = new Set([...parts.map(part => arxivIdOf(part)).filter(id => id !== null), ...arxivIdsIn(line)]);
  return [
    ...[...ids].map(id => ({ids: [id as string]})),
    ...[...new Set(parts.flatMap(doisIn))].map(doi => ({dois: [doi]})),
  ];
};
