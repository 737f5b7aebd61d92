import {html} from 'hono/html';
import type {GlobalStop} from '../../../delivery/ledger/global-stop.ts';
import type {QuotaFacts, SourceFacts, TroubleFacts} from '../../../ops/telling/find-troubles.ts';
import type {QueueDepth} from '../../../queues.ts';
import type {Html} from '../../frame/layout.ts';
import {pathTo, type Site} from '../../frame/site.ts';
import type {Session} from '../login/session.ts';
import {csrfInput, mayOrder} from '../parts.ts';
import {reasonField} from '../reason-field.ts';
import {sentence, spanOf, thousands} from '../words.ts';

const list = (pairs: (readonly [string, string])[]): Html =>
  html`<dl>${pairs.map(([name, words]) => html`<dt>${name}</dt><dd>${words}</dd>\n`)}</dl>`;

/** How fresh each source is, and how many papers it lists. */
export const sourcesSection = (names: readonly string[], {sources, now}: TroubleFacts): Html => {
  const words = (name: string) => {
    const known = sources.find(source => source.name === name);
    return known === undefined ? 'not asked within two days' : sourceInWords(known, now);
  };
  return html`<section aria-labelledby="sources">
<h2 id="sources">Sources</h2>
${list(names.map(name => [name, words(name)] as const))}
${sources.map(({reason}) => reason && html`<p class="facts" dir="auto">${sentence(reason)}</p>`)}
</section>`;
};

/** `papers`: of today or yesterday, whichever has more. */
const sourceInWords = (source: SourceFacts, now: number): string => {
  const {askedAt, isUnreachable, papers} = source;
  const answeredAt = isUnreachable ? source.answeredAt : askedAt;
  const answered = answeredAt === null ? 'has not answered' : `${spanOf(now - answeredAt)} ago`;
  return `${answered}, ${thousands(papers)} papers`;
};

export type Work = {
  queues: QueueDepth[];
  facts: TroubleFacts;
  callsPerSecond: number | null;
  now: number;
};

/** What waits, who works, how fast calls may go, and what Redis holds. */
export const workSection = (site: Site, {queues, facts, callsPerSecond, now}: Work): Html => {
  const {waiting, backOff, redis, quotas} = facts;
  const delivery = queues.find(({queue}) => queue === 'delivery');
  return html`<section aria-labelledby="work">
<h2 id="work">Queue and quota</h2>
${list([
  ['Chunks waiting', chunksInWords(delivery, now)],
  ['Letters and receipts waiting', `${thousands(waiting.letters)} and ${thousands(waiting.receipts)}`],
  ['Workers', delivery && delivery.workers > 0 ? `${delivery.workers} running` : 'none is running'],
  ['Calls a second', callsPerSecond === null ? 'no limit' : `at most ${callsPerSecond}`],
  ['Resend', backOff === null ? 'holds nothing back' : sentence(backOff)],
  ...quotas.map(quotaInWords),
  ['Redis', redisInWords(redis)],
])}
<p class="facts"><a class="alone" href="${pathTo(site, '/admin/queues')}">All queues</a></p>
</section>`;
};

const chunksInWords = (delivery: QueueDepth | undefined, now: number): string => {
  if (delivery === undefined) return '0';
  const {waiting, active, oldestAt} = delivery;
  const oldest = oldestAt === null ? '' : `, the oldest for ${spanOf(Math.max(0, now - oldestAt))}`;
  return `${thousands(waiting)}${oldest}${active > 0 ? `; ${thousands(active)} in work` : ''}`;
};

const quotaInWords = ({window, used, limit}: QuotaFacts): readonly [string, string] => [
  `Resend, this ${window}`,
  `${thousands(used)} of ${thousands(limit)}`,
];

const MEGABYTE = 1_000_000;

const redisInWords = ({usedMemory, mostMemory}: TroubleFacts['redis']): string => {
  const used = thousands(Math.round(usedMemory / MEGABYTE));
  return mostMemory === 0
    ? `${used} MB, no limit`
    : `${used} of ${thousands(Math.round(mostMemory / MEGABYTE))} MB`;
};

/** Stops and resumes everything; nothing for who may only look. */
export const stopSection = (
  site: Site,
  {session, stop}: {session: Session; stop: GlobalStop | null},
): Html | string => {
  if (!mayOrder(session)) return '';
  return html`<section aria-labelledby="stop">
<h2 id="stop">${stop ? 'Resume' : 'Stop'}</h2>
<p class="facts">${
    stop
      ? 'All sending is stopped, letters included.'
      : 'Stopping takes effect before the next API call and includes letters.'
  }</p>
<form method="post" action="${pathTo(site, stop ? '/admin/resume' : '/admin/stop')}">
${csrfInput(session)}
${reasonField('stop-reason')}
<button${stop ? '' : html` class="second"`}>${stop ? 'Resume all sending' : 'Stop all sending'}</button>
</form>
</section>`;
};
