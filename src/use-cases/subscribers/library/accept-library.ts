import type {Libraries} from '../../../editions/learning/library-store.ts';
import type {Log} from '../../../log.ts';
import {parsePreferences} from '../../../subscribers/preferences.ts';
import type {Subscribers} from '../../../subscribers/store/subscriber-store.ts';
import type {Subscriber} from '../../../subscribers/subscriber.ts';

export type AcceptLibraryDeps = {
  subscribers: Pick<Subscribers, 'read' | 'update'>;
  libraries: Pick<Libraries, 'findProposed' | 'keep'>;
  log: Log;
};

/** `topics` are those of the proposed ones that the subscriber wants to follow. */
export type AcceptLibrary = {number: number; topics: string[]};

export type AcceptLibraryResult =
  | {kind: 'kept'; papers: number}
  /** It was proposed too long ago, or never. */
  | {kind: 'gone'}
  /** The topics do not fit among those that are followed. */
  | {kind: 'refused'; problems: string[]}
  | {kind: 'not-active'};

/** Keeps the library that was proposed last, and follows the chosen topics besides. */
export const acceptLibrary = async (
  deps: AcceptLibraryDeps,
  asked: AcceptLibrary,
): Promise<AcceptLibraryResult> => {
  const result = await accept(deps, asked);
  deps.log.info({event: 'library.kept', outcome: result.kind, subscriber: asked.number}, 'library kept');
  return result;
};

const accept = async (
  {subscribers, libraries}: AcceptLibraryDeps,
  {number, topics}: AcceptLibrary,
): Promise<AcceptLibraryResult> => {
  const [subscriber] = await subscribers.read([number]);
  if (subscriber?.state !== 'active') return {kind: 'not-active'};
  const library = await libraries.findProposed(number);
  if (!library) return {kind: 'gone'};
  const parsed = withTopics(subscriber, topics);
  if (parsed.kind === 'refused') return parsed;
  if (topics.length > 0)
    await subscribers.update(number, current => {
      const again = withTopics(current, topics);
      return again.kind === 'refused' ? null : {...current, preferences: again.preferences};
    });
  await libraries.keep(number, library);
  return {kind: 'kept', papers: library.profile.papers};
};

const withTopics = ({preferences}: Subscriber, topics: string[]) =>
  parsePreferences({topics: [...preferences.topics, ...topics].join(';')}, preferences);
