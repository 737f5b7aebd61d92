import {createHash} from 'node:crypto';
import type {KeptLibrary} from '../../editions/learning/library-store.ts';
import type {Spaces} from '../../editions/learning/space-store.ts';
import type {Log} from '../../log.ts';
import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {PaperId} from '../../papers/paper.ts';
import {paperIdOfTitle} from '../../papers/paper-id.ts';
import {MAX_WEIGHED} from '../../papers/references/limits.ts';
import {mergeReferences} from '../../papers/references/merge.ts';
import {type LibraryParsed, readLibrary} from '../../papers/references/read-library.ts';
import type {Reference, Rejected} from '../../papers/references/reference.ts';
import {compileInterest} from '../../ranking/library/learned-interest.ts';
import {
  COMPANIONS,
  directionOf,
  type LibraryText,
  learnLibrary,
} from '../../ranking/library/library-profile.ts';
import {printedForms} from '../../ranking/library/printed-terms.ts';
import {proposeTopics} from '../../ranking/library/proposed-topics.ts';
import type {LatentSpace} from '../../ranking/space/latent-space.ts';
import {type NearPapers, openNearPapers} from '../../ranking/space/near-papers.ts';

export type UnderstandDeps = {
  catalogue: Pick<Catalogue, 'findAll' | 'days' | 'candidatesInParts'>;
  spaces: Pick<Spaces, 'find'>;
  /** The version of the catalogue's space; null while the catalogue is too small for one. */
  currentSpace: () => Promise<string | null>;
  /** The newest papers in a space; `openPlaceCatalogue` remembers them for many libraries. */
  placeCatalogue?: PlaceCatalogue;
  /** Lets what else the process has to do go first. */
  takeTurns: () => Promise<unknown>;
  log: Pick<Log, 'info'>;
};

/** Papers of the catalogue with their places in a space. */
type PlacedCatalogue = {near: NearPapers; papers: {id: PaperId; text: LibraryText}[]};

export type PlaceCatalogue = (space: LatentSpace) => Promise<PlacedCatalogue>;

/** Places the catalogue once for each space that is asked for in a row. */
export const openPlaceCatalogue = (deps: Pick<UnderstandDeps, 'catalogue'>): PlaceCatalogue => {
  let last: {version: string; placed: Promise<PlacedCatalogue>} | null = null;
  return space => {
    if (last?.version !== space.version) last = {version: space.version, placed: placeCatalogue(deps, space)};
    return last.placed;
  };
};

/** The bytes of each file; nothing of them is kept. */
export type UnderstandLibrary = {files: readonly Uint8Array[]};

export type UnderstoodLibrary = {
  /** Entries that were read, one more often than once too. */
  read: number;
  /** Different papers. */
  papers: number;
  withAbstract: number;
  /** How many of the papers the catalogue has. */
  known: number;
  rejected: Rejected[];
  /** Proposed to follow, the most telling first; at most eight. */
  topics: string[];
  /** What tells it apart, as papers print it; at most twelve. */
  words: string[];
  /** What may be kept of it: no text, no name. */
  kept: Omit<KeptLibrary, 'broughtAt' | 'share'>;
};

export type UnderstandLibraryResult =
  | {kind: 'understood'; library: UnderstoodLibrary}
  /** A sentence without its end; `file` counts from 0, null where it is about all of them. */
  | {kind: 'refused'; reason: string; file: number | null};

/** Companions are looked for among so many of the newest papers. */
const MAX_LOOKED_THROUGH = 3000;
const SHOWN_WORDS = 12;

/**
 * Reads reference files and learns what tells them apart from the catalogue. Keeps nothing. Between its
 * steps, each of which takes seconds for thousands of papers, the process does what else waits.
 */
export const understandLibrary = async (
  deps: UnderstandDeps,
  asked: UnderstandLibrary,
): Promise<UnderstandLibraryResult> => {
  const result = await understand(deps, asked);
  const counts =
    result.kind === 'understood'
      ? {read: result.library.read, papers: result.library.papers, known: result.library.known}
      : {};
  deps.log.info({event: 'library.read', outcome: result.kind, ...counts}, 'library read');
  return result;
};

const understand = async (
  deps: UnderstandDeps,
  {files}: UnderstandLibrary,
): Promise<UnderstandLibraryResult> => {
  const parsed: LibraryParsed[] = [];
  for (const file of files) {
    parsed.push(readLibrary(file));
    await deps.takeTurns();
  }
  const refused = parsed.findIndex(({kind}) => kind === 'refused');
  const first = parsed[refused];
  if (first?.kind === 'refused') return {kind: 'refused', reason: `it is ${first.reason}`, file: refused};
  const libraries = parsed.filter(one => one.kind === 'library');
  const papers = newest(mergeReferences(libraries.flatMap(one => one.papers)));
  if (papers.length === 0) return {kind: 'refused', reason: 'no papers were found', file: null};
  const version = await deps.currentSpace();
  const space = version === null ? null : await deps.spaces.find(version);
  if (!space)
    return {kind: 'refused', reason: 'there are too few papers yet to learn from a library', file: null};
  return {kind: 'understood', library: await learn(deps, {libraries, papers, space})};
};

/** The newest say what a reader is about; their order stays. */
const newest = (papers: Reference[]): Reference[] => {
  if (papers.length <= MAX_WEIGHED) return papers;
  const dates = papers.map(({addedAt}) => addedAt ?? 0).sort((a, b) => b - a);
  const oldest = dates[MAX_WEIGHED - 1] ?? 0;
  return papers.filter(({addedAt}) => (addedAt ?? 0) >= oldest).slice(0, MAX_WEIGHED);
};

type Learning = {
  libraries: Extract<LibraryParsed, {kind: 'library'}>[];
  papers: Reference[];
  space: LatentSpace;
};

const learn = async (
  deps: UnderstandDeps,
  {libraries, papers, space}: Learning,
): Promise<UnderstoodLibrary> => {
  const ids = papers.map(({arxivId, title}) => arxivId ?? paperIdOfTitle(title));
  const found = await deps.catalogue.findAll(ids);
  const texts = papers.map((paper, place): LibraryText => {
    const {title, abstract, keywords} = found[place]?.paper ?? paper;
    return {title, abstract, keywords, addedAt: paper.addedAt};
  });
  const companions = await findCompanions(deps, {texts, space, own: new Set(ids)});
  await deps.takeTurns();
  const profile = learnLibrary({texts, space, companions});
  await deps.takeTurns();
  const printed = [...texts, ...companions];
  const {told: names, words} = compileInterest(profile, space);
  const told = (names && names.length > 0 ? names : [...words.keys()]).slice(0, SHOWN_WORDS);
  const forms = printedForms(printed, told);
  await deps.takeTurns();
  const asPrinted = told.map(term => forms.get(term) ?? term);
  return {
    read: libraries.reduce((sum, {entries}) => sum + entries.length, 0),
    papers: papers.length,
    withAbstract: texts.filter(({abstract}) => abstract !== '').length,
    known: found.filter(one => one !== null).length,
    rejected: libraries.flatMap(({rejected}) => rejected),
    topics: proposeTopics({profile, texts: printed, space}),
    words: asPrinted,
    kept: {
      profile,
      printed: asPrinted,
      ids: found.flatMap((one, place) => one?.paper.id ?? papers[place]?.arxivId ?? []),
      hash: hashOf(papers),
    },
  };
};

const placeCatalogue = async (
  {catalogue}: Pick<UnderstandDeps, 'catalogue'>,
  space: LatentSpace,
): Promise<PlacedCatalogue> => {
  const near = openNearPapers(space);
  const papers: PlacedCatalogue['papers'] = [];
  const days = await catalogue.days();
  for (const {day} of days.reverse()) {
    if (papers.length >= MAX_LOOKED_THROUGH) break;
    for await (const part of catalogue.candidatesInParts(day))
      for (const {paper} of part) {
        const {id, title, abstract, keywords} = paper;
        const text = {title, abstract, keywords, addedAt: null};
        near.put(papers.length, text);
        papers.push({id, text});
      }
  }
  return {near, papers};
};

type Companions = {texts: LibraryText[]; space: LatentSpace; own: ReadonlySet<PaperId>};

/** Papers of the catalogue that go with the library, the nearest first. */
const findCompanions = async (
  deps: UnderstandDeps,
  {texts, space, own}: Companions,
): Promise<LibraryText[]> => {
  const {near, papers} = await (deps.placeCatalogue?.(space) ?? placeCatalogue(deps, space));
  const along = near.along(directionOf(texts, space));
  return papers
    .map((one, place) => ({...one, far: along[place] ?? 0}))
    .filter(({id}) => !own.has(id))
    .sort((a, b) => b.far - a.far || (a.id < b.id ? -1 : 1))
    .slice(0, COMPANIONS)
    .map(({text}) => text);
};

/** The same papers in another order, or in another format, are the same library. */
const hashOf = (papers: Reference[]): string =>
  createHash('sha256')
    .update(JSON.stringify(papers.map(({arxivId, doi, title}) => arxivId ?? doi ?? title).sort()))
    .digest('base64url')
    .slice(0, 22);
