import {madeUpPaper} from '../chaos/made-up-paper.ts';
import type {OpenPaperboy} from '../chaos/open-with-stores.ts';
import {DAY, utcDay} from '../src/clock.ts';
import {RECEIPT_KINDS} from '../src/delivery/ledger/layout.ts';
import {ledgerStore} from '../src/delivery/ledger/ledger-keys.ts';
import {hashContent} from '../src/editions/compose.ts';
import type {EditionContent, EditionId, EditionPaper} from '../src/editions/edition.ts';
import {dailyEdition, isWeekly, weekdayOf, weeklyEdition} from '../src/editions/edition-id.ts';

export type Busy = {readers: number; days: number; now: number};

const CHUNK = 100;

/** How many readers each hour of UTC has, of a thousand. */
const BY_HOUR = [19, 37, 34, 60, 22, 28, 99, 147, 98, 58, 17, 14, 38, 83, 44, 56, 48, 12, 8, 6, 6, 8, 10, 48];

/**
 * Fills an instance as years of sending leave it, by the counters and indexes that the pages of operators
 * read: readers by state, editions with what became of their mails, one of them in the middle of its sending
 * with its open chunks. Nobody has a record, so that a million readers take seconds. Returns the open one.
 */
export const fillBusyInstance = async (paperboy: OpenPaperboy, busy: Busy): Promise<EditionId> => {
  const {redis, prefix, audience} = paperboy.stores;
  const {readers, days, now} = busy;
  await redis.set(`${prefix}:{subscribers}:states`, 'a'.repeat(readers));
  await redis.set(`${prefix}:{subscribers}:highest`, readers);
  for (let back = days; back >= 0; back -= 1) {
    const active = Math.round(readers * (1 - (back / days) ** 2 / 3));
    const counts = {pending: Math.round(active / 80), active, unsubscribed: days - back, suppressed: 7};
    await audience.note(now - back * DAY, counts);
  }
  for (let back = days; back > 1; back -= 1) await addDay(paperboy, busy, back);
  const open = dailyEdition(utcDay(now - DAY));
  await addEdition(paperboy, {...busy, id: open, isOpen: true});
  return open;
};

const addDay = async (paperboy: OpenPaperboy, busy: Busy, back: number): Promise<void> => {
  const at = busy.now - back * DAY;
  const id = dailyEdition(utcDay(at));
  const weekday = weekdayOf(at);
  if (weekday >= 6)
    await paperboy.stores.editions.skip(id, {reason: 'no papers that day', at: at + DAY, considered: []});
  else await addEdition(paperboy, {...busy, id, isOpen: false});
  if (weekday === 7) {
    const week = weeklyEdition(utcDay(at));
    await addEdition(paperboy, {...busy, readers: Math.round(busy.readers / 9), id: week, isOpen: false});
  }
};

type BusyEdition = Busy & {id: EditionId; isOpen: boolean};

const addEdition = async (paperboy: OpenPaperboy, busy: BusyEdition): Promise<void> => {
  await freeze(paperboy, busy);
  const {redis, prefix} = paperboy.stores;
  const {keysOf} = ledgerStore({redis, prefix});
  const keys = keysOf(busy.id);
  const counts = countsOf(busy);
  const begins = startOf(busy);
  await redis.hset(keys.counts, counts);
  await redis.hset(keys.run(1), {...counts, startedAt: begins, reason: 'scheduled', fragments: 'none'});
  await redis.hset(keys.hours, hoursOf(busy));
  if (!busy.isOpen) await redis.hset(keys.run(1), {lastAt: begins + DAY});
  const said = RECEIPT_KINDS.map(kind => [
    kind,
    kind === 'delivered' ? Math.round(counts.accepted * 0.99) : 3,
  ]);
  await redis.hset(keys.receiptCounts, Object.fromEntries(said));
  if (!busy.isOpen) return;
  const chunks = Math.max(1, Math.floor(counts.pending / CHUNK));
  const names = Array.from({length: chunks}, (_, at) => `1/${at + 1}`);
  for (let from = 0; from < chunks; from += 1000)
    await redis.sadd(keys.open, ...names.slice(from, from + 1000));
  await paperboy.stores.ledger.markInSending(busy.id);
};

const countsOf = ({readers, isOpen, id}: BusyEdition) => {
  const failed = Number(id.slice(-1)) % 4;
  const uncertain = id.endsWith('0') ? 6 : 0;
  const excluded = Math.round(readers / 280);
  const pending = isOpen ? Math.round(readers * 0.18) : 0;
  const audience = isOpen ? Math.round(readers * 0.65) : readers;
  return {
    audience,
    pending,
    failed,
    uncertain,
    excluded,
    accepted: audience - pending - failed - uncertain - excluded,
  };
};

/** Midnight after the day, or after the week. */
const startOf = ({id, now}: BusyEdition): number =>
  isWeekly(id) ? now - 7 * DAY : Date.parse(`${id}T00:00:00Z`) + DAY;

const hoursOf = (busy: BusyEdition): Record<string, number> => {
  const begins = startOf(busy);
  const hourNow = new Date(busy.now).getUTCHours();
  const fields: [string, number][] = BY_HOUR.flatMap((share, hour): [string, number][] => {
    if (busy.isOpen && hour > hourNow) return [];
    const name = new Date(begins + hour * 3_600_000).toISOString().slice(0, 13);
    const planned = Math.round((busy.readers * share) / 1000);
    const accepted = busy.isOpen && hour === hourNow ? Math.round(planned * 0.69) : planned;
    return [
      [`planned:${name}`, planned],
      [`accepted:${name}`, accepted],
    ];
  });
  return Object.fromEntries(fields);
};

const freeze = async ({stores: {editions}}: OpenPaperboy, busy: BusyEdition): Promise<void> => {
  const {id} = busy;
  const papers = Array.from({length: 23}, (_, place) => paperOf(place));
  const content: EditionContent = {id, papers};
  await editions.freeze({
    edition: {content, hash: hashContent(content), builtAt: startOf(busy)},
    ...{compiled: {hash: 'none', json: '{}'}, curationRevision: 0, considered: []},
  });
};

const paperOf = (place: number): EditionPaper => {
  const {paper} = madeUpPaper('2026-03-12', place);
  return {
    ...{id: paper.id, rank: place + 1, title: paper.title, authors: ['Ada Example'], otherAuthors: 0},
    ...{organisation: null, summary: '', abstract: 'An abstract that was made up.', keywords: []},
    ...{links: {page: 'https://example.org', pdf: null, code: null, project: null}},
    ...{votes: 34, comments: 0, reasons: []},
  };
};
