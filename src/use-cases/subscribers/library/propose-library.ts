import type {Clock} from '../../../clock.ts';
import type {Libraries} from '../../../editions/learning/library-store.ts';
import type {Log} from '../../../log.ts';
import type {UnderstandLibraryResult, UnderstoodLibrary} from '../../papers/understand-library.ts';

export type ProposeLibraryDeps = {
  libraries: Pick<Libraries, 'propose' | 'countUpload'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** `understand` is asked only where the subscriber has uploads left. */
export type ProposeLibrary = {number: number; understand: () => Promise<UnderstandLibraryResult>};

export type ProposeLibraryResult =
  | {kind: 'proposed'; library: UnderstoodLibrary}
  | {kind: 'refused'; reason: string}
  /** More uploads than an hour may have. */
  | {kind: 'over'};

export const MAX_UPLOADS_AN_HOUR = 10;

/** Understands what a subscriber uploaded, and holds it for an hour for them to look at. */
export const proposeLibrary = async (
  deps: ProposeLibraryDeps,
  asked: ProposeLibrary,
): Promise<ProposeLibraryResult> => {
  const result = await propose(deps, asked);
  deps.log.info({event: 'library.proposed', outcome: result.kind, subscriber: asked.number}, 'library shown');
  return result;
};

const propose = async (
  {libraries, clock}: ProposeLibraryDeps,
  {number, understand}: ProposeLibrary,
): Promise<ProposeLibraryResult> => {
  if ((await libraries.countUpload(number)) > MAX_UPLOADS_AN_HOUR) return {kind: 'over'};
  const result = await understand();
  if (result.kind === 'refused') return {kind: 'refused', reason: result.reason};
  await libraries.propose(number, {...result.library.kept, broughtAt: clock.now(), share: 1});
  return {kind: 'proposed', library: result.library};
};
