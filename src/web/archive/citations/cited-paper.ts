import {safeHttpsUrl} from '../../../papers/links.ts';
import type {Paper} from '../../../papers/paper.ts';
import {isArxivId} from '../../../papers/paper-id.ts';

/** What every form of a citation says of a paper besides its title and authors. */
export type CitedPaper = {
  /** `arxiv-2503.08120`: as stable as the id, and without a character that ends a key of BibTeX. */
  key: string;
  /** Null where nobody tells. */
  year: number | null;
  /** Its page, or ''. */
  url: string;
  /** Null for a paper that arXiv does not have. */
  arxivId: string | null;
};

export const citedPaper = (paper: Paper): CitedPaper => {
  const {id, links} = paper;
  const isOfArxiv = isArxivId(id);
  return {
    key: isOfArxiv ? `arxiv-${id.replace('/', '-')}` : id,
    year: yearOf(paper),
    url: safeHttpsUrl(links.page) ?? '',
    arxivId: isOfArxiv ? id : null,
  };
};

/**
 * The year of the first version: arXiv's number tells it (from 1991 on); else when the source says it was
 * published.
 */
const yearOf = ({id, publishedAt}: Paper): number | null => {
  const twoDigits = isArxivId(id) ? /^(?:.*\/)?(\d\d)/.exec(id)?.[1] : undefined;
  if (twoDigits !== undefined) return Number(twoDigits) + (Number(twoDigits) >= 91 ? 1900 : 2000);
  return publishedAt === null ? null : new Date(publishedAt).getUTCFullYear();
};
