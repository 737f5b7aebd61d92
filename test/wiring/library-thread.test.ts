import {expect, test} from 'vitest';
import {type LibraryThreadDeps, openLibraryThreads} from '../../src/wiring/papers/library-thread.ts';

const refuse = async (): Promise<never> => expect.fail('nothing is asked for');
const deps: LibraryThreadDeps = {
  catalogue: {
    findAll: refuse,
    days: refuse,
    candidatesInParts: () => expect.fail('nothing is asked for'),
  },
  spaces: {findBytes: refuse},
  currentSpace: async () => null,
  understandHere: async () => ({kind: 'refused', reason: 'read here', file: null}),
  log: {info: () => undefined},
};
const library = {files: [new TextEncoder().encode('@misc{a, title = {Kites}}')]};
const programOf = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

const REFUSED = {kind: 'refused', reason: expect.stringContaining('took too long; upload a smaller part')};

test('what never ends is stopped, others have their turns meanwhile, and the next one is read', async () => {
  const understand = openLibraryThreads(deps, {program: programOf('for (;;);'), maxMs: 300});
  const answers = [understand(library), understand(library)];
  let turns = 0;
  let hasEnded = false;
  void answers[0]?.then(() => {
    hasEnded = true;
  });
  while (!hasEnded) {
    turns++;
    await new Promise(setImmediate);
  }
  expect(turns).toBeGreaterThan(100);
  expect(await Promise.all(answers)).toEqual([
    expect.objectContaining(REFUSED),
    expect.objectContaining(REFUSED),
  ]);
});

test('what takes all memory is stopped too', async () => {
  const hoard = 'const all = []; for (;;) all.push(Array(1e6).fill(1.5));';
  const understand = openLibraryThreads(deps, {program: programOf(hoard), maxMs: 60_000, maxHeapMb: 32});
  expect(await understand(library)).toMatchObject(REFUSED);
});

test('a fault of the thread is a fault, and the next one has its turn', async () => {
  const understand = openLibraryThreads(deps, {program: programOf(`throw new Error('a bug')`)});
  await expect(understand(library)).rejects.toThrow('a bug');
  await expect(understand(library)).rejects.toThrow('a bug');
  await expect(openLibraryThreads(deps, {program: programOf('0')})(library)).rejects.toThrow('ended');
});

test('more than one in hand and one waiting are asked to come again', async () => {
  const understand = openLibraryThreads(deps, {program: programOf('for (;;);'), maxMs: 20});
  const answers = await Promise.all(Array.from({length: 3}, () => understand(library)));
  expect(
    answers.filter(answer => answer.kind === 'refused' && answer.reason.includes('try again')),
  ).toHaveLength(1);
});

test('without a program, what is small is read in the process', async () => {
  const understand = openLibraryThreads(deps, {program: null});
  expect(await understand(library)).toMatchObject({reason: 'read here'});
  expect(await understand({files: [new Uint8Array(500_001)]})).toMatchObject({
    reason: expect.stringContaining('smaller part'),
  });
});
