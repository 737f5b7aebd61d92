import type {Context} from 'hono';
import {html} from 'hono/html';
import {countOf, plainLine} from '../../papers/text.ts';
import type {FoundPaper, SearchResult} from '../../search/paper-search.ts';
import {MAX_QUERY_LENGTH} from '../../search/query.ts';
import {stretchesInWords} from '../../search/stretches-in-words.ts';
import type {WebDeps} from '../deps.ts';
import {problemAttributes, problemLine} from '../frame/field-problem.ts';
import {type Html, page} from '../frame/layout.ts';
import {dayAndVotes, shortByline} from '../frame/paper-parts.ts';
import {pathTo, type Site} from '../frame/site.ts';
import {marked, markWords, stemsOf, tellingKeywords, tellingSentence} from './marked-text.ts';

const PAPERS_A_PAGE = 20;

const TOO_LONG = `A search can have at most ${MAX_QUERY_LENGTH} characters.`;

/**
 * `/search?q=`: the papers that have these words, twenty a page; without a query the form alone. 400 for one
 * that is too long, 404 past the last page.
 */
export const showSearch =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const typed = c.req.query('q') ?? '';
    const number = parsePageNumber(c.req.query('page'));
    const skip = (number - 1) * PAPERS_A_PAGE;
    const result = await deps.papers.search.find(typed, {skip, most: PAPERS_A_PAGE});
    const query = plainLine(typed.slice(0, MAX_QUERY_LENGTH));
    // A query is private, and its URL is nothing that a search engine should list.
    c.header('Cache-Control', 'private, max-age=60');
    c.header('X-Robots-Tag', 'noindex');
    return c.html(
      page({
        site: deps,
        title: query === '' ? 'Search' : `Search: ${query}`,
        body: html`<h1>Search</h1>
${searchForm(deps, query, result.kind === 'too-long' ? TOO_LONG : undefined)}
${answerTo(deps, {query, number, result})}`,
      }),
      statusOf(result, skip),
    );
  };

/** What is no number of a page is the first. */
const parsePageNumber = (text: string | undefined): number =>
  /^[1-9]\d{0,3}$/.test(text ?? '') ? Number(text) : 1;

const isPastTheEnd = (result: SearchResult, skip: number): boolean =>
  result.kind === 'found' && skip > 0 && skip >= result.ordered;

const statusOf = (result: SearchResult, skip: number): 200 | 400 | 404 => {
  if (result.kind === 'too-long') return 400;
  return isPastTheEnd(result, skip) ? 404 : 200;
};

const searchForm = (
  site: Site,
  query: string,
  problem: string | undefined,
): Html => html`<form role="search" action="${pathTo(site, '/search')}">
<label for="q">Search all papers</label>
<div class="row">
<input id="q" name="q" type="search" maxlength="${MAX_QUERY_LENGTH}" value="${query}"
  ${problemAttributes('q', problem)}>
<button>Search</button>
</div>
${problemLine('q', problem)}
<p class="small">Words of a title, an abstract or a name, a “phrase in quotes”, or an arXiv ID or link.</p>
</form>`;

type Asked = {query: string; number: number; result: SearchResult};

const answerTo = (site: Site, {query, number, result}: Asked): Html | string => {
  if (result.kind === 'no-words') return html`<p>Enter at least one word.</p>`;
  if (result.kind !== 'found') return '';
  const stretched = stretchesInWords(result.stretches).map(line => html`<p>${sentence(line)}</p>\n`);
  if (result.total === 0)
    return html`<p>No papers found. Try fewer or different words.</p>
${stretched}`;
  const skip = (number - 1) * PAPERS_A_PAGE;
  const stems = stemsOf(query);
  if (isPastTheEnd(result, skip))
    return html`<p>No more results. <a href="${pageOf(site, query, 1)}">Back to the first page</a></p>`;
  return html`<p class="facts">${countLine(result, skip)}</p>
${
  result.isPartial ? html`<p>No paper contains all of these words; these contain the most.</p>\n` : ''
}${stretched}
<ol>
${result.papers.map(found => html`<li class="hit">${foundArticle({site, found, stems})}</li>\n`)}</ol>
${pageLinks(site, {query, number, ordered: result.ordered})}`;
};

const sentence = (line: string): string => `${line.charAt(0).toUpperCase()}${line.slice(1)}.`;

type Found = Extract<SearchResult, {kind: 'found'}>;

/** `7 papers`, `Papers 21 to 40 of 312, best match first` */
const countLine = ({total, ordered}: Found, skip: number): string => {
  if (total <= PAPERS_A_PAGE) return countOf(total, 'paper');
  const last = Math.min(skip + PAPERS_A_PAGE, ordered);
  const rest = total > ordered ? `, of which the best ${ordered} are shown` : ', best match first';
  return `Papers ${skip + 1} to ${last} of ${total}${rest}`;
};

type Shown = {site: Site; found: FoundPaper; stems: ReadonlySet<string>};

const foundArticle = ({site, found: {day, candidate}, stems}: Shown): Html => {
  const {paper, snapshot} = candidate;
  const sentence = tellingSentence(paper, stems);
  const keywords = tellingKeywords(paper, stems);
  const facts = [
    ...[shortByline(paper), paper.isWithdrawn ? 'Withdrawn' : ''].filter(fact => fact !== ''),
    ...dayAndVotes(day, snapshot, site.speech),
  ];
  return html`<article>
<h2 dir="auto"><a class="t" href="${pathTo(site, `/papers/${paper.id}`)}">${marked(
    markWords(paper.title, stems),
  )}</a></h2>
<p class="by">${facts.map((fact, at) => html`${at === 0 ? '' : ' · '}<bdi class="fact">${fact}</bdi>`)}</p>
${sentence === '' ? '' : html`<p dir="auto">${marked(markWords(sentence, stems))}</p>`}
${
  keywords.length === 0
    ? ''
    : html`<p class="small">Keyword: ${marked(markWords(keywords.join(', '), stems))}</p>`
}</article>`;
};

const pageOf = (site: Site, query: string, number: number): string =>
  pathTo(site, `/search?${new URLSearchParams({q: query, ...(number > 1 ? {page: String(number)} : {})})}`);

const pageLinks = (
  site: Site,
  {query, number, ordered}: {query: string; number: number; ordered: number},
) => {
  const links = [
    ...(number > 1
      ? [html`<a rel="prev" href="${pageOf(site, query, number - 1)}">Previous papers</a>`]
      : []),
    ...(number * PAPERS_A_PAGE < ordered
      ? [html`<a rel="next" href="${pageOf(site, query, number + 1)}">Next papers</a>`]
      : []),
  ];
  if (links.length === 0) return '';
  return html`<nav aria-label="Pages of results">${links}</nav>`;
};
