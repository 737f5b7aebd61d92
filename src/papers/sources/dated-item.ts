import {parseDay, parseInstant} from './day.ts';
import {listedOn, type ParsedDailyPaper, parseDailyPaper} from './hugging-face/daily-paper.ts';
import {quote} from './quote.ts';

export type ItemContext = {
  /** The day that the operator gave, or null; it wins over what the item says. */
  date: string | null;
  /** The day of an item that names none, or null. */
  fallbackDay: string | null;
  /** The instant of a snapshot that names none; milliseconds since 1970. */
  now: number;
};

/**
 * Reads an item of Hugging Face's answer that may say itself to which list (`date`) and instant
 * (`capturedAt`) it belongs. An invalid date rejects the item; it is not a reason to guess another. Never
 * throws.
 */
export const parseDatedItem = (item: unknown, context: ItemContext): ParsedDailyPaper => {
  const own = parseOwnDate(item);
  if (own.kind === 'wrong') return {kind: 'rejected', reason: own.reason};
  const day = context.date ?? own.day ?? context.fallbackDay ?? listedOn(item);
  // A snapshot from the future would stay the last one for good.
  const at = Math.min(own.capturedAt ?? context.now, context.now);
  const reading = parseDailyPaper(item, {day: day ?? '', at});
  if (reading.kind === 'item' && !day)
    return {kind: 'rejected', reason: `paper ${reading.item.paper.id} names no day: give --date`};
  return reading;
};

/** Whether the item names the day of its list, be it rightly or wrongly. */
export const hasOwnDate = (item: unknown): boolean =>
  typeof item === 'object' && item !== null && (Reflect.get(item, 'date') ?? null) !== null;

type Own = {kind: 'own'; day: string | null; capturedAt: number | null} | {kind: 'wrong'; reason: string};

/** What the line says of itself; an invalid date is not a reason to guess another. */
const parseOwnDate = (value: unknown): Own => {
  if (typeof value !== 'object' || value === null) return {kind: 'own', day: null, capturedAt: null};
  const date: unknown = Reflect.get(value, 'date') ?? null;
  const captured: unknown = Reflect.get(value, 'capturedAt') ?? null;
  const day = typeof date === 'string' ? parseDay(date) : null;
  if (date !== null && !day)
    return {kind: 'wrong', reason: `date ${quote(date)} is not a day such as 2026-03-12`};
  const capturedAt = parseInstant(captured);
  if (captured !== null && capturedAt === null)
    return {
      kind: 'wrong',
      reason: `capturedAt ${quote(captured)} is no instant such as 2026-03-12T08:00:00Z`,
    };
  return {kind: 'own', day, capturedAt};
};
