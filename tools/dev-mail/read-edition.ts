import {composeEdition} from '../../src/editions/compose.ts';
import type {EditionContent} from '../../src/editions/edition.ts';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import type {Candidate} from '../../src/papers/paper.ts';
import {readPaperFile} from '../../src/papers/sources/files/paper-file.ts';

export type EditionReading = {kind: 'edition'; content: EditionContent} | {kind: 'refused'; reason: string};

/**
 * The edition that a file of papers makes, without a Redis: of its first day, with no days before it. `now`
 * is milliseconds since 1970.
 */
export const readEdition = async (path: string, now: number): Promise<EditionReading> => {
  const file = await readPaperFile({path, date: null, now});
  if (file.kind === 'refused') return file;
  const candidates: Candidate[] = [];
  let day: string | null = null;
  for await (const entry of file.entries) {
    if (entry.kind === 'rejected') continue;
    const {paper, snapshot} = entry.item;
    day ??= entry.item.day;
    if (entry.item.day === day) candidates.push({paper, snapshot, firstSeenAt: now});
  }
  if (day === null) return {kind: 'refused', reason: `${path} holds no paper`};
  return {kind: 'edition', content: composeEdition({id: dailyEdition(day), candidates})};
};
