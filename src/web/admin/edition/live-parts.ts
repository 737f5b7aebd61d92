import {html} from 'hono/html';
import type {SendingHour} from '../../../delivery/ledger/hours.ts';
import type {Order} from '../../../delivery/ledger/runs.ts';
import type {EditionStatus} from '../../../delivery/runs/edition-status.ts';
import type {Curation} from '../../../editions/curation/curation.ts';
import type {EditionId} from '../../../editions/edition.ts';
import type {AdminContext} from '../../deps.ts';
import type {Html} from '../../frame/layout.ts';
import type {Session} from '../login/session.ts';
import {callOffPart, scopeParts} from '../resend/resend-forms.ts';
import {whatWasDone} from './done.ts';
import {orderForms} from './order-forms.ts';
import {outcomesTable} from './outcomes.ts';
import {headlineOf, progressOf} from './progress.ts';
import {wavesTable} from './waves.ts';

/** All that the page of an edition is made of, for one operator. */
export type EditionFacts = {
  session: Session;
  status: EditionStatus;
  order: Order | null;
  curation: Curation;
  hours: SendingHour[];
};

/** Null where there is no such edition. */
export const readFacts = async (
  {deps: {sending, orders, editions, today}}: AdminContext,
  session: Session,
  edition: EditionId,
): Promise<EditionFacts | null> => {
  const [status, order, curation, hours] = await Promise.all([
    sending.status(edition),
    orders.of(edition),
    editions.curation(edition),
    today.hoursOf(edition),
  ]);
  return status && {session, status, order, curation, hours};
};

/** Each part of the page that changes without its operator's doing, by its name in `data-live`. */
export type LiveParts = Record<LiveName, Html | string>;

export type LiveName =
  | ('asOf' | 'headline' | 'progress' | 'orders' | 'outcomes' | 'waves' | 'done' | 'callOff')
  | keyof ReturnType<typeof scopeParts>;

/** The parts as they are now; their text is escaped where they are put in. */
export const livePartsOf = (context: AdminContext, facts: EditionFacts): LiveParts => {
  const {session, status, order, curation, hours} = facts;
  return {
    asOf: new Date(context.deps.clock.now()).toISOString().slice(11, 19),
    headline: headlineOf(status),
    progress: progressOf(status),
    orders: orderForms(context, {session, edition: status.edition, order}),
    outcomes: outcomesTable(status),
    waves: wavesTable(hours),
    done: html`${whatWasDone(status, curation)}`,
    ...scopeParts(status.counts),
    callOff: callOffPart(context, {session, status}),
  };
};

/** The parts as HTML, by name, as the page's script puts them in. */
export const livePartsInJson = async (parts: LiveParts): Promise<string> => {
  const written = Object.entries(parts).map(async ([name, part]) => [name, `${await html`${part}`}`]);
  return JSON.stringify(Object.fromEntries(await Promise.all(written)));
};
