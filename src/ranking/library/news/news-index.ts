import type {PaperNews} from '../../../papers/catalogue/news/paper-news.ts';
import {newsId} from '../../../papers/catalogue/news/paper-news.ts';
import type {PaperId} from '../../../papers/paper.ts';
import {type Avoided, findAvoided} from '../../avoided.ts';
import {authorIndex} from '../../follows.ts';

/** What one reader is told of a paper: the news, and of a new paper which author of theirs signed it. */
export type OwnNews = Exclude<PaperNews, {kind: 'new'}> | (Omit<NewPaper, 'authors'> & {author: string});

type NewPaper = Extract<PaperNews, {kind: 'new'}>;

/** What a mail tells its reader of papers that are theirs: some in words, the others as a number. */
export type MailNews = {lines: OwnNews[]; more: number};

/** What of a reader news is found by. */
export type NewsReader = {
  /** The papers of their library and those that they wanted more like. */
  papers: readonly PaperId[];
  /** Whose new papers they are told of, as papers print them. */
  authors: readonly string[];
  /** Papers that they wanted less of. */
  unwanted: readonly PaperId[];
  /** Words that no title may hold of what is not theirs. */
  avoid: string[];
};

/** The news of some days, ready for many readers: what one asks for is looked up, nothing is walked. */
export type NewsIndex = {
  /** What concerns a reader, what weighs most first; each once. */
  newsFor(reader: NewsReader): OwnNews[];
};

/** So many names of authors are remembered with what they signed. */
const MAX_NAMES = 50_000;

export const indexNews = (news: readonly PaperNews[]): NewsIndex => {
  const byPaper = new Map<PaperId, OwnNews[]>();
  for (const one of eachOnce(news))
    if (one.kind !== 'new') byPaper.set(one.paper, [...(byPaper.get(one.paper) ?? []), one]);
  const signedBy = openSignedBy(news.filter(one => one.kind === 'new'));
  return {
    newsFor: ({papers, authors, unwanted, avoid}) => {
      const own = new Set(papers);
      const found: OwnNews[] = [];
      if (byPaper.size > 0) for (const paper of own) found.push(...(byPaper.get(paper) ?? []));
      const signed = new Map<PaperId, OwnNews>();
      for (const author of authors)
        for (const one of signedBy(author))
          if (!own.has(one.paper) && !signed.has(one.paper)) signed.set(one.paper, {...one, author});
      const wanted = [...found, ...signed.values()].filter(({paper}) => !unwanted.includes(paper));
      return withoutAvoided(wanted, avoid).sort(inOrder);
    },
  };
};

const eachOnce = (news: readonly PaperNews[]): PaperNews[] => [
  ...new Map(news.map(one => [newsId(one), one])).values(),
];

/** The new papers that somebody signed with their whole name: initials may be anybody's. */
const openSignedBy = (papers: readonly NewPaper[]) => {
  const papersOf = authorIndex(papers);
  const known = new Map<string, Omit<NewPaper, 'authors'>[]>();
  return (author: string): Omit<NewPaper, 'authors'>[] => {
    const before = known.get(author);
    if (before) return before;
    const signed = papersOf(author).flatMap(({place, name}) => {
      const one = papers[place];
      return one && name.kind === 'whole' ? [{kind: one.kind, paper: one.paper, title: one.title}] : [];
    });
    if (known.size >= MAX_NAMES) known.clear();
    known.set(author, signed);
    return signed;
  };
};

/** What is somebody else's work is not told where its title has a word that the reader avoids. */
const withoutAvoided = (news: OwnNews[], avoid: string[]): OwnNews[] => {
  if (avoid.length === 0) return news;
  const texts = news.map(one => ({title: titleOfOthers(one), abstract: '', keywords: []}));
  const places = new Set(findAvoided(texts, avoid).flatMap((one: Avoided) => one.places));
  return news.filter((_, place) => !places.has(place));
};

const titleOfOthers = (news: OwnNews): string => (news.kind === 'new' ? news.title : '');

const ORDER: OwnNews['kind'][] = ['withdrawn', 'version', 'code', 'new'];

const inOrder = (one: OwnNews, other: OwnNews): number =>
  ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind) || (idOf(one) < idOf(other) ? -1 : 1);

const idOf = (news: OwnNews): string => `${news.kind} ${news.paper}`;
