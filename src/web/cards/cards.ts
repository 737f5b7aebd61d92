import type {Context} from 'hono';
import {englishSpeech, type Speech} from '../../../templates/languages/speech.ts';
import {utcDay} from '../../clock.ts';
import {longDay} from '../../editions/date-words.ts';
import type {EditionContent} from '../../editions/edition.ts';
import {parseEditionId} from '../../editions/edition-id.ts';
import {reasonInWords} from '../../editions/reason-words.ts';
import {dateOf} from '../../mail/wording.ts';
import type {Candidate, PaperId} from '../../papers/paper.ts';
import {isArxivId, parsePaperId} from '../../papers/paper-id.ts';
import {countOf} from '../../papers/text.ts';
import {reasonOfVotes} from '../../ranking/votes.ts';
import type {WebDeps} from '../deps.ts';
import {notFound} from '../frame/error-pages.ts';
import type {CardLink} from '../frame/layout.ts';
import {shortByline} from '../frame/paper-parts.ts';
import type {Site} from '../frame/site.ts';
import type {Card} from './card.ts';
import {CARD_SIZE} from './card-look.ts';
import type {CardQueue} from './card-queue.ts';

/** An edition never changes; the look of its card may with an upgrade. */
const EDITION_CACHE = 'public, max-age=604800, stale-while-revalidate=604800';

/** A paper's votes do. */
const PAPER_CACHE = 'public, max-age=86400, stale-while-revalidate=604800';

/** Titles on the card of an edition. */
const TITLES = 3;

/** `/cards/editions/2026-03-12.png`: what a preview of a link to an edition shows. */
export const showEditionCard =
  (deps: WebDeps, queue: CardQueue) =>
  async (c: Context): Promise<Response> => {
    const reading = parseEditionId(idOf(c));
    const edition = reading.kind === 'edition-id' ? await deps.editions.find(reading.id) : null;
    if (!edition) return notFound(deps)(c);
    return answer(c, await queue.draw(editionCard(deps, edition.content)), EDITION_CACHE);
  };

/** `/cards/papers/2503.08120.png`: the same of a paper. */
export const showPaperCard =
  (deps: WebDeps, queue: CardQueue) =>
  async (c: Context): Promise<Response> => {
    const id = parsePaperId(idOf(c));
    const found = id ? await deps.papers.find(id) : null;
    if (!found) return notFound(deps)(c);
    return answer(c, await queue.draw(paperCard(deps, found)), PAPER_CACHE);
  };

/** The id in `…/ID.png`; '' for another file, which no id is. */
const idOf = (c: Context): string => /^(.+)\.png$/.exec(c.req.param('file') ?? '')?.[1] ?? '';

const answer = (c: Context, picture: Buffer | null, cache: string): Response => {
  if (picture === null)
    return c.text('Too many pictures are requested at once. Please try again.\n', 503, {
      'Retry-After': '10',
      'Cache-Control': 'no-store',
    });
  return c.body(new Uint8Array(picture), 200, {'Content-Type': 'image/png', 'Cache-Control': cache});
};

const editionCard = (site: Site, {id, papers}: EditionContent): Card => ({
  name: site.name,
  corner: countOf(papers.length, 'paper'),
  heading: dateOf(id, englishSpeech()).long,
  otherwise: '',
  lines: papers.slice(0, TITLES).map(({rank, title}) => `${rank}. ${title}`),
  facts: [...votesOfAll(papers), new URL(site.publicUrl).host].join(' · '),
});

/** `1234 upvotes in all`; nothing where no votes were counted. */
const votesOfAll = (papers: EditionContent['papers']): string[] =>
  upvotes(papers.reduce((sum, {votes}) => sum + (votes ?? 0), 0)).map(votes => `${votes} in all`);

const upvotes = (votes: number | null): string[] =>
  reasonOfVotes(votes).map(reason => reasonInWords(reason, englishSpeech()));

const paperCard = (site: Site, {paper, snapshot}: Candidate): Card => ({
  name: site.name,
  corner: paper.publishedAt === null ? '' : longDay(utcDay(paper.publishedAt), englishSpeech()),
  heading: paper.title,
  otherwise: isArxivId(paper.id) ? `arXiv ${paper.id}` : 'A paper',
  lines: [shortByline(paper, englishSpeech())],
  facts: [
    ...(paper.isWithdrawn ? ['Withdrawn'] : []),
    ...upvotes(snapshot.votes),
    new URL(site.publicUrl).host,
  ].join(' · '),
});

export const cardOfEdition = ({id, papers}: EditionContent, speech: Speech): CardLink => ({
  ...CARD_SIZE,
  path: `/cards/editions/${id}.png`,
  alt: `${dateOf(id, speech).long}: ${papers
    .slice(0, TITLES)
    .map(({title}) => title)
    .join('; ')}`,
});

export const cardOfPaper = ({id, title}: {id: PaperId; title: string}): CardLink => ({
  ...CARD_SIZE,
  path: `/cards/papers/${id}.png`,
  alt: title,
});
