import {createHash} from 'node:crypto';
import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {PaperId} from '../../papers/paper.ts';
import type {LikedPaper} from '../../ranking/interests.ts';
import {
  combineInterests,
  compileInterest,
  type LearnedInterest,
  scaleInterest,
} from '../../ranking/library/learned-interest.ts';
import {learnLibrary} from '../../ranking/library/library-profile.ts';
import {namePapers} from '../../ranking/library/named-papers.ts';
import {libraryAuthors} from '../../ranking/library/news/own-authors.ts';
import type {LatentSpace} from '../../ranking/space/latent-space.ts';
import type {KeptLibrary, Libraries} from './library-store.ts';

/** What is learned from, of one reader. */
export type LearningReader = {
  number: number;
  topics: readonly string[];
  liked: LikedPaper[];
  disliked: LikedPaper[];
};

/** Beside a followed topic fewer liked papers than these teach less than they mislead (docs/ranking.md). */
const MIN_LIKED_BESIDE_TOPICS = 3;

/** What was learned of a reader, null where there is nothing to learn, and which papers they have. */
export type Learned = {
  interest: LearnedInterest | null;
  owned: readonly PaperId[];
  /** Authors of several papers of their library; absent where there is none. */
  authors?: readonly string[];
};

/** Loads what was learned of each reader in a space, in their order. */
export type LoadLearned = (readers: LearningReader[], space: LatentSpace) => Promise<Learned[]>;

/** Each reader is learned of once for what they have said, and then read. */
export const openLoadLearned =
  (
    libraries: Pick<Libraries, 'findEach' | 'findLearned' | 'keepLearned' | 'noteAuthors'>,
    catalogue: Pick<Catalogue, 'findAll'>,
  ): LoadLearned =>
  async (readers, space) => {
    const kept = await libraries.findEach(readers.map(({number}) => number));
    const asked = readers.map((reader, place) => ({
      reader,
      library: kept[place] ?? null,
      of: {number: reader.number, learnedFrom: nameOf(reader, kept[place] ?? null, space)},
    }));
    const known = await libraries.findLearned(asked.map(({of}) => of));
    return Promise.all(
      asked.map(async ({reader, library, of}, place) => {
        const owned = library?.ids ?? [];
        const found = known[place];
        const isSigned = library === null || library.authors !== undefined;
        if (found && isSigned) return {interest: found, owned, authors: library?.authors ?? []};
        const named = library && (await findNamed(catalogue, library.ids));
        const authors = libraryAuthors(named ?? []);
        if (library) await libraries.noteAuthors(reader.number, authors);
        const interest = learnReader({reader, library: library && {...library, papers: named ?? []}, space});
        if (interest) await libraries.keepLearned(of, interest);
        return {interest, owned, authors};
      }),
    );
  };

/** Raised whenever the same words of a reader teach something else. */
const FORM = 2;

const nameOf = (
  {topics, liked, disliked}: LearningReader,
  library: KeptLibrary | null,
  {version}: LatentSpace,
): string =>
  createHash('sha256')
    .update(
      JSON.stringify([
        ...[
          FORM,
          version,
          topics.length === 0,
          liked.map(({id}) => id).sort(),
          disliked.map(({id}) => id).sort(),
        ],
        ...[library?.hash ?? null, library?.broughtAt ?? null, library?.share ?? null],
      ]),
    )
    .digest('base64url')
    .slice(0, 16);

/** So many of a library's papers are looked for in the catalogue. */
const MAX_LOOKED_FOR = 500;

/** The papers of a library that the catalogue has: their titles are known without it. */
export const findNamed = async (
  catalogue: Pick<Catalogue, 'findAll'>,
  ids: readonly PaperId[],
): Promise<LikedPaper[]> => {
  const found = ids.length === 0 ? [] : await catalogue.findAll(ids.slice(0, MAX_LOOKED_FOR));
  return found.flatMap(one => (one ? [one.paper] : []));
};

type Library = Pick<KeptLibrary, 'profile' | 'share'> & {
  /** Those that may be named; none where it is left out. */
  papers?: LikedPaper[];
};

type Learning = {
  reader: Omit<LearningReader, 'number'>;
  library: Library | null;
  space: LatentSpace;
};

/** What a library comes to in a space, with its papers that may be named as alike. */
export const learnFromLibrary = (
  {profile, share, papers = []}: Library,
  space: LatentSpace,
): LearnedInterest => {
  const interest = compileInterest(profile, space);
  const named = namePapers({papers, direction: interest.direction, space});
  return {...scaleInterest(interest, share), named};
};

/** What a reader's library and opinions come to in a space; null where there are none. */
export const learnReader = ({reader, library, space}: Learning): LearnedInterest | null => {
  const learnPapers = (papers: LikedPaper[]): LearnedInterest | null =>
    papers.length === 0
      ? null
      : compileInterest(
          learnLibrary({texts: papers.map(paper => ({...paper, addedAt: null})), space}),
          space,
        );
  const isTaught = reader.topics.length === 0 || reader.liked.length >= MIN_LIKED_BESIDE_TOPICS;
  return combineInterests({
    library: library && learnFromLibrary(library, space),
    liked: isTaught ? learnPapers(reader.liked) : null,
    disliked: learnPapers(reader.disliked),
  });
};
