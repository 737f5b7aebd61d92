import {DAY} from '../../../clock.ts';
import type {MailHistory} from '../../../delivery/ledger/history.ts';
import type {Ledger} from '../../../delivery/ledger/ledger.ts';
import type {Order} from '../../../delivery/ledger/runs.ts';
import {frequenciesOf} from '../../../delivery/runs/scheduled-run.ts';
import type {EditionId} from '../../../editions/edition.ts';
import {daysOf} from '../../../editions/edition-id.ts';
import type {EditionEntry, Editions} from '../../../editions/edition-store.ts';
import type {Log} from '../../../log.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';

export type LoadFatesDeps = {
  editions: Pick<Editions, 'list'>;
  ledger: Pick<Ledger, 'mailOf' | 'order'>;
  log: Log;
};

/** What became of one edition for one subscriber: their mail, or why there is none. */
export type Fate =
  | ({kind: 'mail'; edition: EditionId} & MailHistory)
  | {kind: 'no-mail'; edition: EditionId; why: string};

export type LoadFates = {subscriber: Subscriber; limit: number};

/** Of the newest editions, newest first, also of those that brought the subscriber nothing. */
export const loadFates = async (
  {editions, ledger, log}: LoadFatesDeps,
  {subscriber, limit}: LoadFates,
): Promise<Fate[]> => {
  const entries = await editions.list(limit);
  const fates = await Promise.all(
    entries.map(async (entry): Promise<Fate> => {
      const [mail, order] = await Promise.all([
        ledger.mailOf(entry.id, subscriber.number),
        ledger.order(entry.id),
      ]);
      return mail.state === 'none'
        ? {kind: 'no-mail', edition: entry.id, why: whyNone(entry, subscriber, order)}
        : {kind: 'mail', edition: entry.id, ...mail};
    }),
  );
  log.debug({event: 'fates.listed', subscriber: subscriber.number, editions: fates.length});
  return fates;
};

/** Why an edition brought nothing, as far as it is told by what is kept: choices of then are not. */
export const whyNone = (
  entry: EditionEntry,
  {state, stateReason, stateAt, createdAt, preferences}: Subscriber,
  order: Order | null,
): string => {
  if (entry.kind !== 'edition') return entry.reason;
  // An edition of an old day may have been built long after it.
  const ended = Date.parse(`${daysOf(entry.id).at(-1)}T00:00:00Z`) + DAY;
  const sentOn = Math.max(ended, entry.builtAt);
  if (createdAt > sentOn + DAY) return 'subscribed later';
  if (!frequenciesOf(entry.id).includes(preferences.frequency)) return RHYTHM[preferences.frequency];
  if (state !== 'active' && stateAt < sentOn + DAY) return `${state}: ${stateReason}`;
  if (order?.order === 'cancelled') return `the edition was cancelled: ${order.reason}`;
  if (order?.order === 'paused') return `the edition is paused: ${order.reason}`;
  return 'not planned for them: their hour has not come, or was before they chose it';
};

const RHYTHM = {
  daily: 'gets the daily mail',
  weekdays: 'gets the daily mail on weekdays',
  matches: 'gets the daily mail when something matches',
  weekly: 'gets the weekly mail',
};
