import {createHash} from 'node:crypto';
import type {PaperId} from './paper.ts';
import {cleanText, foldTitle} from './text.ts';

// Longer than any address of a paper; what is longer is not looked at.
const MAX_TEXT_LENGTH = 300;

const address = /^(?:https?:\/\/)?(?:(?:www|export)\.)?arxiv\.org\/(?:abs|pdf|html|format)\/([^?#\s]+)/i;
const huggingFaceAddress = /^(?:https?:\/\/)?huggingface\.co\/papers\/([^?#\s]+)/i;
const doi = /^(?:(?:https?:\/\/)?(?:dx\.)?doi\.org\/|doi:)?10\.48550\/arxiv\.([^?#\s]+)/i;
const label = /^(?:oai:arxiv\.org|arxiv):\s?(\S+)$/i;

const newId = /^(\d\d)(0[1-9]|1[0-2])\.(\d{4,5})(?:v[1-9]\d{0,3})?$/i;
const oldId = /^([a-z]+(?:-[a-z]+)?)(?:\.[a-z-]{2,12})?\/(\d\d)(0[1-9]|1[0-2])(\d{3})(?:v[1-9]\d{0,3})?$/i;
const titleId = /^title-[0-9a-f]{16}$/;

// Every archive that gave ids before April 2007 (arXiv's category taxonomy and the archives merged into it).
const oldArchives = new Set(
  `acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas cond-mat cs
   dg-ga funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin nucl-ex nucl-th patt-sol
   physics plasm-ph q-alg q-bio quant-ph solv-int stat supr-con`.split(/\s+/),
);

/**
 * The paper that a text names: an arXiv id of either form with or without its version, `arXiv:` and `oai:`
 * names, addresses of arXiv (abs, pdf, html), its DOI, Hugging Face's page of it, or our own `title-` id.
 * Null for anything else. Versions are dropped, and so is an old id's subject class (`math.GT/0309136` is
 * `math/0309136`): a paper is one paper. Forms: arXiv identifier scheme,
 * https://info.arxiv.org/help/arxiv_identifier.html.
 */
export const parsePaperId = (text: string): PaperId | null => {
  if (text.length > MAX_TEXT_LENGTH) return null;
  const name = text.trim();
  if (titleId.test(name)) return toPaperId(name);
  const written =
    [address, huggingFaceAddress, doi, label].map(form => form.exec(name)?.[1]).find(Boolean) ?? name;
  const bare = written.replace(/\.pdf$/i, '').replace(/\/$/, '');
  return parseNewId(bare) ?? parseOldId(bare);
};

const parseNewId = (text: string): PaperId | null => {
  const [, year = '', month = '', number = ''] = newId.exec(text) ?? [];
  const yearMonth = Number(year + month);
  // The scheme began in April 2007; numbers have five digits since January 2015 and begin at 1.
  if (yearMonth < 704 || Number(number) === 0) return null;
  return number.length === (yearMonth < 1501 ? 4 : 5) ? toPaperId(`${year}${month}.${number}`) : null;
};

const parseOldId = (text: string): PaperId | null => {
  const [, written = '', year = '', month = '', number = ''] = oldId.exec(text) ?? [];
  const archive = written.toLowerCase();
  if (!oldArchives.has(archive) || Number(number) === 0) return null;
  // From August 1991 to March 2007; two digits of the year tell the century.
  const yearMonth = Number(year + month);
  return yearMonth >= 9107 || yearMonth <= 703 ? toPaperId(`${archive}/${year}${month}${number}`) : null;
};

/**
 * The id of a work that is known by its title alone: `title-` and 16 hex digits of the folded title's
 * SHA-256.
 */
export const paperIdOfTitle = (title: string): PaperId =>
  // A title without any letter or digit still needs an id of its own.
  idOfText(foldTitle(title) || cleanText(title));

/** The id of another work of the same title, made of both. */
export const paperIdOfWork = ({title, abstract}: {title: string; abstract: string}): PaperId =>
  idOfText(`${foldTitle(title)}\n${foldTitle(abstract)}`);

const idOfText = (text: string): PaperId =>
  toPaperId(`title-${createHash('sha256').update(text).digest('hex').slice(0, 16)}`);

/** Whether the text is an arXiv id in the form that `parsePaperId` returns. */
export const isArxivId = (id: string): boolean => !titleId.test(id) && parsePaperId(id) === id;

/** arXiv's abstract page of a paper; null for a work that is known by its title alone. */
export const arxivPage = (id: PaperId): string | null =>
  isArxivId(id) ? `https://arxiv.org/abs/${id}` : null;

/** arXiv's PDF of a paper, newest version; null for a work that is known by its title alone. */
export const arxivPdf = (id: PaperId): string | null =>
  isArxivId(id) ? `https://arxiv.org/pdf/${id}` : null;

/** The one place where a checked text becomes an id. */
const toPaperId = (checked: string): PaperId => checked as PaperId;
