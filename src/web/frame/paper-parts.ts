import {html} from 'hono/html';
import type {Speech} from '../../../templates/languages/speech.ts';
import type {EditionPaper} from '../../editions/edition.ts';
import {dailyEdition} from '../../editions/edition-id.ts';
import {reasonInWords} from '../../editions/reason-words.ts';
import {dateOf, reasonsOf} from '../../mail/wording.ts';
import type {Paper, PaperLinks, Snapshot} from '../../papers/paper.ts';
import {reasonOfVotes} from '../../ranking/votes.ts';
import type {Html} from './layout.ts';

/** `Ada Lovelace, Alan Turing and 4 others · Example Lab`, as far as it is known. */
export const byline = (paper: {
  authors: string[];
  otherAuthors: number;
  organisation: string | null;
}): string => {
  const {authors, otherAuthors, organisation} = paper;
  const others = otherAuthors === 1 ? ' and 1 other' : ` and ${otherAuthors} others`;
  const names = otherAuthors === 0 ? authors.join(', ') : `${authors.join(', ')}${others}`;
  return [names, organisation ?? ''].filter(part => part !== '').join(' · ');
};

/** With this many authors all are named; with more, one fewer and the number of the others. */
const NAMED_AUTHORS = 4;

/** The same with few authors, for a paper among others. */
export const shortByline = ({authors, organisation}: Pick<Paper, 'authors' | 'organisation'>): string => {
  const named = authors.length > NAMED_AUTHORS ? NAMED_AUTHORS - 1 : authors.length;
  return byline({authors: authors.slice(0, named), otherAuthors: authors.length - named, organisation});
};

/** `Thursday 12 March 2026`, `34 upvotes`; the day alone where there are none. */
export const dayAndVotes = (day: string, {votes}: Pick<Snapshot, 'votes'>, speech: Speech): string[] => [
  dateOf(dailyEdition(day), speech).long,
  ...reasonOfVotes(votes).map(reason => reasonInWords(reason, speech)),
];

/**
 * The line under a paper: what is known of it, then where to read it, each link saying of which paper it is.
 */
export const factsLine = ({
  title,
  facts,
  links,
  cite,
}: {
  title: string;
  facts: string[];
  links: PaperLinks;
  /** The path of the page with its BibTeX, where this is another. */
  cite?: string;
}): Html => {
  const parts = [
    ...facts,
    ...[...webLinks(links), ...(cite === undefined ? [] : [{label: 'Cite', url: cite}])].map(
      ({label, url}) => html`<a href="${url}">${label}<span class="unseen"> of ${title}</span></a>`,
    ),
  ];
  return html`<p class="facts">${parts.map((part, index) => (index === 0 ? part : html` · ${part}`))}</p>`;
};

/** Votes and why a paper stands in its edition, each once: a reason mostly tells the votes itself. */
export const factsWithVotes = (paper: Pick<EditionPaper, 'votes' | 'reasons'>, speech: Speech): string[] =>
  reasonsOf(paper).map(reason => reasonInWords(reason, speech));

/** Where a paper is read, as far as it is on the web. */
export const webLinks = (links: PaperLinks): {label: string; url: string}[] =>
  [
    {label: 'Paper', url: links.page},
    {label: 'PDF', url: links.pdf},
    {label: 'Code', url: links.code},
    {label: 'Project', url: links.project},
  ].flatMap(({label, url}) => (isWebLink(url) ? [{label, url}] : []));

// A link may only lead to the web, whatever became of it on its way through storage.
export const isWebLink = (url: string | null): url is string => url?.startsWith('https://') ?? false;

/** The abstract as a paragraph; '' where there is none. */
export const abstractOf = ({abstract}: {abstract: string}): Html | string =>
  abstract === '' ? '' : html`<p class="abstract" dir="auto">${abstract}</p>`;
