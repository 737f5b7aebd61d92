import {html} from 'hono/html';
import type {Edition, EditionPaper} from '../../editions/edition.ts';
import {dateOf, paragraphsOf, subjectTitle} from '../../mail/wording.ts';
import {safeHttpsUrl} from '../../papers/links.ts';
import {cutAtWord, plainLine} from '../../papers/text.ts';
import {topicIndex} from '../../ranking/topics/topics.ts';
import type {Html} from '../frame/layout.ts';
import {byline, factsWithVotes, webLinks} from '../frame/paper-parts.ts';
import type {Site} from '../frame/site.ts';

/**
 * An edition in a feed. Every text is clean: one line, no character that XML 1.0 forbids; nothing is escaped
 * yet but `content`.
 */
export type FeedEntry = {
  /** Never changes, and no other entry of any of our feeds has it. */
  id: string;
  url: string;
  title: string;
  /** When the edition was built; milliseconds since 1970. It is frozen: nothing changes later. */
  at: number;
  /** The first titles, in plain text. */
  summary: string;
  /** The papers, as HTML. */
  content: string;
};

/** A feed before it is printed in one of its formats. */
export type Feed = {
  /** A tag such as `en`. */
  language: string;
  title: string;
  description: string;
  /** Who speaks: the instance's name. */
  author: string;
  /** The page that it is the feed of. */
  home: string;
  /** Its own address. */
  self: string;
  /** Never changes, also where the address does. */
  id: string;
  /** Newest edition first. */
  entries: FeedEntry[];
  /** When the last of its editions was built; milliseconds since 1970, null where it has none. */
  changedAt: number | null;
};

/**
 * Real abstracts stay below (arXiv takes 1,920 characters); a hostile one cannot make a feed larger than
 * readers take.
 */
const MAX_ABSTRACT_LENGTH = 4_000;

/** How many titles a summary names. */
const NAMED_TITLES = 3;

export type FeedRequest = {
  site: Pick<Site, 'name' | 'publicUrl' | 'speech' | 'askedLanguage'>;
  /** What every id begins with (src/instance/feed-base.ts). */
  base: string;
  /** Newest first. */
  editions: Edition[];
  /** As `foldTopic` makes it; null for every paper. */
  topic: string | null;
  /** The feed's path, `/feed.xml`. */
  path: string;
};

/**
 * The editions as a feed: one entry an edition, not one a paper. Anyone who follows a digest in a reader
 * expects what comes by mail: once a day, the day's papers in their order, each with its reason. An entry a
 * paper would be 20 to 80 unread marks a day, sorted by the reader and no longer by votes; and since an
 * edition is frozen, an entry never changes after it was read.
 *
 * With a topic, an edition has an entry only where papers are about it (as `topicIndex` finds them for a
 * subscriber who follows it), with those papers alone.
 */
export const toFeed = ({site, base, editions, topic, path}: FeedRequest): Feed => {
  const name = plainLine(site.name);
  const entries = editions.flatMap(edition => {
    const papers = papersAbout(edition.content.papers, topic);
    const differs = differencesOf(site, topic);
    return papers.length === 0 ? [] : [toEntry({site, base, edition, papers, differs})];
  });
  const {say} = site.speech;
  const query = new URLSearchParams({
    ...(topic === null ? {} : {topic}),
    ...(site.askedLanguage === null ? {} : {lang: site.askedLanguage}),
  });
  const address = `${path}${query.size === 0 ? '' : `?${query}`.replaceAll('+', '%20')}`;
  return {
    language: site.speech.language.code,
    title: topic === null ? name : plainLine(say('feeds.about', {name, topic})),
    description: topic === null ? say('feeds.description') : say('feeds.descriptionAbout', {topic}),
    author: name,
    home: `${site.publicUrl}/`,
    self: `${site.publicUrl}${address}`,
    id: `${base}${address}`,
    entries,
    changedAt: entries.length === 0 ? null : Math.max(...entries.map(({at}) => at)),
  };
};

const papersAbout = (papers: EditionPaper[], topic: string | null): EditionPaper[] => {
  if (topic === null) return papers;
  const places = new Set(topicIndex(papers).placesOf(topic));
  return papers.filter((_, place) => places.has(place));
};

/** Other papers make another entry, and so do other words (RFC 4287 section 4.2.6). */
const differencesOf = (site: FeedRequest['site'], topic: string | null): string =>
  [
    ...(topic === null ? [] : [`topic=${encodeURIComponent(topic)}`]),
    ...(site.askedLanguage === null ? [] : [`lang=${site.askedLanguage}`]),
  ].join('&');

type EntryRequest = Pick<FeedRequest, 'site' | 'base'> & {
  edition: Edition;
  papers: EditionPaper[];
  /** What tells the entry from others of its edition; '' for nothing. */
  differs: string;
};

/** An edition as an entry, with these of its papers. */
export const toEntry = ({
  site,
  base,
  edition: {content, builtAt},
  papers,
  differs,
}: EntryRequest): FeedEntry => {
  const page = `/editions/${content.id}`;
  const url = `${site.publicUrl}${page}${site.askedLanguage === null ? '' : `?lang=${site.askedLanguage}`}`;
  const titles = papers.map(paper => subjectTitle(titleOf(paper)));
  const {say} = site.speech;
  const first = titles[0] ?? '';
  const named = titles.length > 1 ? say('mail.titleAndMore', {title: first, n: titles.length - 1}) : first;
  const some = `${titles.slice(0, NAMED_TITLES).join(' · ')}${titles.length > NAMED_TITLES ? ' …' : ''}`;
  return {
    id: `${base}${page}${differs === '' ? '' : `#${differs}`}`,
    url,
    title: say('feeds.title', {date: dateOf(content.id, site.speech).long, title: named}),
    at: builtAt,
    summary: say('feeds.summary', {n: papers.length, titles: some}),
    content:
      html`${noteOf(content.note ?? '')}${papers.map(paper => paperOf(site, paper))}<p><a href="${url}">${
        papers.length === content.papers.length
          ? say('feeds.onWeb')
          : say('feeds.whole', {n: content.papers.length})
      }</a></p>`.toString(),
  };
};

const titleOf = ({id, title}: EditionPaper): string => plainLine(title) || id;

const noteOf = (note: string): Html[] =>
  paragraphsOf(note).map(lines => html`<p dir="auto">${lines.map(brokenLine)}</p>\n`);

const brokenLine = (line: string, place: number): Html =>
  html`${place === 0 ? '' : html`<br>`}${plainLine(line)}`;

// A reader shows an entry among others' and knows none of our styles: plain elements, absolute links.
const paperOf = (site: FeedRequest['site'], paper: EditionPaper): Html => {
  // The address of a link must be as the parser writes it, whatever became of it on its way through storage.
  const links = webLinks(paper.links, site.speech).filter(({url}) => safeHttpsUrl(url) === url);
  const by = plainLine(byline(paper, site.speech));
  const abstract = cutAtWord(plainLine(paper.abstract) || plainLine(paper.summary), MAX_ABSTRACT_LENGTH);
  const facts = [
    ...factsWithVotes(paper, site.speech).map(plainLine),
    ...links.map(({label, url}) => html`<a href="${url}">${label}</a>`),
  ];
  const address = links[0]?.url ?? `${site.publicUrl}/papers/${encodeURI(paper.id)}`;
  return html`<h3 dir="auto">${paper.rank}. <a href="${address}">${titleOf(paper)}</a></h3>
${[by, abstract].filter(text => text !== '').map(text => html`<p dir="auto">${text}</p>\n`)}${
  facts.length === 0
    ? ''
    : html`<p>${facts.map((fact, place) => html`${place === 0 ? '' : ' · '}${fact}`)}</p>\n`
}`;
};
