import {composeEdition} from '../../src/editions/compose.ts';
import type {EditionContent} from '../../src/editions/edition.ts';
import {dailyEdition, daysOf, weeklyEdition} from '../../src/editions/edition-id.ts';
import {choosePool, type DayList, type RememberedEdition} from '../../src/editions/pool/pool.ts';
import type {Candidate} from '../../src/papers/paper.ts';
import {parseDailyPaper} from '../../src/papers/sources/hugging-face/daily-paper.ts';
import {realPapers, realVotes} from '../support/texts/real-papers.ts';

const DAY_MS = 86_400_000;
const HALF_AN_HOUR = 1_800_000;

/** The weekly edition of a real week: its days as they ended, then as they stood at the week's end. */
export const realWeek = (monday: string): EditionContent => {
  const id = weeklyEdition(monday);
  const days = daysOf(id);
  const votesAt = realVotes();
  const lists: DayList[] = [];
  const dailies: RememberedEdition[] = [];
  for (const day of days) {
    const found = candidatesOf(day);
    if (found.length === 0) continue;
    const at = (end: string): Candidate[] =>
      found.map(one => withVotes(one, votesAt(one.paper.id, after(end))));
    const {papers} = composeEdition({id: dailyEdition(day), candidates: at(day)});
    const carries = new Map(papers.map(paper => [paper.id, paper.votes]));
    dailies.push({id: dailyEdition(day), isSkipped: false, at: 0, carries, considered: null});
    lists.push({day, candidates: at(days.at(-1) ?? day)});
  }
  const pool = choosePool({id, lists, others: [], dailies});
  return composeEdition({id, candidates: pool.papers, days: pool.days ?? []});
};

/** The daily edition of a real day, with the votes that its list had. */
export const realDay = (day: string): EditionContent =>
  composeEdition({id: dailyEdition(day), candidates: candidatesOf(day)});

/** When an edition of this day is frozen. */
const after = (day: string): number => Date.parse(`${day}T00:00:00Z`) + DAY_MS + HALF_AN_HOUR;

const withVotes = (candidate: Candidate, votes: number | null): Candidate => ({
  ...candidate,
  snapshot: {...candidate.snapshot, votes: votes ?? candidate.snapshot.votes},
});

const candidatesOf = (day: string): Candidate[] =>
  realPapers()
    .filter(line => line.startsWith(`{"date": "${day}"`))
    .flatMap(line => {
      const parsed = parseDailyPaper(JSON.parse(line), {day, at: 0});
      return parsed.kind === 'item' ? [{...parsed.item, firstSeenAt: 0}] : [];
    });
