import type {Libraries} from '../../../editions/learning/library-store.ts';
import type {Log} from '../../../log.ts';

export type WeighLibraryDeps = {libraries: Pick<Libraries, 'find' | 'keep'>; log: Log};

/** How much a subscriber's library counts from now on. */
export type WeighLibrary = {number: number; share: 1 | 0.5};

export type WeighLibraryResult = {kind: 'weighed'} | {kind: 'none'};

/** Lets a subscriber's library count half, or whole again. */
export const weighLibrary = async (
  deps: WeighLibraryDeps,
  {number, share}: WeighLibrary,
): Promise<WeighLibraryResult> => {
  const library = await deps.libraries.find(number);
  if (library) await deps.libraries.keep(number, {...library, share});
  const result: WeighLibraryResult = {kind: library ? 'weighed' : 'none'};
  deps.log.info(
    {event: 'library.weighed', outcome: result.kind, subscriber: number, share},
    'library weighed',
  );
  return result;
};
