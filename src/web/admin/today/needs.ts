import {html} from 'hono/html';
import type {GlobalStop} from '../../../delivery/ledger/global-stop.ts';
import type {EditionStatus} from '../../../delivery/runs/edition-status.ts';
import {describeOverdue, type Overdue} from '../../../delivery/runs/find-overdue.ts';
import type {Damage} from '../../../ops/damage.ts';
import type {RefusedLimit} from '../../../ops/refused-limits.ts';
import {UNTRUSTED_PROXY, UNTRUSTED_PROXY_FIX} from '../../../ops/seen-proxy.ts';
import type {Trouble} from '../../../ops/telling/trouble.ts';
import {countOf} from '../../../papers/text.ts';
import {whyUnreadable} from '../../../subscribers/store/records.ts';
import type {AdminDeps} from '../../deps.ts';
import type {Html} from '../../frame/layout.ts';
import {pathTo, type Site} from '../../frame/site.ts';
import {sentence, thousands, timeOf} from '../words.ts';
import {editionNeed, type Need, needsOfStatuses} from './edition-needs.ts';
import {needsOfTroubles} from './trouble-needs.ts';

export type NeedsInput = {
  stop: GlobalStop | null;
  overdue: Overdue[];
  /** Of the newest editions, newest first. */
  statuses: EditionStatus[];
  hasWorker: boolean;
  /** How many calls met a key that is known with other mails. */
  conflicts: number;
  problems: AdminDeps['problems'];
  /** Those of the last day. */
  refused: RefusedLimit[];
  /** The records that could not be read of late. */
  damaged: Pick<Damage, 'kind' | 'name'>[];
  /** Everything that operators are told of. */
  troubles: Trouble[];
  /** Rates over their limits. */
  rates: Need[];
  /** Whether requests were forwarded by a proxy that no setting says. */
  isProxyUnknown: boolean;
};

/** What an operator should know at eight in the morning, the worst first; none where all is well. */
export const needsOf = (input: NeedsInput): Need[] => [
  ...(input.stop ? [stopNeed(input.stop)] : []),
  ...overdueNeeds(input.overdue),
  ...needsOfStatuses(input.statuses),
  ...(input.hasWorker ? [] : [NO_WORKER]),
  ...input.problems.map(({setting, problem, fix}) => ({
    what: `Real sending is blocked: ${setting} ${problem}.`,
    why: `${sentence(fix)}.`,
  })),
  ...(input.conflicts > 0 ? [conflictNeed(input.conflicts)] : []),
  ...needsOfTroubles(input.troubles),
  ...input.rates,
  ...damageNeeds(input.damaged),
  ...(input.isProxyUnknown
    ? [{what: `${sentence(UNTRUSTED_PROXY)}.`, why: `${sentence(UNTRUSTED_PROXY_FIX)}.`}]
    : []),
  ...input.refused.map(({limit, count, lastAt}) => ({
    what: `The limit ${limit} refused requests.`,
    why: `The last at ${timeOf(lastAt)}; ${thousands(count)} in all.`,
  })),
];

/** A need in a frame of its own; the links of needs lead below the path of the site. */
export const renderNeed = (site: Site, {what, why, link}: Need): Html =>
  html`<div class="needs"><p dir="auto"><b>${what}</b> ${why}${
    link === undefined ? '' : html` <a href="${hrefOf(site, link.to)}">${link.words}</a>`
  }</p></div>\n`;

const hrefOf = (site: Site, to: string): string => (to.startsWith('#') ? to : pathTo(site, to));

const NO_WORKER: Need = {
  what: 'No worker is running.',
  why: 'Nothing is sent until you start one: paperboy worker.',
};

const conflictNeed = (conflicts: number): Need => ({
  what: `${countOf(conflicts, 'call')} met a key that Resend knows with other emails.`,
  why: 'Their emails are not sent again by themselves.',
});

const stopNeed = ({reason, at, who}: GlobalStop): Need => ({
  what: 'All sending is stopped.',
  why: `${sentence(reason)}, since ${timeOf(at)}, by ${who}.`,
  link: {to: '#stop', words: 'Resume it'},
});

/**
 * What is overdue, of each edition the oldest: a morning without a scheduler has a wave every quarter of an
 * hour.
 */
const overdueNeeds = (overdue: Overdue[]): Need[] =>
  [...new Set(overdue.map(({edition}) => edition))].flatMap(id => {
    const [oldest, ...later] = overdue.filter(({edition}) => edition === id);
    if (!oldest) return [];
    const more = later.length === 0 ? '' : `; ${countOf(later.length, 'later wave')} too`;
    const need = editionNeed(id, 'is late.', sentence(`${describeOverdue(oldest)}${more}.`));
    return [oldest.what === 'wave' ? need : {what: need.what, why: need.why}];
  });

const MAX_NAMED = 5;

/** A need for each of the first subscribers, since one command each mends them; the others by their kind. */
const damageNeeds = (damaged: NeedsInput['damaged']): Need[] => {
  const subscribers = damaged.filter(({kind}) => kind === 'subscriber');
  const rest = damaged.filter(({kind}) => kind !== 'subscriber');
  const more = subscribers.length - MAX_NAMED;
  return [
    ...subscribers.slice(0, MAX_NAMED).map(({name}) => ({
      what: `Subscriber ${name} gets no email.`,
      why: `${sentence(whyUnreadable(Number(name)))}.`,
    })),
    ...(more > 0
      ? [{what: `The records of ${thousands(more)} more subscribers cannot be read.`, why: ''}]
      : []),
    ...rest.slice(0, MAX_NAMED).map(({kind, name}) => ({
      what: `The ${kind} ${name} cannot be read.`,
      why: 'It is passed over.',
    })),
  ];
};
