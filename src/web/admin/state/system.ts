import {html} from 'hono/html';
import type {TroubleFacts} from '../../../ops/telling/find-troubles.ts';
import {countOf} from '../../../papers/text.ts';
import type {Html} from '../../frame/layout.ts';
import {pathTo, type Site} from '../../frame/site.ts';
import {thousands, timeOf} from '../words.ts';

export type System = {
  facts: TroubleFacts;
  /** Subscribers by state. */
  subscribers: Record<string, number>;
};

/** How the parts stand that mail depends on: readers, rates, sources, what waits, and Redis; a line each. */
export const systemLines = (site: Site, {facts, subscribers}: System): Html => {
  const lines: [string, string][] = [
    ['Subscribers', subscribersInWords(subscribers)],
    ['Bounces and complaints', ratesInWords(facts)],
    ...facts.sources.map((source): [string, string] => [`Source ${source.name}`, sourceInWords(source)]),
    ['Waiting', waitingInWords(facts)],
    ['Calls', facts.backOff ?? 'not held back'],
    ['Redis', redisInWords(facts)],
  ];
  return html`<section aria-labelledby="system">
<h2 id="system">System</h2>
<ul class="plain lines">
${lines.map(([name, words]) => html`<li><p>${name} <span class="facts">${words}</span></p></li>\n`)}</ul>
<p><a class="alone" href="${pathTo(site, '/admin/settings')}">Settings</a></p>
</section>`;
};

const subscribersInWords = (subscribers: Record<string, number>): string =>
  Object.entries(subscribers)
    .filter(([state, count]) => count > 0 || state === 'active')
    .map(([state, count]) => `${thousands(count)} ${state}`)
    .join(', ');

/** Of the newest edition of which something was accepted, beside the limits at which it pauses itself. */
const ratesInWords = ({statuses}: TroubleFacts): string => {
  const newest = statuses.find(({counts}) => counts.accepted > 0);
  if (newest === undefined) return 'nothing sent yet';
  const {edition, counts, receipts} = newest;
  const share = (part: number) => `${((100 * part) / counts.accepted).toFixed(2)} %`;
  return (
    `${edition}: ${share(receipts.bounced)} bounced (limit 5 %), ` +
    `${share(receipts.complained)} complained (limit 0.3 %)`
  );
};

const sourceInWords = ({askedAt, isUnreachable, reason}: TroubleFacts['sources'][number]): string =>
  `${isUnreachable ? 'did not respond' : 'answered'} at ${timeOf(askedAt)}` +
  (reason === null ? '' : `: ${reason}`);

const waitingInWords = ({waiting, hasWorker}: TroubleFacts): string =>
  `${countOf(waiting.letters, 'letter')}, ${countOf(waiting.receipts, 'receipt')}; ` +
  `${hasWorker ? 'a worker is running' : 'no worker is running'}`;

const MEGABYTE = 1_000_000;

const redisInWords = ({redis: {version, usedMemory, mostMemory}}: TroubleFacts): string => {
  const limit = mostMemory === 0 ? 'no limit' : `of ${thousands(Math.round(mostMemory / MEGABYTE))} MB`;
  return `${version}, ${thousands(Math.round(usedMemory / MEGABYTE))} MB, ${limit}`;
};
