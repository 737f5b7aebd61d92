import {arxivIdOf, doisIn} from '../../papers/references/find-ids.ts';
import {quoted} from '../quoted.ts';

/** So many papers one cell names; a larger library is a file of its own. */
export const MAX_CELL_PAPERS = 500;

/** `papers`: arXiv ids and DOIs, each once, in their order. */
export type LibraryCellParsed = {kind: 'papers'; papers: string[]} | {kind: 'refused'; problem: string};

/** Parses arXiv ids, DOIs and links of papers that `;` parts. An empty cell names none. */
export const parseLibraryCell = (cell: string): LibraryCellParsed => {
  const parts = cell
    .split(';')
    .map(part => part.trim())
    .filter(part => part !== '');
  const found = parts.map(part => arxivIdOf(part) ?? doisIn(part)[0] ?? null);
  const unknown = parts.find((_, place) => found[place] === null);
  if (unknown !== undefined)
    return {
      kind: 'refused',
      problem: `library ${quoted(unknown)} must be an arXiv ID, DOI or link of a paper`,
    };
  const papers = [...new Set(found.flatMap(id => id ?? []))];
  return papers.length > MAX_CELL_PAPERS
    ? {kind: 'refused', problem: `library names ${papers.length} papers; at most ${MAX_CELL_PAPERS}`}
    : {kind: 'papers', papers};
};
