import {longMonth} from '../../editions/date-words.ts';
import type {EditionContent, EditionId} from '../../editions/edition.ts';
import {monthOf} from '../../editions/month.ts';
import {dateOf} from '../../mail/wording.ts';
import type {Paper} from '../../papers/paper.ts';
import {isArxivId} from '../../papers/paper-id.ts';
import {monthPath, type Site} from '../frame/site.ts';

const CONTEXT = 'https://schema.org';

/** A paper as schema.org's ScholarlyArticle. */
export const describePaper = ({publicUrl}: Pick<Site, 'publicUrl'>, paper: Paper): object => ({
  '@context': CONTEXT,
  '@type': 'ScholarlyArticle',
  '@id': `${publicUrl}/papers/${paper.id}`,
  url: `${publicUrl}/papers/${paper.id}`,
  headline: paper.title,
  author: paper.authors.map(name => ({'@type': 'Person', name})),
  abstract: paper.abstract || undefined,
  datePublished: paper.publishedAt === null ? undefined : new Date(paper.publishedAt).toISOString(),
  identifier: isArxivId(paper.id) ? `arXiv:${paper.id}` : undefined,
  sameAs: paper.links.page ?? undefined,
});

/** An edition as a page whose subject is a list of papers, in their order. */
export const describeEdition = (
  {publicUrl, name, speech}: Pick<Site, 'publicUrl' | 'name' | 'speech'>,
  {content, builtAt}: {content: EditionContent; builtAt: number},
): object => ({
  '@context': CONTEXT,
  '@type': 'CollectionPage',
  '@id': `${publicUrl}/editions/${content.id}`,
  url: `${publicUrl}/editions/${content.id}`,
  name: dateOf(content.id, speech).long,
  isPartOf: {'@type': 'WebSite', name, url: `${publicUrl}/`},
  breadcrumb: describeBreadcrumb({publicUrl, speech}, content.id),
  datePublished: new Date(builtAt).toISOString(),
  mainEntity: {
    '@type': 'ItemList',
    itemListElement: content.papers.map(({id, rank, title}) => ({
      '@type': 'ListItem',
      position: rank,
      name: title,
      url: `${publicUrl}/papers/${id}`,
    })),
  },
});

/** The way up from an edition: its month, then all editions. */
const describeBreadcrumb = (
  {publicUrl, speech}: Pick<Site, 'publicUrl' | 'speech'>,
  id: EditionId,
): object => ({
  '@type': 'BreadcrumbList',
  itemListElement: [
    {name: speech.say('frame.editions'), item: `${publicUrl}/editions`},
    {name: longMonth(monthOf(id), speech), item: `${publicUrl}${monthPath(monthOf(id))}`},
    {name: dateOf(id, speech).long, item: `${publicUrl}/editions/${id}`},
  ].map((step, place) => ({'@type': 'ListItem', position: place + 1, ...step})),
});
