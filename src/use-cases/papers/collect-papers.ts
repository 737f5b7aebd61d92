import {type Clock, DAY, utcDay} from '../../clock.ts';
import type {Log} from '../../log.ts';
import type {Catalogue, Collection, StoredCounts} from '../../papers/catalogue/catalogue.ts';
import type {NewsStore} from '../../papers/catalogue/news/news-store.ts';
import {findNews} from '../../papers/catalogue/news/paper-news.ts';
import type {Rejection, SourceName} from '../../papers/paper.ts';
import type {DayAnswer, PaperSource} from '../../papers/sources/paper-source.ts';

export type CollectionReport = {
  source: SourceName;
  /** The day that was asked for. */
  day: string;
  /** `rested`: the source gave the day's papers not long ago and was not asked. */
  kind: 'collected' | 'rested' | 'failed';
  imported: number;
  updated: number;
  rejected: Rejection[];
  /** Why there are no papers or not all, one line; null where all went well. */
  reason: string | null;
};

export type CollectPapersDeps = {
  sources: readonly PaperSource[];
  catalogue: Pick<
    Catalogue,
    'collectionsOf' | 'findAll' | 'noteNewVersions' | 'recordCollection' | 'storeAll'
  >;
  news: Pick<NewsStore, 'add'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

export type CollectPapers = {
  /** UTC days such as `2026-03-12`; today and yesterday where they are left out. */
  days?: readonly string[];
  /** Only these of the configured sources; all where they are left out. */
  sources?: readonly SourceName[];
};

type Asked = {deps: CollectPapersDeps; days: readonly string[]; now: number};

/**
 * Asks every source for every day and stores what it gives. Sources are asked side by side, the days of one
 * in turn; one that fails leaves its reason with the catalogue and stops no other. The reports come in the
 * order of sources, then days.
 */
export const collectPapers = async (
  deps: CollectPapersDeps,
  {days, sources}: CollectPapers = {},
): Promise<CollectionReport[]> => {
  const now = deps.clock.now();
  const chosen = deps.sources.filter(({name}) => sources === undefined || sources.includes(name));
  const asked = {deps, days: days ?? [utcDay(now), utcDay(now - DAY)], now};
  const reports = await Promise.all(chosen.map(source => collectFrom(source, asked)));
  return reports.flat();
};

const collectFrom = async (source: PaperSource, asked: Asked): Promise<CollectionReport[]> => {
  const reports: CollectionReport[] = [];
  for (const day of asked.days) {
    const report = await collectDay({source, day, asked});
    reports.push(report);
    announce(report, asked.deps.log);
  }
  return reports;
};

type DayQuestion = {source: PaperSource; day: string; asked: Asked};

const collectDay = async ({source, day, asked}: DayQuestion): Promise<CollectionReport> => {
  const {deps, now} = asked;
  const {catalogue} = deps;
  const before = (await catalogue.collectionsOf(day)).find(collection => collection.source === source.name);
  const begun = {source: source.name, day, imported: 0, updated: 0, rejected: []};
  if (isResting({before, restMs: source.restMs ?? 0, now})) return {...begun, kind: 'rested', reason: null};
  const answer = await source.fetchDay(day, now);
  const counts = answer.kind === 'failed' ? {imported: 0, updated: 0} : await store(answer, {day, asked});
  const collection = toCollection({answer, day, source: source.name, at: now});
  await catalogue.recordCollection(collection);
  const {reason} = collection;
  if (answer.kind === 'failed') return {...begun, kind: 'failed', reason};
  return {...begun, ...counts, kind: 'collected', rejected: answer.rejected, reason};
};

/** What a list of longer ago tells is nobody's news. */
const MAX_NEWS_AGE = 3 * DAY;

/**
 * Keeps what a source gave. Its news is kept first: after a crash the papers are known, and would be news no
 * more.
 */
const store = async (
  {items, newVersions = []}: Extract<DayAnswer, {kind: 'items'}>,
  {day, asked}: Omit<DayQuestion, 'source'>,
): Promise<StoredCounts> => {
  const {deps, now} = asked;
  const {catalogue, news} = deps;
  if (now - Date.parse(day) <= MAX_NEWS_AGE) {
    const found = await catalogue.findAll(items.map(({paper}) => paper.id));
    const before = found.map(one => one?.paper ?? null);
    await news.add(utcDay(now), findNews({items, before, newVersions, now}));
  }
  const counts = await catalogue.storeAll(items);
  await catalogue.noteNewVersions(newVersions);
  return counts;
};

type Rest = {before: Collection | undefined; restMs: number; now: number};

const isResting = ({before, restMs, now}: Rest): boolean =>
  before !== undefined && before.papers > 0 && before.reason === null && now - before.at < restMs;

const toCollection = (outcome: {
  answer: DayAnswer;
  day: string;
  source: SourceName;
  at: number;
}): Collection => {
  const {answer, ...asked} = outcome;
  if (answer.kind === 'failed')
    return {...asked, papers: 0, rejected: 0, reason: answer.reason, isUnreachable: true};
  const papers = answer.items.filter(item => item.day === asked.day).length;
  const rejected = answer.rejected.length;
  return {...asked, papers, rejected, reason: whyNotAll({answer, papers, name: SOURCE_TITLES[asked.source]})};
};

/** The sources as people know them. */
const SOURCE_TITLES: Record<SourceName, string> = {
  'hugging-face': 'Hugging Face',
  arxiv: 'arXiv',
  page: 'the page',
};

const whyNotAll = ({
  answer,
  papers,
  name,
}: {
  answer: DayAnswer & {kind: 'items'};
  papers: number;
  name: string;
}): string | null => {
  if (answer.incomplete !== undefined) return answer.incomplete;
  if (papers > 0) return null;
  const other = answer.items[0];
  if (other) return `${name} still shows the list of ${other.day}`;
  const first = answer.rejected[0];
  if (first)
    return (
      `${name}: all ${answer.rejected.length} papers of the answer were rejected, the first because ` +
      `${first.reason}`
    );
  return `${name} lists no papers for this day`;
};

const announce = (report: CollectionReport, log: Log): void => {
  const {rejected, kind, ...rest} = report;
  const entry = {event: 'papers.collected', outcome: kind, ...rest, rejected: rejected.length};
  const isWorrying = kind === 'failed' || rejected.length > 0;
  if (isWorrying) log.warn({...entry, firstRejection: rejected[0]?.reason ?? null}, `papers ${kind}`);
  else log.info(entry, `papers ${kind}`);
};
