import {existsSync} from 'node:fs';
import {join} from 'node:path';
import {Worker} from 'node:worker_threads';
import type {Spaces} from '../../editions/learning/space-store.ts';
import type {Log} from '../../log.ts';
import type {Catalogue} from '../../papers/catalogue/catalogue.ts';
import type {Candidate, PaperId} from '../../papers/paper.ts';
import {packageRoot} from '../../settings/package-root.ts';
import type {UnderstandLibrary, UnderstandLibraryResult} from '../../use-cases/papers/understand-library.ts';

/** What a thread begins with. */
export type LibraryOrder = UnderstandLibrary & {version: string | null};

/** What a thread asks of the process around it. */
export type QuestionOfLibraries =
  | {about: 'papers'; ids: readonly PaperId[]}
  | {about: 'days'}
  | {about: 'day'; day: string}
  | {about: 'space'; version: string};

export type AnswerOfLibraries = {
  papers: (Candidate | null)[];
  days: Awaited<ReturnType<Catalogue['days']>>;
  day: Candidate[];
  /** A packed space. */
  space: Uint8Array | null;
};

type Said =
  | {kind: 'question'; question: QuestionOfLibraries}
  | {kind: 'result'; result: UnderstandLibraryResult};

export type LibraryThreadDeps = {
  catalogue: Pick<Catalogue, 'findAll' | 'days' | 'candidatesInParts'>;
  spaces: Pick<Spaces, 'findBytes'>;
  currentSpace: () => Promise<string | null>;
  /** Understands in this process, where there is no built program for a thread. */
  understandHere: (asked: UnderstandLibrary) => Promise<UnderstandLibraryResult>;
  log: Pick<Log, 'info'>;
};

/** From the first byte that is read to what was learned. A page is answered within ten seconds. */
const MAX_THREAD_MS = 5000;

/** `program` is what a thread runs; null where nothing was built. Tests bring others, and smaller bounds. */
export type ThreadOptions = {program?: URL | string | null; maxMs?: number; maxHeapMb?: number};

/** Some hundred megabytes are what 20,000 entries take. */
const MAX_HEAP_MB = 512;

/** One in hand and one waiting, which is as long as a page may take; the next is asked to come again. */
const MAX_WAITING = 2;

/** All files together, where a library is understood in the process that answers others. */
const MAX_BYTES_HERE = 500_000;

const TOO_LONG = refused('it took too long; upload a smaller part');
const TOO_MANY = refused('too many libraries are being read at the moment; try again in a minute');
const TOO_LARGE = refused('it is too large to be read here; upload a smaller part');

/**
 * Understands what people upload in a thread of its own, one at a time, so that whatever a file holds, the
 * process answers others meanwhile. What takes longer than five seconds, or more memory than it may, is
 * stopped and refused.
 */
export const openLibraryThreads = (
  deps: LibraryThreadDeps,
  {program = builtProgram(), maxMs = MAX_THREAD_MS, maxHeapMb = MAX_HEAP_MB}: ThreadOptions = {},
) => {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;
  const understandOne = async (
    program: URL | string,
    asked: UnderstandLibrary,
  ): Promise<UnderstandLibraryResult> => {
    // Made here: a first space of a large catalogue takes longer than a thread may.
    const version = await deps.currentSpace();
    const startedAt = performance.now();
    const result = await inThread(deps, {program, maxMs, maxHeapMb, order: {...asked, version}});
    const tookMs = Math.round(performance.now() - startedAt);
    deps.log.info({event: 'library.read', outcome: result.kind, tookMs}, 'library read in a thread');
    return result;
  };
  return async (asked: UnderstandLibrary): Promise<UnderstandLibraryResult> => {
    if (program === null) return isSmall(asked) ? deps.understandHere(asked) : TOO_LARGE;
    if (waiting >= MAX_WAITING) return TOO_MANY;
    waiting++;
    const turn = last.then(() => understandOne(program, asked));
    // A fault is the reader's who asked; the next has a turn all the same.
    last = turn.catch(() => null);
    return turn.finally(() => waiting--);
  };
};

/** Node starts no thread from TypeScript on every version that we support: it begins with what was built. */
const builtProgram = (): string | null => {
  const path = join(packageRoot, 'dist', 'programs', 'workers', 'understand-library.js');
  return existsSync(path) ? path : null;
};

const isSmall = ({files}: UnderstandLibrary): boolean =>
  files.reduce((sum, {length}) => sum + length, 0) <= MAX_BYTES_HERE;

const inThread = (
  deps: LibraryThreadDeps,
  {
    program,
    maxMs,
    maxHeapMb,
    order,
  }: Required<Omit<ThreadOptions, 'program'>> & {
    program: URL | string;
    order: LibraryOrder;
  },
): Promise<UnderstandLibraryResult> =>
  new Promise<UnderstandLibraryResult>((resolve, reject) => {
    // It needs none of the secrets that stand in the environment, and none of the flags of this process.
    const thread = new Worker(program, {
      ...{workerData: order, env: {}, execArgv: []},
      resourceLimits: {maxOldGenerationSizeMb: maxHeapMb},
    });
    const timer = setTimeout(() => finish(() => resolve(TOO_LONG)), maxMs);
    const finish = (settle: () => void): void => {
      clearTimeout(timer);
      settle();
      void thread.terminate();
    };
    thread.on('message', (said: Said) => {
      if (said.kind === 'result') return finish(() => resolve(said.result));
      answerTo(deps, said.question).then(
        answer => thread.postMessage(answer),
        error => finish(() => reject(error)),
      );
    });
    thread.on('error', error => finish(() => (isOutOfMemory(error) ? resolve(TOO_LONG) : reject(error))));
    thread.on('exit', () => finish(() => reject(new Error('a thread ended without what it understood'))));
  });

const isOutOfMemory = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

const answerTo = async (
  {catalogue, spaces}: LibraryThreadDeps,
  question: QuestionOfLibraries,
): Promise<AnswerOfLibraries[QuestionOfLibraries['about']]> => {
  switch (question.about) {
    case 'papers':
      return catalogue.findAll(question.ids);
    case 'days':
      return catalogue.days();
    case 'day':
      return allOf(catalogue.candidatesInParts(question.day));
    case 'space':
      return spaces.findBytes(question.version);
  }
};

const allOf = async (parts: AsyncIterable<Candidate[]>): Promise<Candidate[]> => {
  const all: Candidate[] = [];
  for await (const part of parts) for (const candidate of part) all.push(candidate);
  return all;
};

function refused(reason: string): UnderstandLibraryResult {
  return {kind: 'refused', reason, file: null};
}
