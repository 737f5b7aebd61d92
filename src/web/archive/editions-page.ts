import type {Context} from 'hono';
import {html} from 'hono/html';
import type {EditionSummary} from '../../editions/archive.ts';
import {longMonth, shortMonth} from '../../editions/date-words.ts';
import type {Month} from '../../editions/month.ts';
import type {WebDeps} from '../deps.ts';
import {type Html, page} from '../frame/layout.ts';
import {monthPath, pathTo} from '../frame/site.ts';
import {editionList} from './archive-parts.ts';

/** So many of the newest months show their editions, so that the page is not bare on the first of a month. */
const OPEN_MONTHS = 2;

/** `/editions`: the editions of the newest two months, newest first, and the way to all months before. */
export const showEditions =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const {say} = deps.speech;
    const months = await deps.editions.archive.months();
    const open = await Promise.all(months.slice(0, OPEN_MONTHS).map(loadMonth(deps)));
    c.header('Cache-Control', 'public, max-age=60');
    return c.html(
      page({
        site: deps,
        title: say('frame.editions'),
        description: say('editions.description', {name: deps.name}),
        canonical: '/editions',
        body: html`<h1>${say('frame.editions')}</h1>
${months.length === 0 ? html`<p>${say('editions.none')}</p>` : ''}${open.map(month => openMonth(deps, month))}
${earlierMonths(deps, months.slice(OPEN_MONTHS))}`,
      }),
    );
  };

type OpenMonth = {month: Month; editions: EditionSummary[]};

const loadMonth =
  ({editions: {archive}}: WebDeps) =>
  async (month: Month): Promise<OpenMonth> => ({month, editions: await archive.ofMonth(month)});

const openMonth = (deps: WebDeps, {month, editions}: OpenMonth): Html =>
  html`<section aria-labelledby="m${month}">
<h2 id="m${month}"><a class="alone"
  href="${pathTo(deps, monthPath(month))}">${longMonth(month, deps.speech)}</a></h2>
${editionList(deps, editions)}
</section>
`;

const earlierMonths = (deps: WebDeps, months: Month[]): Html | string => {
  if (months.length === 0) return '';
  const years = [...new Set(months.map(yearOf))];
  return html`<section aria-labelledby="earlier">
<h2 id="earlier">${deps.speech.say('editions.earlier')}</h2>
<dl class="years">
${years.map(
  year => html`<dt>${year}</dt>
<dd>${months.filter(month => yearOf(month) === year).map(month => shortLink(deps, month))}</dd>
`,
)}</dl>
</section>
`;
};

/** Its year is not shown, but read to who hears one link after the other. */
const shortLink = (deps: WebDeps, month: Month): Html => {
  const year = html`<span class="unseen"> ${yearOf(month)}</span>`;
  return html`<a href="${pathTo(deps, monthPath(month))}">${shortMonth(month, deps.speech)}${year}</a>\n`;
};

const yearOf = (month: Month): string => month.slice(0, 4);
