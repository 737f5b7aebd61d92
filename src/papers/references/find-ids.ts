import type {PaperId} from '../paper.ts';
import {parsePaperId} from '../paper-id.ts';

const ID = String.raw`(\d{4}\.\d{4,5}(?!\d)|[a-z]+(?:-[a-z]+)?(?:\.[a-z-]{2,12})?\/\d{7}(?!\d))`;

/** In running text a number is an arXiv id only after one of these. */
const SIGN = [
  String.raw`\barxiv(?:\.org)?(?:[\s-]{1,2}(?:e-?prints?|preprints?|id))?[\s:.,/]{1,3}`,
  String.raw`(?:arxiv:\s?)?(?:(?:abs|pdf|html|format|ps)\/)?`,
].join('');
const HOSTS = String.raw`\babs\/|huggingface\.co\/papers\/|alphaxiv\.org\/overview\/|ar5iv\.org\/html\/`;

const named = new RegExp(`(?:${SIGN}|${HOSTS})${ID}`, 'gi');
const DOI = /\b10\.\d{4,9}\/[^\s"<>{}|\\^`]{1,200}/g;
const ARXIV_DOI = /^10\.48550\/arxiv\./;

/** The arXiv ids that a running text or a link names by `arXiv`, `abs/`, arXiv's DOI or a known host. */
export const arxivIdsIn = (text: string): PaperId[] =>
  Array.from(withoutTex(text).matchAll(named), ([, written = '']) => parsePaperId(written)).filter(
    id => id !== null,
  );

/** The arXiv id that a field for one holds: alone, or as `arxivIdsIn` finds it. */
export const arxivIdOf = (field: string): PaperId | null => {
  const written = withoutTex(field).trim();
  const id = parsePaperId(written);
  // An id of a title is Paperboy's own, and no file knows it.
  if (id !== null && !id.startsWith('title-')) return id;
  return arxivIdsIn(written)[0] ?? null;
};

/** The DOIs in a text, in lower case, without what only ends a sentence or a link. arXiv's own are ids. */
export const doisIn = (text: string): string[] =>
  Array.from(withoutTex(text).matchAll(DOI), ([written]) => trimDoi(written, text.includes('://'))).filter(
    doi => !ARXIV_DOI.test(doi),
  );

const trimDoi = (written: string, isLink: boolean): string => {
  const alone = isLink ? written.replace(/[?#].*$/, '') : written;
  const plain = alone.replace(/[.,;:'*&]{1,9}$/, '').toLowerCase();
  return /[)\]]$/.test(plain) && !/[([]/.test(plain) ? plain.slice(0, -1) : plain;
};

/** Braces and backslashes gone: `{\_}`, `\%`, `http\://`, `\url{…}`. `%20` stays as it is. */
const withoutTex = (text: string): string =>
  /[\\{}$]/.test(text)
    ? text
        .replace(/\$\\sim\$|\\textasciitilde/g, '~')
        .replace(/\\(?:url|href)(?=\{)/g, ' ')
        .replace(/\\(?=[_%&#:~/$-])|[{}]/g, '')
    : text;
