import type {Clock} from '../../../clock.ts';
import type {Libraries} from '../../../editions/learning/library-store.ts';
import type {UnderstandLibrary, UnderstandLibraryResult} from '../../papers/understand-library.ts';

export type KeepLibrariesDeps = {
  libraries: Pick<Libraries, 'findEach' | 'keep'>;
  /** Begins to read many libraries in a row. */
  openUnderstandLibrary: () => (asked: UnderstandLibrary) => Promise<UnderstandLibraryResult>;
  clock: Pick<Clock, 'now'>;
};

/** A library of a row: arXiv ids and DOIs. */
export type RowLibrary = {line: number; number: number; papers: string[]};

/** Why a row's library was not kept. */
export type LibraryNote = {line: number; reason: string};

/**
 * Opens what keeps libraries of rows; it reads the catalogue once for a file. A library that its reader
 * brought, or that an earlier import kept, stays.
 */
export const openKeepLibraries = ({libraries, openUnderstandLibrary, clock}: KeepLibrariesDeps) => {
  let understand: ReturnType<KeepLibrariesDeps['openUnderstandLibrary']> | null = null;
  const keepOne = async ({line, number, papers}: RowLibrary): Promise<LibraryNote[]> => {
    understand ??= openUnderstandLibrary();
    const result = await understand({files: [new TextEncoder().encode(papers.join('\n'))]});
    if (result.kind === 'refused') return [{line, reason: `library not kept: ${result.reason}`}];
    await libraries.keep(number, {...result.library.kept, broughtAt: clock.now(), share: 1});
    return [];
  };
  return async (rows: RowLibrary[]): Promise<LibraryNote[]> => {
    const known = await libraries.findEach(rows.map(({number}) => number));
    const notes: LibraryNote[] = [];
    for (const [place, row] of rows.entries()) if (!known[place]) notes.push(...(await keepOne(row)));
    return notes;
  };
};
