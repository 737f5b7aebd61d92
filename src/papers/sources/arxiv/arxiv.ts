import {type Clock, HOUR, SECOND, utcDay} from '../../../clock.ts';
import type {Redis} from '../../../redis/redis.ts';
import type {NewVersion, PaperId, Rejection, SourceItem} from '../../paper.ts';
import {fetchText, type WithPermit} from '../fetch-text.ts';
import type {DayAnswer, PaperAnswer, PaperSource} from '../paper-source.ts';
import {type ArxivAnswer, parseArxivAnswer} from './arxiv-answer.ts';
import {arxivPermit} from './arxiv-permit.ts';
import {type SubmissionWindow, submissionWindow} from './submission-window.ts';

const pageSize = 200;
const MAX_PAGES = 50;
const DEFAULT_TIMEOUT_MS = 30 * SECOND;

export type ArxivOptions = {
  /** `https://export.arxiv.org`, without a slash at the end. */
  url: string;
  /** Such as `cs.AI`. */
  categories: string[];
  redis: Redis;
  prefix: string;
  clock: Clock;
  /** Between two requests, in milliseconds; 3 s unless told. */
  pauseMs?: number;
  /** For one request, in milliseconds; 30 s unless told. */
  timeoutMs?: number;
};

/**
 * arXiv. The list of the current day comes from the RSS feed, which holds exactly what was announced (and
 * still the day before's until about 05:00 UTC: its papers are filed under their own day). The list of a
 * past day comes from the API, by the time of submission. Both change once a day, so that a day that gave
 * papers rests for twelve hours.
 */
export const arxiv = (options: ArxivOptions): PaperSource => {
  const timeoutMs = options.timeoutMs ?? DEFAULT_TIMEOUT_MS;
  const {redis, prefix, clock, pauseMs} = options;
  const withPermit = arxivPermit({
    redis,
    prefix,
    clock,
    holdMs: timeoutMs + 10 * SECOND,
    ...(pauseMs === undefined ? {} : {pauseMs}),
  });
  const asking = {...options, timeoutMs, withPermit};
  return {
    name: 'arxiv',
    restMs: 12 * HOUR,
    fetchDay: (day, now) =>
      day === utcDay(now) ? fetchFeed({...asking, now}) : fetchSubmissions({...asking, day, now}),
    fetchPaper: (id, now) => fetchOne({...asking, id, now}),
  };
};

type Asking = ArxivOptions & {timeoutMs: number; withPermit: WithPermit; now: number};

const fetchFeed = async (asking: Asking): Promise<DayAnswer> => {
  const url = `${feedHost(asking.url)}/rss/${asking.categories.map(encodeURIComponent).join('+')}`;
  const answer = await ask(asking, {url, day: null});
  return answer.kind === 'failed' ? answer : toDayAnswer(answer);
};

/** The feeds of arXiv itself are on a host of their own. */
const feedHost = (url: string): string =>
  url === 'https://export.arxiv.org' ? 'https://rss.arxiv.org' : url;

type Found = {items: SourceItem[]; rejected: Rejection[]; newVersions?: NewVersion[]};

const toDayAnswer = ({items, rejected, newVersions}: Found, incomplete?: string): DayAnswer => ({
  kind: 'items',
  items,
  ...(newVersions === undefined || newVersions.length === 0 ? {} : {newVersions}),
  rejected,
  ...(incomplete === undefined ? {} : {incomplete}),
});

const fetchSubmissions = async (asking: Asking & {day: string}): Promise<DayAnswer> => {
  const window = submissionWindow(asking.day);
  if (!window) return toDayAnswer({items: [], rejected: []});
  const items: SourceItem[] = [];
  const rejected: Rejection[] = [];
  let start = 0;
  for (let page = 0; page < MAX_PAGES; page++) {
    const url = `${asking.url}/api/query?${toQuery({categories: asking.categories, window, start})}`;
    const answer = withoutGap(await ask(asking, {url, day: asking.day}), start);
    if (answer.kind === 'failed') return start === 0 ? answer : toDayAnswer({items, rejected}, answer.reason);
    items.push(...answer.items);
    rejected.push(...answer.rejected.map(one => ({...one, line: one.line + start})));
    start += answer.entries;
    if (start >= (answer.total ?? 0)) break;
  }
  return toDayAnswer({items, rejected});
};

/**
 * The API now and then answers with no entry although it counts more: that is a failure and not the end.
 */
const withoutGap = (answer: ArxivAnswer, start: number): ArxivAnswer => {
  if (answer.kind === 'failed' || answer.entries > 0 || (answer.total ?? 0) <= start) return answer;
  const reason = `arXiv counts ${answer.total} papers but gave none from number ${start + 1} on`;
  return {kind: 'failed', reason};
};

const toQuery = (question: {categories: string[]; window: SubmissionWindow; start: number}): string => {
  const {categories, window, start} = question;
  const anyOf = categories.map(category => `cat:${category}`).join(' OR ');
  // Both ends of the API's range are inclusive and in whole minutes of GMT.
  const range = `[${toMinute(window.from)} TO ${toMinute(window.to - 1)}]`;
  return new URLSearchParams({
    search_query: `(${anyOf}) AND submittedDate:${range}`,
    sortBy: 'submittedDate',
    sortOrder: 'ascending',
    start: String(start),
    max_results: String(pageSize),
  }).toString();
};

/** `202508191800` */
const toMinute = (at: number): string => new Date(at).toISOString().slice(0, 16).replace(/\D/g, '');

/**
 * By `id_list`. What arXiv does not have it leaves out, or answers with an entry that holds no more than the
 * id.
 */
const fetchOne = async (asking: Asking & {id: PaperId}): Promise<PaperAnswer> => {
  const {id} = asking;
  const question = new URLSearchParams({id_list: id, max_results: '1'});
  const answer = await ask(asking, {url: `${asking.url}/api/query?${question}`, day: null});
  if (answer.kind === 'failed') return answer;
  const item = answer.items.find(({paper}) => paper.id === id);
  return item ? {kind: 'item', item} : {kind: 'unknown'};
};

const ask = async (asking: Asking, {url, day}: {url: string; day: string | null}): Promise<ArxivAnswer> => {
  const {clock, withPermit, timeoutMs, now} = asking;
  const answer = await fetchText({url, clock, withPermit, timeoutMs, accept: 'application/xml'});
  if (answer.kind === 'text') return parseArxivAnswer(answer.text, {day, at: now});
  // A refusal of arXiv's API is an Atom document that says why.
  const refusal = answer.body === '' ? null : parseArxivAnswer(answer.body, {day, at: now});
  const why =
    refusal?.kind === 'failed' && refusal.reason.includes('refused') ? refusal.reason : answer.reason;
  return {kind: 'failed', reason: why.startsWith('arXiv') ? why : `arXiv: ${why}`};
};
