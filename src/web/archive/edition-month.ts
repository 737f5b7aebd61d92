import type {Context} from 'hono';
import {html} from 'hono/html';
import {longMonth} from '../../editions/date-words.ts';
import {isWeekly} from '../../editions/edition-id.ts';
import type {Month} from '../../editions/month.ts';
import type {WebDeps} from '../deps.ts';
import {notFound} from '../frame/error-pages.ts';
import {page} from '../frame/layout.ts';
import {monthPath} from '../frame/site.ts';
import {breadcrumbNav, editionList} from './archive-parts.ts';

/**
 * `/editions/2026-03`: the editions of a month with what they begin with, its weeks among its days; 404 for a
 * month without any.
 */
export const showMonth = async (deps: WebDeps, c: Context, month: Month): Promise<Response> => {
  const editions = await deps.editions.archive.ofMonth(month);
  if (editions.length === 0) return notFound(deps)(c);
  const weeks = editions.filter(({id}) => isWeekly(id)).length;
  const {say} = deps.speech;
  const days = editions.length - weeks;
  const counts = [
    ...(days === 0 ? [] : [say('editions.days', {n: days})]),
    ...(weeks === 0 ? [] : [say('editions.weeks', {n: weeks})]),
  ];
  c.header('Cache-Control', 'public, max-age=300');
  return c.html(
    page({
      site: deps,
      title: longMonth(month, deps.speech),
      description: say('editions.ofMonth', {month: longMonth(month, deps.speech)}),
      canonical: monthPath(month),
      body: html`${breadcrumbNav(deps, {month})}
<h1>${longMonth(month, deps.speech)}</h1>
<p class="facts">${counts.join(' · ')}</p>
${editionList(deps, editions)}`,
    }),
  );
};
