import type {Candidate, PaperId} from '../../papers/paper.ts';
import {isArxivId} from '../../papers/paper-id.ts';
import {risenBy} from '../../ranking/rising.ts';
import {rankByVotes} from '../../ranking/votes.ts';
import type {EditionId, WeekDay} from '../edition.ts';
import {daysOf, isWeekly} from '../edition-id.ts';

/** That a paper gained many votes since an edition told them. */
export type Rise = {gained: number; since: EditionId};

/** A candidate with how it came into its edition's pool. */
export type PoolPaper = Candidate & {
  /** The UTC day of its list. Absent where that is the edition's own day. */
  day?: string;
  /**
   * `late`: its list is of a day before the edition, when no edition could carry it. `again`: readers had it
   * before, and it rose since. `suggested`: it is here since a reader suggested it and the operator accepted.
   * Absent for a paper of the edition's own day or week.
   */
  carried?: 'late' | 'again' | 'suggested';
  rise?: Rise;
  /** In the pool of a week: the upvotes that the edition of its day told. */
  votesThen?: number;
  /** A reader suggested it and the operator accepted, however else it came. Absent where no reader did. */
  isSuggested?: true;
};

/** A candidate that a reader suggested and the operator accepted; `acceptedAt` in ms since 1970. */
export type SuggestedPaper = {candidate: Candidate; acceptedAt: number};

/** The papers that an edition is made from. */
export type EditionPool = {
  /** Empty where there is to be no edition. */
  papers: PoolPaper[];
  /** Every paper of its own days' lists, those that readers had before too. */
  listed: PaperId[];
  /** How many came late and wait for the next edition, since there is to be none. */
  waiting: number;
  /**
   * What stood in the lists of the days before and is not among the papers, newest first; at most
   * `MAX_RECENT`.
   */
  recent: Candidate[];
  /** Of a week: its days with papers, in order. */
  days?: WeekDay[];
};

/** A UTC day's list with the last snapshots. */
export type DayList = {day: string; candidates: Candidate[]};

/** What is remembered of an edition that stands or was skipped, each paper under the id that it has now. */
export type RememberedEdition = {
  id: EditionId;
  isSkipped: boolean;
  /** When it was built, or skipped; ms since 1970. */
  at: number;
  /** The papers that it carries, in its order, with the votes that it tells. */
  carries: Map<PaperId, number | null>;
  /** All papers that it was made from, whether it carries them or not; null where that was not kept. */
  considered: Set<PaperId> | null;
};

export type PoolQuestion = {
  id: EditionId;
  /** The lists of the edition's own days and of the `LOOK_BACK_DAYS` before. */
  lists: DayList[];
  /**
   * The other editions of the same rhythm: those before that readers remember, and those after, where this
   * one is built late.
   */
  others: RememberedEdition[];
  /** For a weekly edition, the daily ones of its week: what rose since its day says so. */
  dailies: RememberedEdition[];
  /** What was accepted of late. None where it is not said. */
  suggested?: SuggestedPaper[];
};

/** For so many days before an edition papers may still come late to it, or rise. */
export const LOOK_BACK_DAYS = 7;

/** Of an archive's whole categories, a day or two: enough to tell what the last days were about. */
export const MAX_RECENT = 1_000;

/** More than these would make an edition a list of the last days' best. */
const MAX_RISING = 3;

/**
 * Every reader has seen so many papers of an edition. Of these at most one comes again, and only if its votes
 * have doubled; and what comes again never takes the place of the first new ones. Measured with readers of
 * ten and of fifteen papers (docs/ranking.md).
 */
export const IN_VIEW = 10;
const MAX_SEEN = 1;

/**
 * Chooses what an edition is made from, so that no reader gets a paper twice unless it rose: the papers of
 * its own days that stood in no other edition; those that came late to the days before; those that readers
 * suggested; and a few that readers had before and that gained many votes since. All but its own ride along.
 * There is an edition where there is a paper of its own, or one that came late to a day that had no edition;
 * elsewhere the late ones wait. The same question has the same answer, in whatever order the lists come.
 */
export const choosePool = (question: PoolQuestion): EditionPool => {
  const own = ownPapers(question);
  const stood = new Set(question.others.flatMap(({carries}) => [...carries.keys()]));
  const fresh = own.filter(({paper}) => !stood.has(paper.id));
  const late = latePapers(question).filter(({paper}) => !stood.has(paper.id));
  const listed = own.map(({paper}) => paper.id);
  if (fresh.length === 0 && !late.some(({day}) => editionOf(day, question.others)?.isSkipped))
    return {papers: [], listed, waiting: late.length, recent: []};
  const suggested = suggestedPapers(question).filter(({paper}) => !stood.has(paper.id));
  const isSuggested = new Set(suggested.map(({paper}) => paper.id));
  const marked = (papers: PoolPaper[]): PoolPaper[] =>
    papers.map(paper => (isSuggested.has(paper.paper.id) ? {...paper, isSuggested: true} : paper));
  const known = new Set([...fresh, ...late].map(({paper}) => paper.id));
  const others = suggested.filter(({paper}) => !known.has(paper.id));
  const papers = [...marked(fresh), ...marked(late), ...risingPapers(question), ...others];
  const days = isWeekly(question.id) ? {days: weekDays(question)} : {};
  return {papers, listed, waiting: 0, recent: recentPapers(question, papers), ...days};
};

const weekDays = ({id, lists, dailies}: PoolQuestion): WeekDay[] =>
  daysOf(id).flatMap(day => {
    const carried = dailies.find(daily => daily.id === day && !daily.isSkipped)?.carries.size ?? 0;
    const listed = papersOf(lists.filter(list => list.day === day)).length;
    const papers = carried || listed;
    return papers === 0 ? [] : [{day, papers, isEdition: carried > 0}];
  });

const recentPapers = ({id, lists}: PoolQuestion, papers: PoolPaper[]): Candidate[] => {
  const first = daysOf(id)[0] ?? '';
  const known = new Set(papers.map(({paper}) => paper.id));
  return papersOf(lists.filter(({day}) => day < first))
    .reverse()
    .filter(({paper}) => !known.has(paper.id))
    .slice(0, MAX_RECENT)
    .map(({day: _, ...candidate}) => candidate);
};

/**
 * What readers suggested: for a day, what no edition was made from since it was accepted, so that one that an
 * operator dropped, or a hundred others kept out, does not come back; for a week, what its daily editions
 * carried.
 */
const suggestedPapers = ({id, others, dailies, suggested = []}: PoolQuestion): PoolPaper[] => {
  const inOrder = [...dailies].sort(byTime);
  return suggested.flatMap(({candidate, acceptedAt}) => {
    if (candidate.paper.isWithdrawn) return [];
    const asSuggested = {...candidate, carried: 'suggested' as const, isSuggested: true as const};
    if (isWeekly(id)) {
      const daily = inOrder.find(carries(candidate));
      return daily ? [{...asSuggested, day: daily.id, ...toldIn(candidate, daily)}] : [];
    }
    const isPast = others.some(({at, considered}) => at >= acceptedAt && considered?.has(candidate.paper.id));
    return isPast ? [] : [asSuggested];
  });
};

/**
 * The papers of the edition's own days, each once; those of a week say their first day, and whether they rose
 * since.
 */
const ownPapers = ({id, lists, dailies}: PoolQuestion): PoolPaper[] => {
  const days = new Set(daysOf(id));
  const found = papersOf(lists.filter(({day}) => days.has(day)));
  if (!isWeekly(id)) return found.map(({day: _, ...paper}) => paper);
  const inOrder = [...dailies].sort(byTime);
  return found.map(paper => {
    const daily = inOrder.find(carries(paper));
    return {...paper, ...risenSince(paper, daily), ...toldIn(paper, daily)};
  });
};

const toldIn = ({paper}: Candidate, edition: RememberedEdition | undefined): {votesThen?: number} => {
  const votes = edition?.carries.get(paper.id) ?? null;
  return votes === null ? {} : {votesThen: votes};
};

/** The papers of earlier days that no edition could carry. */
const latePapers = ({id, lists, others}: PoolQuestion): (PoolPaper & {day: string})[] => {
  const days = daysOf(id);
  const own = new Set(papersOf(lists.filter(({day}) => days.includes(day))).map(({paper}) => paper.id));
  const considered = new Set(others.flatMap(other => [...(other.considered ?? [])]));
  const isOpen = (day: string) =>
    day < (days[0] ?? '') && (editionOf(day, others)?.considered ?? null) !== null;
  return papersOf(lists.filter(({day}) => isOpen(day)))
    .filter(({paper}) => !considered.has(paper.id) && !own.has(paper.id))
    .map(paper => ({...paper, carried: 'late'}));
};

/**
 * The few that gained the most votes since the last edition that carried them, if that is of the days that
 * are looked back at: first those that not every reader has seen in it.
 */
const risingPapers = ({id, lists, others}: PoolQuestion): PoolPaper[] => {
  const first = daysOf(id)[0] ?? '';
  const isAfter = (other: EditionId) => (daysOf(other)[0] ?? '') > first;
  const after = others.filter(other => isAfter(other.id));
  const newestFirst = others.filter(other => !isAfter(other.id)).sort((one, other) => byTime(other, one));
  const oldest = lists.map(({day}) => day).sort()[0] ?? '';
  const risen = papersOf(lists)
    .filter(({paper}) => !after.some(({carries}) => carries.has(paper.id)))
    .flatMap(paper => {
      const edition = newestFirst.find(carries(paper));
      const {rise} = risenSince(paper, edition);
      if (!edition || !rise || (daysOf(rise.since).at(-1) ?? '') < oldest) return [];
      return [{...paper, carried: 'again' as const, rise, isSeen: isInView(paper, edition)}];
    });
  const order = new Map(rankByVotes(risen).map(({candidate, rank}) => [candidate.paper.id, rank]));
  const placeOf = ({paper}: PoolPaper) => order.get(paper.id) ?? 0;
  const mostFirst = risen.sort(
    (one, other) => other.rise.gained - one.rise.gained || placeOf(one) - placeOf(other),
  );
  const seen = mostFirst.filter(paper => paper.isSeen && hasDoubled(paper)).slice(0, MAX_SEEN);
  return [...mostFirst.filter(({isSeen}) => !isSeen), ...seen]
    .slice(0, MAX_RISING)
    .map(({isSeen: _, ...paper}) => paper);
};

const hasDoubled = ({rise, snapshot}: Candidate & {rise: Rise}): boolean =>
  2 * rise.gained >= (snapshot.votes ?? 0);

const isInView = ({paper}: Candidate, {carries}: RememberedEdition): boolean =>
  [...carries.keys()].slice(0, IN_VIEW).includes(paper.id);

/** That a paper rose since this edition told its votes, if it did. */
const risenSince = ({paper, snapshot}: Candidate, edition: RememberedEdition | undefined): {rise?: Rise} => {
  if (!edition) return {};
  const gained = risenBy({before: edition.carries.get(paper.id) ?? null, now: snapshot.votes});
  return gained === 0 ? {} : {rise: {gained, since: edition.id}};
};

const carries =
  ({paper}: Candidate) =>
  (edition: RememberedEdition): boolean =>
    edition.carries.has(paper.id);

/** Of one rhythm, ids sort as time does. */
const byTime = (one: RememberedEdition, other: RememberedEdition): number => (one.id < other.id ? -1 : 1);

const editionOf = (day: string, editions: RememberedEdition[]): RememberedEdition | undefined =>
  editions.find(({id}) => daysOf(id).includes(day));

/** The papers of some lists, each once, with the first of its days. */
const papersOf = (lists: DayList[]): (Candidate & {day: string})[] => {
  const found = new Map<PaperId, Candidate & {day: string}>();
  for (const {day, candidates} of [...lists].sort((one, other) => (one.day < other.day ? -1 : 1)))
    for (const candidate of candidates)
      if (!found.has(candidate.paper.id)) found.set(candidate.paper.id, {...candidate, day});
  return [...found.values()];
};

/**
 * The remembered editions with each paper under the id that it has now: one that was known by its title alone
 * may have got its arXiv id since.
 */
export const withCurrentPapers = async (
  editions: RememberedEdition[],
  currentId: (paper: PaperId) => Promise<PaperId>,
): Promise<RememberedEdition[]> => {
  const now = new Map<PaperId, PaperId>();
  for (const {carries, considered} of editions)
    for (const paper of [...carries.keys(), ...(considered ?? [])])
      if (!isArxivId(paper) && !now.has(paper)) now.set(paper, await currentId(paper));
  const current = (paper: PaperId) => now.get(paper) ?? paper;
  return editions.map(edition => ({
    ...edition,
    carries: new Map([...edition.carries].map(([paper, votes]) => [current(paper), votes])),
    considered: edition.considered && new Set([...edition.considered].map(current)),
  }));
};
