import type {Context} from 'hono';
import {html} from 'hono/html';
import type {Speech} from '../../../templates/languages/speech.ts';
import {longDay} from '../../editions/date-words.ts';
import type {EditionContent, EditionPaper} from '../../editions/edition.ts';
import {dailyEdition} from '../../editions/edition-id.ts';
import {reasonInWords} from '../../editions/reason-words.ts';
import {dateOf} from '../../mail/wording.ts';
import type {Candidate, Paper, PaperId} from '../../papers/paper.ts';
import {parsePaperId} from '../../papers/paper-id.ts';
import {summaryOf} from '../../papers/summary.ts';
import {thumbnailUrl} from '../../papers/thumbnail.ts';
import {reasonOfReaders} from '../../ranking/like-counts.ts';
import type {Reason} from '../../ranking/reasons/reason.ts';
import {reasonOfVotes} from '../../ranking/votes.ts';
import {cardOfPaper} from '../cards/cards.ts';
import type {WebDeps} from '../deps.ts';
import {notFound} from '../frame/error-pages.ts';
import {type Html, page} from '../frame/layout.ts';
import {byline, factLine, shortByline, webLinks} from '../frame/paper-parts.ts';
import {pathTo} from '../frame/site.ts';
import {bibtexOf} from './citations/bibtex.ts';
import {relatedPapers} from './related-papers.ts';
import {describePaper} from './schema-org.ts';
import {pictureOf} from './thumbnails.ts';

/**
 * `/papers/:id`: one paper with its abstract and those most like it; an old arXiv id
 * (`astro-ph/0601001`) has a slash of its own.
 */
export const showPaper =
  (deps: WebDeps) =>
  async (c: Context): Promise<Response> => {
    const id = parsePaperId(c.req.param('id') ?? '');
    const found = id ? await deps.papers.find(id) : null;
    if (!found) return notFound(deps)(c);
    const {paper} = found;
    const [related, wanted, edition] = await Promise.all([
      deps.papers.search.relatedTo(paper),
      deps.papers.countLikes([paper]),
      editionOf(deps, paper.id),
    ]);
    // Without them for now, the page is not kept: they come as soon as the catalogue is read.
    c.header('Cache-Control', related === null ? 'no-cache' : 'public, max-age=300');
    return c.html(
      page({
        site: deps,
        title: paper.title,
        description: byline({...paper, otherAuthors: 0}, deps.speech),
        canonical: `/papers/${paper.id}`,
        card: cardOfPaper(paper),
        about: describePaper(deps, paper),
        hasScript: true,
        body: html`${paperBody({deps, found, edition, readers: wanted.get(paper.id) ?? 0})}
${citation(paper, deps.speech)}${related === null ? '' : relatedPapers(deps, paper, related)}`,
      }),
    );
  };

/** Where a paper stands: the edition of the newest day in whose list it is. */
type Standing = {content: EditionContent; paper: EditionPaper};

/** Null where no such edition carries it, or the catalogue is read for the first time. */
const editionOf = async ({papers, editions}: WebDeps, id: PaperId): Promise<Standing | null> => {
  const day = await papers.search.dayOf(id);
  const content = day === null ? undefined : (await editions.find(dailyEdition(day)))?.content;
  const paper = content?.papers.find(one => one.id === id);
  return content && paper ? {content, paper} : null;
};

type PaperBody = {
  deps: WebDeps;
  found: Candidate;
  edition: Standing | null;
  /** How many readers of this instance want more like it. */
  readers: number;
};

const paperBody = ({deps, found, edition, readers}: PaperBody): Html => {
  const {paper, snapshot} = found;
  const facts = factsOf(snapshot, readers, deps.speech);
  return html`<article>
${edition === null ? '' : wayBack(deps, edition)}
<h1 class="long-title" lang="en" dir="auto">${paper.title}</h1>
${peopleOf(paper, deps.speech)}${versionLine(found, deps.speech)}${
  paper.isWithdrawn ? withdrawnNotice(paper, deps.speech) : ''
}
${edition === null ? '' : whyChosen(edition, deps.speech)}${readLinks(paper, deps.speech)}
${facts.length === 0 ? '' : html`<p class="facts">${factLine(facts)}</p>`}
${pictureOf(deps, {...paper, hasPicture: thumbnailUrl(paper.thumbnail) !== null})}
${textsOf(paper, deps.speech)}
</article>`;
};

const wayBack = (deps: WebDeps, {content: {id, papers}, paper: {rank}}: Standing): Html =>
  html`<p class="small row"><a href="${pathTo(deps, `/editions/${id}`)}#p${rank}">‹ ${
    dateOf(id, deps.speech).long
  }</a>
<span>${deps.speech.say('paper.number', {n: papers.length, rank})}</span></p>\n`;

/** The votes of that day are left out: today's stand below. */
const whyChosen = ({paper: {reasons}}: Standing, speech: Speech): Html | string => {
  const why = reasons.filter(({kind}) => kind !== 'votes').map(reason => reasonInWords(reason, speech));
  return why.length === 0
    ? ''
    : html`<p class="why">${speech.say('paper.chosen', {reasons: why.join(speech.say('comma'))})}</p>\n`;
};

/** A long list of authors is folded. */
const peopleOf = (paper: Paper, speech: Speech): Html => {
  const all = byline({...paper, otherAuthors: 0}, speech);
  const short = shortByline(paper, speech);
  const since = paper.publishedAt === null ? [] : [longDay(dayOf(paper.publishedAt), speech)];
  const more =
    short === all
      ? ''
      : html`<details><summary>${speech.say('paper.allAuthors', {n: paper.authors.length})}</summary>
<p class="by" dir="auto">${paper.authors.join(speech.say('comma'))}</p></details>\n`;
  return html`<p class="by">${factLine([short, ...since])}</p>\n${more}`;
};

/** The first version's day is the paper's own; '' where no other is known here. */
const versionLine = ({paper, versions = []}: Candidate, speech: Speech): Html | string => {
  if (versions.length === 0) return '';
  const all = [{number: 1, at: paper.publishedAt}, ...versions].map(({number, at}) => {
    const {page} = paper.links;
    const name = `v${number}`;
    const told = page === null ? name : html`<a href="${page}${name}">${name}</a>`;
    return html`${number === 1 ? '' : ' · '}<bdi class="fact">${told}${
      at === null ? '' : ` ${longDay(dayOf(at), speech)}`
    }</bdi>`;
  });
  return html`<p class="by">${speech.say('paper.versions')} ${all}</p>\n`;
};

const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10);

const withdrawnNotice = ({links}: Paper, {say}: Speech): Html =>
  html`<p class="problem">${say('paper.wasWithdrawn')} ${
    links.page === null ? '' : html`<a href="${links.page}">${say('paper.readWhy')}</a>`
  }</p>\n`;

const readLinks = ({links}: Paper, speech: Speech): Html | string => {
  const [first, ...rest] = webLinks(links, speech);
  if (first === undefined) return '';
  const where =
    new URL(first.url).hostname === 'arxiv.org'
      ? speech.say('paper.readOnArxiv')
      : speech.say('paper.readAt', {place: first.label});
  return html`<p class="row"><a class="button" href="${first.url}">${where}</a>
${rest.map(({label, url}) => html`<a href="${url}">${label}</a>\n`)}</p>`;
};

const textsOf = (paper: Paper, {say}: Speech): Html => {
  const summary = summaryOf(paper);
  const isAll = paper.abstract === '' || summary === paper.abstract;
  return html`${summary === '' || isAll ? '' : textSection(say('paper.inShort'), summary, 'lead')}${
    isAll && summary === ''
      ? ''
      : textSection(say('paper.abstract'), isAll ? summary : paper.abstract, 'abstract')
  }`;
};

const textSection = (heading: string, text: string, kind: string): Html => html`<section>
<h2>${heading}</h2>
<p class="${kind}" lang="en" dir="auto">${text}</p>
</section>
`;

const citation = (paper: Paper, {say}: Speech): Html => html`<section aria-labelledby="cite">
<h2 id="cite">${say('paper.cite')}</h2>
<details><summary>BibTeX</summary>
<pre tabindex="0" aria-label="BibTeX">${bibtexOf(paper)}</pre>
<p><button class="second" type="button" data-copy data-copied="${say('paper.copied')}" hidden>${say(
  'paper.copy',
)}</button></p></details>
</section>
`;

const factsOf = ({votes, comments}: Candidate['snapshot'], readers: number, speech: Speech): string[] => {
  const inWords = (reason: Reason) => reasonInWords(reason, speech);
  return [
    ...reasonOfVotes(votes).map(inWords),
    ...(comments === null || comments === 0 ? [] : [speech.say('count.comments', {n: comments})]),
    ...reasonOfReaders(readers, false).map(inWords),
  ];
};
