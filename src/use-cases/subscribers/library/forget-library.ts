import type {Libraries} from '../../../editions/learning/library-store.ts';
import type {Log} from '../../../log.ts';

export type ForgetLibraryDeps = {libraries: Pick<Libraries, 'find' | 'forget'>; log: Log};

export type ForgetLibraryResult = {kind: 'forgotten'} | {kind: 'none'};

/** Deletes a subscriber's library, and all that was learned of it. */
export const forgetLibrary = async (
  {libraries, log}: ForgetLibraryDeps,
  number: number,
): Promise<ForgetLibraryResult> => {
  const known = await libraries.find(number);
  await libraries.forget(number);
  const result: ForgetLibraryResult = known ? {kind: 'forgotten'} : {kind: 'none'};
  log.info({event: 'library.forgotten', outcome: result.kind, subscriber: number}, 'library forgotten');
  return result;
};
