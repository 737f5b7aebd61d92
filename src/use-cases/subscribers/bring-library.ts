import type {Clock} from '../../clock.ts';
import type {KeptLibrary, Libraries} from '../../editions/learning/library-store.ts';
import type {PaperId} from '../../papers/paper.ts';
import {compileInterest} from '../../ranking/library/learned-interest.ts';
import {COMPANIONS, type LibraryText, learnLibrary} from '../../ranking/library/library-profile.ts';
import {printedForms} from '../../ranking/library/printed-terms.ts';
import {proposeTopics} from '../../ranking/library/proposed-topics.ts';
import type {PaperSearch} from '../../search/paper-search.ts';

export type UnderstandLibraryDeps = {search: Pick<PaperSearch, 'goingWith'>; clock: Pick<Clock, 'now'>};

export type BroughtLibrary = {
  /** Its papers, those of the catalogue with the catalogue's text. */
  texts: LibraryText[];
  /** Those of its papers that have an id. */
  ids: PaperId[];
  /** Of what was read, so that the same file twice changes nothing. */
  hash: string;
};

export type UnderstandLibraryResult =
  | {
      kind: 'understood';
      /** What `keepLibrary` keeps: nothing of it is kept yet. */
      library: KeptLibrary;
      /** To be followed, as papers print them; the reader keeps or strikes them. */
      topics: string[];
      /** The words that tell the library apart, those that say most first, as papers print them. */
      words: string[];
    }
  /** The catalogue has too few papers to tell a library apart from, or no edition was built with them yet. */
  | {kind: 'no-space'};

const MAX_WORDS = 20;

/** What a library says of its reader. Keeps nothing. */
export const understandLibrary = async (
  {search, clock}: UnderstandLibraryDeps,
  {texts, ids, hash}: BroughtLibrary,
): Promise<UnderstandLibraryResult> => {
  // Some of those that go with a library are in it.
  const going = await search.goingWith(texts, COMPANIONS + ids.length);
  if (!going) return {kind: 'no-space'};
  const own = new Set(ids);
  const companions = going.papers.filter(({id}) => !own.has(id)).slice(0, COMPANIONS);
  const profile = learnLibrary({texts, space: going.space, companions});
  const printed = [...texts, ...companions];
  const {told} = compileInterest(profile, going.space);
  const forms = printedForms(printed, told);
  return {
    kind: 'understood',
    library: {profile, ids, broughtAt: clock.now(), hash},
    topics: proposeTopics({profile, texts: printed, space: going.space}),
    words: told.slice(0, MAX_WORDS).map(term => forms.get(term) ?? term),
  };
};

export type KeepLibraryDeps = {libraries: Pick<Libraries, 'keep' | 'remove'>};

/** Keeps what was understood for a subscriber, from their next selection on; null takes it back. */
export const keepLibrary = (
  {libraries}: KeepLibraryDeps,
  {number, library}: {number: number; library: KeptLibrary | null},
): Promise<void> => (library ? libraries.keep(number, library) : libraries.remove(number));
