import {type Clock, utcDay} from '../../../clock.ts';
import type {PaperId, Rejection, SourceItem} from '../../paper.ts';
import {fetchText} from '../fetch-text.ts';
import {parseJsonList} from '../json-list.ts';
import type {DayAnswer, PaperAnswer, PaperSource} from '../paper-source.ts';
import {parseJson} from '../parse-json.ts';
import {listedOn, parseDailyPaper} from './daily-paper.ts';

/** The most items one answer may hold; 50 unless asked for, which cuts big days short without a word. */
const pageSize = 100;
const MAX_PAGES = 10;

export type HuggingFaceOptions = {
  /** `https://huggingface.co`, without a slash at the end. */
  url: string;
  clock: Clock;
  /** For one request, in milliseconds; 20 s unless told. */
  timeoutMs?: number;
};

/**
 * Hugging Face's daily papers: `GET /api/daily_papers?date=&limit=100&p=`, page by page until one is not
 * full. An item that says itself that it was listed on another day is filed under that day. One paper: `GET
 * /api/papers/ID`, which answers what stands under `paper` in an item of a list.
 */
export const huggingFace = (options: HuggingFaceOptions): PaperSource => ({
  name: 'hugging-face',
  fetchDay: (day, now) => fetchPages({...options, day, now}),
  fetchPaper: (id, now) => fetchOne({...options, id, now}),
});

type Question = HuggingFaceOptions & {day: string; now: number};

const fetchPages = async (question: Question): Promise<DayAnswer> => {
  const items = new Map<string, SourceItem>();
  const rejected: Rejection[] = [];
  let line = 0;
  for (let page = 0; page < MAX_PAGES; page++) {
    const answer = await fetchPage(question, page);
    if (answer.kind === 'failed')
      return page === 0
        ? {kind: 'failed', reason: answer.reason}
        : {kind: 'items', items: [...items.values()], rejected, incomplete: answer.reason};
    const knownBefore = items.size;
    for (const item of answer.items) {
      line++;
      const reading = parseDailyPaper(item, {day: listedOn(item) ?? question.day, at: question.now});
      if (reading.kind === 'rejected') rejected.push({line, reason: reading.reason});
      else items.set(reading.item.paper.id, reading.item);
    }
    // A page without anything new ends it too, should the other side not know `p`.
    if (answer.items.length < pageSize || items.size === knownBefore) break;
  }
  return {kind: 'items', items: [...items.values()], rejected};
};

const fetchPage = async (
  {url, clock, timeoutMs, day}: Question,
  page: number,
): Promise<{kind: 'items'; items: unknown[]} | {kind: 'failed'; reason: string}> => {
  const query = new URLSearchParams({date: day, limit: String(pageSize), p: String(page)});
  const answer = await fetchText({
    url: `${url}/api/daily_papers?${query}`,
    clock,
    accept: 'application/json',
    ...(timeoutMs === undefined ? {} : {timeoutMs}),
  });
  if (answer.kind === 'failed') return {kind: 'failed', reason: `Hugging Face: ${answer.reason}`};
  const list = parseJsonList(answer.text);
  return list.kind === 'failed' ? {kind: 'failed', reason: `Hugging Face's answer ${list.reason}`} : list;
};

const fetchOne = async ({
  url,
  clock,
  timeoutMs,
  id,
  now,
}: HuggingFaceOptions & {id: PaperId; now: number}): Promise<PaperAnswer> => {
  const answer = await fetchText({
    url: `${url}/api/papers/${encodeURI(id)}`,
    clock,
    accept: 'application/json',
    ...(timeoutMs === undefined ? {} : {timeoutMs}),
  });
  if (answer.kind === 'failed')
    return answer.status === 404
      ? {kind: 'unknown'}
      : {kind: 'failed', reason: `Hugging Face: ${answer.reason}`};
  const parsed = parseJson(answer.text);
  if (parsed.kind === 'failed')
    return {kind: 'failed', reason: `Hugging Face's answer about ${id} ${parsed.reason}`};
  const listItem = {paper: parsed.value};
  const listed = listedOn(listItem);
  const reading = parseDailyPaper(listItem, {day: listed ?? utcDay(now), at: now});
  if (reading.kind === 'rejected')
    return {kind: 'failed', reason: `Hugging Face's answer about ${id}: ${reading.reason}`};
  const {item} = reading;
  const {paper} = item;
  if (paper.id !== id)
    return {kind: 'failed', reason: `Hugging Face was asked about ${id} and told of ${paper.id}`};
  if (listed !== null || paper.publishedAt === null) return {kind: 'item', item};
  return {kind: 'item', item: {...item, day: utcDay(paper.publishedAt)}};
};
