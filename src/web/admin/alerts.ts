import {html} from 'hono/html';
import {englishSpeech} from '../../../templates/languages/speech.ts';
import {type GlobalStop, whyStopped} from '../../delivery/ledger/global-stop.ts';
import type {EditionStatus} from '../../delivery/runs/edition-status.ts';
import {describeOverdue, type Overdue} from '../../delivery/runs/find-overdue.ts';
import type {EditionId} from '../../editions/edition.ts';
import {isWeekly} from '../../editions/edition-id.ts';
import {dateOf} from '../../mail/wording.ts';
import type {Damage} from '../../ops/damage.ts';
import type {RefusedLimit} from '../../ops/refused-limits.ts';
import {UNTRUSTED_PROXY, UNTRUSTED_PROXY_FIX} from '../../ops/seen-proxy.ts';
import type {Trouble} from '../../ops/telling/trouble.ts';
import {countOf} from '../../papers/text.ts';
import {whyUnreadable} from '../../subscribers/store/records.ts';
import type {AdminDeps} from '../deps.ts';
import type {Html} from '../frame/layout.ts';
import type {Site} from '../frame/site.ts';
import {editionPath} from './parts.ts';
import {sentence, thousands, timeOf} from './words.ts';

export type AlertInput = {
  stop: GlobalStop | null;
  overdue: Overdue[];
  /** Of the newest editions, newest first. */
  statuses: EditionStatus[];
  hasWorker: boolean;
  problems: AdminDeps['problems'];
  /** Those of the last day. */
  refused: RefusedLimit[];
  /** How many calls of an edition met a key that was known with another body. */
  conflicts: ReadonlyMap<EditionId, number>;
  /** The records that could not be read of late. */
  damaged: Pick<Damage, 'kind' | 'name'>[];
  /** Everything that operators are told of. */
  troubles: Trouble[];
  /** Whether requests were forwarded by a proxy that no setting says. */
  isProxyUnknown: boolean;
};

/**
 * What an operator should know at eight in the morning, the worst first, one line each; none where all is
 * well.
 */
export const alertsOf = (site: Site, input: AlertInput): (string | Html)[] => {
  const {stop, overdue, statuses, hasWorker, problems, troubles, conflicts, damaged, refused} = input;
  return [
    ...(stop ? [`${sentence(whyStopped(stop))}, since ${timeOf(stop.at)}, by ${stop.who}.`] : []),
    ...overdueInWords(overdue),
    ...statuses.flatMap(status => alertOf(site, status, statuses)),
    ...(hasWorker ? [] : ['No worker is running; nothing is sent until you start one: paperboy worker.']),
    ...problems.map(({setting, problem, fix}) => `Real sending is blocked: ${setting} ${problem}: ${fix}.`),
    ...troubles.filter(({key}) => isToldHereOnly(key)).map(({line}) => line),
    ...conflictsInWords(site, conflicts),
    ...damagedInWords(damaged),
    ...(input.isProxyUnknown ? [`${sentence(UNTRUSTED_PROXY)} ${sentence(UNTRUSTED_PROXY_FIX)}`] : []),
    ...refused.map(
      ({limit, count, lastAt}) =>
        `The limit ${limit} refused requests, last at ${timeOf(lastAt)}; ${thousands(count)} in all.`,
    ),
  ];
};

/** What no other line of the page says, by the first part of a trouble's key. */
const TOLD_HERE = new Set([
  ...['uncertain', 'bounces', 'complaints', 'webhook', 'quota', 'quota-near', 'scheduler'],
  ...['source', 'collection', 'redis', 'rewrite'],
]);

const isToldHereOnly = (key: string): boolean => TOLD_HERE.has(key.split(':')[0] ?? '');

const conflictsInWords = (site: Site, conflicts: AlertInput['conflicts']): Html[] =>
  [...conflicts].map(([id, count]) => {
    const met = `${countOf(count, 'call')} met a key that Resend knows with other emails`;
    return html`<a href="${editionPath(site, id)}">${dateOf(id, englishSpeech()).long}</a>: ${met}.`;
  });

const MAX_NAMED = 5;

/** A line for each of the first subscribers, since one command each mends them; the others by their kind. */
const damagedInWords = (damaged: AlertInput['damaged']): string[] => {
  const subscribers = damaged.filter(({kind}) => kind === 'subscriber');
  const rest = damaged.filter(({kind}) => kind !== 'subscriber');
  const more = subscribers.length - MAX_NAMED;
  return [
    ...subscribers
      .slice(0, MAX_NAMED)
      .map(({name}) => `Subscriber ${name} gets no email: ${whyUnreadable(Number(name))}.`),
    ...(more > 0 ? [`The records of ${thousands(more)} more subscribers cannot be read.`] : []),
    ...rest
      .slice(0, MAX_NAMED)
      .map(({kind, name}) => `The ${kind} ${name} cannot be read and is passed over.`),
  ];
};

/**
 * What is overdue, of each edition the oldest: a morning without a scheduler has a wave every quarter of an
 * hour.
 */
const overdueInWords = (overdue: Overdue[]): string[] =>
  [...new Set(overdue.map(({edition}) => edition))].flatMap(id => {
    const [oldest, ...later] = overdue.filter(({edition}) => edition === id);
    if (!oldest) return [];
    const more = later.length === 0 ? '' : `; ${countOf(later.length, 'later wave')} too`;
    return [sentence(`${describeOverdue(oldest)}${more}`)];
  });

/** The newest of the same rhythm: what came of older ones is known. */
const isNewest = ({edition}: EditionStatus, among: EditionStatus[]): boolean =>
  among.find(other => isWeekly(other.edition) === isWeekly(edition))?.edition === edition;

/**
 * A paused edition waits for an operator; one that is stopped with everything else is told by the
 * stop.
 */
const alertOf = (site: Site, status: EditionStatus, statuses: EditionStatus[]): Html[] => {
  const {edition, state, reason, stopped, counts} = status;
  const link = html`<a href="${editionPath(site, edition)}">${dateOf(edition, englishSpeech()).long}</a>`;
  const because = reason === null ? '' : `: ${reason}`;
  if (state === 'needs-attention') return [html`${link} needs attention${because}.`];
  if (state === 'paused' && reason !== stopped) return [html`${link} is paused${because}.`];
  if (state === 'skipped' && isNewest(status, statuses)) return [html`${link} was skipped${because}.`];
  const sent = statuses.filter(({runs}) => runs.length > 0);
  if (counts.failed > 0 && isNewest(status, sent))
    return [html`${link}: ${thousands(counts.failed)} failed.`];
  return [];
};
