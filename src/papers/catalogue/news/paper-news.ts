import type {NewVersion, Paper, PaperId, SourceItem} from '../../paper.ts';
import {isArxivId} from '../../paper-id.ts';

/** What became of one paper, so that those who have it can be told. */
export type PaperNews =
  /** Its newest version; 0 where the source does not say which. */
  | (About & {kind: 'version'; version: number})
  | (About & {kind: 'withdrawn'})
  /** Source code that was not there before. */
  | (About & {kind: 'code'; url: string})
  /** It came into the catalogue. */
  | (About & {kind: 'new'; authors: string[]});

type About = {paper: PaperId; title: string};

/** The same for the same news, from any source and however often. */
export const newsId = (news: Exclude<PaperNews, {kind: 'new'}> | (About & {kind: 'new'})): string => {
  const {kind, paper} = news;
  switch (kind) {
    case 'version':
      return `${kind} ${paper} ${news.version}`;
    case 'code':
      return `${kind} ${paper} ${news.url}`;
    default:
      return `${kind} ${paper}`;
  }
};

/** A paper that many hundred people signed is nobody's news. */
const MAX_AUTHORS = 30;

/** What was published longer ago is new here alone. */
const MAX_AGE_MS = 60 * 86_400_000;

/** What a source told, and what was known before. */
export type Told = {
  items: readonly SourceItem[];
  /** As the catalogue had them before, in the items' order; null for an unknown one. */
  before: readonly (Paper | null)[];
  newVersions: readonly NewVersion[];
  /** Milliseconds since 1970. */
  now: number;
};

/** The news in what a source told of a day. */
export const findNews = ({items, before, newVersions, now}: Told): PaperNews[] => [
  ...newVersions.map(toVersionNews),
  ...items.flatMap(({paper}, place) => newsOfItem(paper, before[place] ?? null, now)),
];

const toVersionNews = ({id: paper, title = paper, version, isWithdrawn}: NewVersion): PaperNews =>
  isWithdrawn
    ? {kind: 'withdrawn', paper, title}
    : {kind: 'version', paper, title, version: version?.number ?? 0};

const newsOfItem = (paper: Paper, known: Paper | null, now: number): PaperNews[] => {
  const {id, title, authors, links} = paper;
  // One that is known by its title alone has nowhere to lead to.
  if (!isArxivId(id)) return [];
  const about = {paper: id, title};
  if (known) {
    const isNewCode = links.code !== null && known.links.code === null;
    return isNewCode ? [{...about, kind: 'code', url: links.code ?? ''}] : [];
  }
  const isOld = paper.publishedAt !== null && now - paper.publishedAt > MAX_AGE_MS;
  return isOld || authors.length === 0 || authors.length > MAX_AUTHORS
    ? []
    : [{...about, kind: 'new', authors}];
};
