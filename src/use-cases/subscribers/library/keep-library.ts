import type {Clock} from '../../../clock.ts';
import type {Libraries} from '../../../editions/learning/library-store.ts';
import type {Log} from '../../../log.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import type {SubscriberState} from '../../../subscribers/subscriber.ts';
import type {UnderstoodLibrary} from '../../papers/understand-library.ts';

export type KeepLibraryDeps = {
  subscribers: Pick<Subscribers, 'read'>;
  libraries: Pick<Libraries, 'find' | 'keep'>;
  clock: Pick<Clock, 'now'>;
  log: Log;
};

/** What was understood of the files, in the place of the library before. */
export type KeepLibrary = {number: number; library: UnderstoodLibrary};

export type KeepLibraryResult =
  | {kind: 'kept'}
  /** The same papers are kept already. */
  | {kind: 'unchanged'}
  /** Subscribers who get no editions have nothing to choose. */
  | {kind: 'refused'; state: SubscriberState}
  | {kind: 'unknown'};

/** Keeps a subscriber's library for their ranking. */
export const keepLibrary = async (deps: KeepLibraryDeps, asked: KeepLibrary): Promise<KeepLibraryResult> => {
  const result = await keep(deps, asked);
  const {number: subscriber, library} = asked;
  deps.log.info(
    {event: 'library.kept', outcome: result.kind, subscriber, papers: library.papers},
    'library kept',
  );
  return result;
};

const keep = async (
  {subscribers, libraries, clock}: KeepLibraryDeps,
  {number, library}: KeepLibrary,
): Promise<KeepLibraryResult> => {
  const [subscriber] = await subscribers.read([number]);
  if (!subscriber) return {kind: 'unknown'};
  const {state} = subscriber;
  if (state !== 'active' && state !== 'pending') return {kind: 'refused', state};
  const known = await libraries.find(number);
  if (known?.hash === library.kept.hash) return {kind: 'unchanged'};
  await libraries.keep(number, {...library.kept, broughtAt: clock.now(), share: known?.share ?? 1});
  return {kind: 'kept'};
};
