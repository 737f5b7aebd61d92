import type {LoadLearned} from '../../editions/learning/load-learned.ts';
import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {Candidate, PaperId} from '../../papers/paper.ts';
import type {LikedPaper, ReaderInterests} from '../../ranking/interests.ts';
import type {LatentSpace} from '../../ranking/space/latent-space.ts';
import type {Subscriber} from '../../subscribers/subscriber.ts';

/** What of a subscriber a selection depends on. */
type Reader = Pick<Subscriber, 'preferences' | 'opinions'> & {
  /** Absent for who is nobody's subscriber: nothing was learned of them. */
  number?: number;
};

/** Loads what a selection of an edition in this space depends on, for each reader in their order. */
export type LoadInterests = (readers: Reader[], space: LatentSpace | null) => Promise<ReaderInterests[]>;

/** Opinions are mostly on the papers of the last editions; about 2 kB each. */
const REMEMBERED_PAPERS = 5_000;

/**
 * Loads interests from records and from the papers that opinions name. Those papers are read from the
 * catalogue in one go, each once, and a process remembers some. A paper that the catalogue does not have
 * counts for nothing. Without opinions nothing is read.
 */
export const openLoadInterests = (
  catalogue: Pick<Catalogue, 'findAll'>,
  loadLearned: LoadLearned,
): LoadInterests => {
  const remembered = new Map<PaperId, LikedPaper>();
  const readPapers = async (ids: PaperId[]): Promise<Map<PaperId, LikedPaper>> => {
    const papers = new Map<PaperId, LikedPaper>();
    const unknown = ids.filter(id => {
      const known = remembered.get(id);
      if (known) papers.set(id, known);
      return !known;
    });
    for (const [place, found] of (await catalogue.findAll(unknown)).entries()) {
      const id = unknown[place];
      if (!found || id === undefined) continue;
      const paper = likedPaper(found);
      papers.set(id, paper);
      remember(remembered, id, paper);
    }
    return papers;
  };
  return async (readers, space) => {
    const named = readers.flatMap(({opinions: {more, less}}) => [...more, ...less]);
    const papers = named.length === 0 ? new Map() : await readPapers([...new Set(named)]);
    const interests = readers.map(reader => interestsOf(reader, papers));
    return space ? withLearned({readers, interests, space, loadLearned}) : interests;
  };
};

type WithLearned = {
  readers: Reader[];
  interests: ReaderInterests[];
  space: LatentSpace;
  loadLearned: LoadLearned;
};

/** The same with what was learned of those who are subscribers. */
const withLearned = async ({
  readers,
  interests,
  space,
  loadLearned,
}: WithLearned): Promise<ReaderInterests[]> => {
  const asked = interests.flatMap(({topics, liked, disliked}, place) => {
    const number = readers[place]?.number;
    return number === undefined ? [] : [{place, number, topics, liked, disliked}];
  });
  const learned = await loadLearned(asked, space);
  const byPlace = new Map(asked.map(({place}, at) => [place, learned[at]]));
  return interests.map((of, place) => {
    const {interest = null, owned = [], authors = []} = byPlace.get(place) ?? {};
    return {
      ...of,
      ...(interest === null ? {} : {learned: interest}),
      ...(owned.length === 0 ? {} : {owned}),
      ...(authors.length === 0 ? {} : {libraryAuthors: authors}),
    };
  });
};

const likedPaper = ({paper: {id, title, abstract, keywords, authors}}: Candidate): LikedPaper => ({
  id,
  title,
  abstract,
  keywords,
  authors,
});

const remember = (remembered: Map<PaperId, LikedPaper>, id: PaperId, paper: LikedPaper): void => {
  remembered.set(id, paper);
  const oldest = remembered.keys().next().value;
  if (remembered.size > REMEMBERED_PAPERS && oldest !== undefined) remembered.delete(oldest);
};

/** How many papers the short form has. */
const SHORT_PAPERS = 5;

const interestsOf = (
  {preferences, opinions}: Reader,
  papers: ReadonlyMap<PaperId, LikedPaper>,
): ReaderInterests => {
  const found = (ids: PaperId[]) => ids.flatMap(id => papers.get(id) ?? []);
  const {topics, avoid, authors, labs, codeHosts, papers: count, form, arxivShare} = preferences;
  return {
    topics,
    avoid,
    authors,
    labs,
    codeHosts,
    ...(form === 'short' ? {papers: Math.min(count, SHORT_PAPERS), form} : {papers: count}),
    arxivShare,
    liked: found(opinions.more),
    disliked: found(opinions.less),
  };
};
