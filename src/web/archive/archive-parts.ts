import {html} from 'hono/html';
import type {EditionSummary} from '../../editions/archive.ts';
import {longMonth} from '../../editions/date-words.ts';
import type {EditionId} from '../../editions/edition.ts';
import type {Month} from '../../editions/month.ts';
import {dateOf} from '../../mail/wording.ts';
import type {Html} from '../frame/layout.ts';
import {monthPath, pathTo, type Site} from '../frame/site.ts';

/** Editions with what they begin with, each as one entry of a list. */
export const editionList = (site: Site, editions: EditionSummary[]): Html => html`<ul class="editions">
${editions.map(edition => html`<li>${editionEntry(site, edition)}</li>\n`)}</ul>`;

const editionEntry = (site: Site, {id, papers, titles}: EditionSummary): Html =>
  html`<a href="${pathTo(site, `/editions/${id}`)}">${dateOf(id, site.speech).long}</a>
<span class="facts">${site.speech.say('count.papers', {n: papers})}</span>
${titles.map(title => html`<p class="summary" lang="en" dir="auto">${title}</p>\n`)}`;

/** The way back up, with the page's own name last: `Editions › March 2026 › Thursday 12 March 2026`. */
export const breadcrumbNav = (site: Site, {id, month}: {id?: EditionId; month: Month}): Html => {
  const here = id === undefined ? longMonth(month, site.speech) : dateOf(id, site.speech).long;
  const above =
    id === undefined
      ? ''
      : html`<li><a href="${pathTo(site, monthPath(month))}">${longMonth(month, site.speech)}</a></li>\n`;
  return html`<nav class="breadcrumb" aria-label="${site.speech.say('editions.breadcrumb')}"><ol>
<li><a href="${pathTo(site, '/editions')}">${site.speech.say('frame.editions')}</a></li>
${above}<li aria-current="page">${here}</li>
</ol></nav>`;
};
