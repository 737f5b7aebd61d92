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
export const byline = (
  paper: {
    authors: string[];
    otherAuthors: number;
    organisation: string | null;
  },
  {say}: Speech,
): string => {
  const {authors, otherAuthors, organisation} = paper;
  const named = authors.join(say('comma'));
  const names = otherAuthors === 0 ? named : say('names.others', {names: named, n: otherAuthors});
  return [names, organisation ?? ''].filter(part => part !== '').join(' · ');
};

/** With this many authors all are named; with more, one fewer and the number of the others. */
const NAMED_AUTHORS = 4;

/** The same with few authors, for a paper among others. */
export const shortByline = (
  {authors, organisation}: Pick<Paper, 'authors' | 'organisation'>,
  speech: Speech,
): string => {
  const named = authors.length > NAMED_AUTHORS ? NAMED_AUTHORS - 1 : authors.length;
  const otherAuthors = authors.length - named;
  return byline({authors: authors.slice(0, named), otherAuthors, organisation}, speech);
};

/** `Thursday 12 March 2026`, `34 upvotes`; the day alone where there are none. */
export const dayAndVotes = (day: string, {votes}: Pick<Snapshot, 'votes'>, speech: Speech): string[] => [
  dateOf(dailyEdition(day), speech).long,
  ...reasonOfVotes(votes).map(reason => reasonInWords(reason, speech)),
];

/** Facts on one quiet line; no line parts one of them, such as a date or a count. */
export const factLine = (facts: readonly string[]): Html[] =>
  facts.map((fact, at) => html`${at === 0 ? '' : ' · '}<bdi class="fact">${fact}</bdi>`);

/** Votes and why a paper stands in its edition, each once: a reason mostly tells the votes itself. */
export const factsWithVotes = (paper: Pick<EditionPaper, 'votes' | 'reasons'>, speech: Speech): string[] =>
  reasonsOf(paper).map(reason => reasonInWords(reason, speech));

/** Where a paper is read, as far as it is on the web. */
export const webLinks = (links: PaperLinks, {say}: Speech): WebLink[] =>
  (['page', 'pdf', 'code', 'project'] as const).flatMap(kind => {
    const url = links[kind];
    return isWebLink(url) ? [{kind, label: say(kind === 'page' ? 'link.paper' : `link.${kind}`), url}] : [];
  });

/** Where a paper is read, and what the link is called. */
export type WebLink = {kind: keyof PaperLinks; label: string; url: string};

// A link may only lead to the web, whatever became of it on its way through storage.
export const isWebLink = (url: string | null): url is string => url?.startsWith('https://') ?? false;
