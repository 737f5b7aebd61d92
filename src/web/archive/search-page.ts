import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Speech} from '../../../templates/languages/speech.ts';
import {plainLine} from '../../papers/text.ts';
import type {FoundPaper, SearchResult} from '../../search/paper-search.ts';
import {MAX_QUERY_LENGTH} from '../../search/query.ts';
import type {WebDeps} from '../deps.ts';
import {problemAttributes, problemLine} from '../frame/field-problem.ts';
import {type Html, page} from '../frame/layout.ts';
import {dayAndVotes, factLine, shortByline} from '../frame/paper-parts.ts';
import {pathTo, type Site} from '../frame/site.ts';
import {inHtml} from '../languages/in-html.ts';
import {marked, markWords, stemsOf, tellingKeywords, tellingSentence} from './marked-text.ts';
import {stretchSentences} from './stretch-sentences.ts';

const PAPERS_A_PAGE = 20;

/**
 * `/search?q=`: the papers that have these words, twenty a page; without a query the form alone. 400 for one
 * that is too long, 404 past the last page.
 */
export const showSearch =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const {say} = deps.speech;
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
        title: query === '' ? say('frame.search') : say('search.title', {query}),
        body: html`<h1>${say('frame.search')}</h1>
${searchForm(deps, query, problemOf(result, deps.speech))}
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

const problemOf = (result: SearchResult, {say}: Speech): string | undefined =>
  result.kind === 'too-long' ? say('search.tooLong', {n: MAX_QUERY_LENGTH}) : undefined;

const statusOf = (result: SearchResult, skip: number): 200 | 400 | 404 => {
  if (result.kind === 'too-long') return 400;
  return isPastTheEnd(result, skip) ? 404 : 200;
};

const searchForm = (
  site: Site,
  query: string,
  problem: string | undefined,
): Html => html`<form role="search" action="${pathTo(site, '/search')}">
<label for="q">${site.speech.say('search.label')}</label>
<div class="row">
<input id="q" name="q" type="search" maxlength="${MAX_QUERY_LENGTH}" value="${query}"
  ${problemAttributes('q', problem)}>
<button>${site.speech.say('frame.search')}</button>
</div>
${problemLine('q', problem)}
<p class="small">${site.speech.say('search.hint')}</p>
</form>`;

type Asked = {query: string; number: number; result: SearchResult};

const answerTo = (site: Site, {query, number, result}: Asked): Html | string => {
  const {say} = site.speech;
  if (result.kind === 'no-words') return html`<p>${say('search.oneWord')}</p>`;
  if (result.kind !== 'found') return '';
  const stretched = stretchSentences(result.stretches, site.speech).map(line => html`<p>${line}</p>\n`);
  if (result.total === 0)
    return html`<p>${say('search.nothing')}</p>
${stretched}`;
  const skip = (number - 1) * PAPERS_A_PAGE;
  const stems = stemsOf(query);
  if (isPastTheEnd(result, skip))
    return html`<p>${say('search.noMore')}
<a href="${pageOf(site, query, 1)}">${say('search.backToFirst')}</a></p>`;
  return html`<p class="facts">${countLine(result, skip, site.speech)}</p>
${result.isPartial ? html`<p>${say('search.partial')}</p>\n` : ''}${stretched}
<ol>
${result.papers.map(found => html`<li class="hit">${foundArticle({site, found, stems})}</li>\n`)}</ol>
${pageLinks(site, {query, number, ordered: result.ordered})}`;
};

type Found = Extract<SearchResult, {kind: 'found'}>;

/** `7 papers`, `Papers 21 to 40 of 312, best match first` */
const countLine = ({total: n, ordered: best}: Found, skip: number, {say}: Speech): string => {
  if (n <= PAPERS_A_PAGE) return say('count.papers', {n});
  const [from, to] = [skip + 1, Math.min(skip + PAPERS_A_PAGE, best)];
  return n > best ? say('search.bestOf', {n, from, to, best}) : say('search.someOf', {n, from, to});
};

type Shown = {site: Site; found: FoundPaper; stems: ReadonlySet<string>};

const foundArticle = ({site, found: {day, candidate}, stems}: Shown): Html => {
  const {paper, snapshot} = candidate;
  const sentence = tellingSentence(paper, stems);
  const keywords = tellingKeywords(paper, stems);
  const facts = [
    ...[shortByline(paper, site.speech), paper.isWithdrawn ? site.speech.say('paper.withdrawn') : ''].filter(
      fact => fact !== '',
    ),
    ...dayAndVotes(day, snapshot, site.speech),
  ];
  return html`<article>
<h2 lang="en" dir="auto"><a class="t" href="${pathTo(site, `/papers/${paper.id}`)}">${marked(
    markWords(paper.title, stems),
  )}</a></h2>
<p class="by">${factLine(facts)}</p>
${sentence === '' ? '' : html`<p lang="en" dir="auto">${marked(markWords(sentence, stems))}</p>`}
${
  keywords.length === 0
    ? ''
    : html`<p class="small">${inHtml(site.speech, 'search.keyword', {
        words: html`<span lang="en" dir="auto">${marked(markWords(keywords.join(', '), stems))}</span>`,
      })}</p>`
}</article>`;
};

const pageOf = (site: Site, query: string, number: number): string =>
  pathTo(site, `/search?${new URLSearchParams({q: query, ...(number > 1 ? {page: String(number)} : {})})}`);

const pageLinks = (
  site: Site,
  {query, number, ordered}: {query: string; number: number; ordered: number},
) => {
  const {say} = site.speech;
  const links = [
    ...(number > 1
      ? [html`<a rel="prev" href="${pageOf(site, query, number - 1)}">${say('search.previous')}</a>`]
      : []),
    ...(number * PAPERS_A_PAGE < ordered
      ? [html`<a rel="next" href="${pageOf(site, query, number + 1)}">${say('search.next')}</a>`]
      : []),
  ];
  if (links.length === 0) return '';
  return html`<nav aria-label="${site.speech.say('search.pages')}">${links}</nav>`;
};
