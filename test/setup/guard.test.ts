import {existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {afterEach, beforeEach, describe, expect, test} from 'vitest';
import {faultsIn} from '../../scripts/guard/faults.mjs';
import {house, limits, packages} from '../../scripts/guard/house.mjs';
import {measure} from '../../scripts/measure-code.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-guard-'));
});

afterEach(() => rmSync(folder, {recursive: true}));

/** The faults of a project of these files alone, by the rules of this one. */
const plant = (files: Record<string, string>): string[] => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), {recursive: true});
    writeFileSync(join(folder, path), text);
  }
  return faultsIn(folder, {house, packages, limits}).map(({path, line, says}) => `${path}:${line} ${says}`);
};

test('a house in order has no fault', () => {
  const faults = plant({
    'src/config.ts': 'export const from = () => process.env.HOME;\n',
    'src/papers/paper.ts': "import {join} from 'node:path';\nexport const paper = join;\n",
    'src/papers/tex/tex.ts': 'export const day = (at: number) => new Date(at).getUTCDate();\n',
    'src/subscribers/states.ts': "import {paper} from '../papers/paper.ts';\nexport const a = paper;\n",
    'src/subscribers/network.ts': "import {isIP} from 'node:net';\nexport const is = isIP;\n",
    'src/delivery/runs/send.ts': "import {a} from '../../subscribers/states.ts';\nexport const b = a;\n",
    'src/queues.ts': "import {Queue} from 'bullmq';\nexport const queue = Queue;\n",
    'src/use-cases/sending/send.ts':
      "import {b} from '../../delivery/runs/send.ts';\nexport const c = b({event: 'a.sent'});\n",
    'src/app.ts': "import {c} from './use-cases/sending/send.ts';\nc(Date.now());\n",
    'src/cli/main.ts': "import {app} from '../app.ts';\napp(process.env);\n",
    'workers/delivery.ts':
      "import {Worker} from 'bullmq';\nimport type {App} from '../src/app.ts';\nexport const start = " +
      'Worker;\n',
  });
  expect(faults).toEqual([]);
});

describe('refuses an import that', () => {
  test.each<[string, string, string, string]>([
    [
      'is against the stream',
      'src/papers/paper.ts',
      '../editions/edition.ts',
      'src/papers may not import src/editions',
    ],
    [
      'lets subscribers know of mail',
      'src/subscribers/a.ts',
      '../mail/letters.ts',
      'src/subscribers may not import src/mail',
    ],
    [
      'lets papers count',
      'src/papers/links.ts',
      '../ops/note-refusals.ts',
      'src/papers may not import src/ops',
    ],
    [
      'lets a rule reach the queues',
      'src/ranking/words.ts',
      '../queues.ts',
      'src/ranking may not import src/queues.ts',
    ],
    [
      'lets delivery wire',
      'src/delivery/chunks/retry.ts',
      '../../wiring/orders.ts',
      'src/delivery/chunks may not import src/wiring',
    ],
    [
      'lets the ledger know of runs',
      'src/delivery/ledger/a.ts',
      '../runs/open-run.ts',
      'src/delivery/ledger may not import src/delivery/runs',
    ],
    [
      'lets a transport know of runs',
      'src/delivery/transports/smtp/a.ts',
      '../../runs/open-run.ts',
      'src/delivery/transports/smtp may not import src/delivery/runs',
    ],
    [
      'climbs into a use case',
      'src/delivery/runs/a.ts',
      '../../use-cases/sending/b.ts',
      'src/delivery/runs may not import src/use-cases/sending',
    ],
    [
      'lets somebody know a page',
      'src/use-cases/sending/a.ts',
      '../../web/app.ts',
      'src/use-cases/sending may not import src/web',
    ],
    [
      'lets a page know a worker',
      'src/web/app.ts',
      '../../workers/delivery.ts',
      'src/web may not import workers',
    ],
    ['lets a module open everything', 'src/mail/a.ts', '../app.ts', 'src/mail may not import src/app.ts'],
    [
      'lets a tool of ours into the product',
      'src/mail/a.ts',
      '../../tools/b.mjs',
      'src/mail may not import tools',
    ],
    [
      'leads to a test',
      'src/mail/a.ts',
      '../../test/support/b.ts',
      'src/mail may not import test/support/b.ts',
    ],
    [
      'takes a purely textual rule elsewhere',
      'src/papers/tex/a.ts',
      '../text.ts',
      'src/papers/tex may not import src/papers',
    ],
  ])('%s', (_, path, target, says) => {
    for (const text of [`import {a} from '${target}';`, `\nexport type {A} from '${target}';`])
      expect(plant({[path]: `${text}\n`})).toEqual([
        `${path}:${text.split('\n').length} ${says}: imports run one way (scripts/guard/house.mjs)`,
      ]);
    expect(plant({[path]: `const a = await import('${target}');\n`})).toHaveLength(1);
  });
});

describe('refuses', () => {
  const pure = 'in a pure module: time, chance and what is read come in as arguments';

  test.each<[string, string, string, string]>([
    [
      'a folder without an entry',
      'src/novelties/a.ts',
      'a();\n',
      ' has no entry in scripts/guard/house.mjs: say what it may import',
    ],
    [
      'a folder within, without an entry',
      'src/papers/a/b.ts',
      'a();\n',
      ' has no entry in scripts/guard/house.mjs: say what it may import',
    ],
    [
      'a loose file without an entry',
      'src/helpers.ts',
      'a();\n',
      ' has no entry in scripts/guard/house.mjs: say what it may import',
    ],
    [
      'bullmq in a module',
      'src/delivery/runs/a.ts',
      "import {Queue} from 'bullmq';\n",
      ' bullmq belongs in bench/fan-out, src/queues.ts, workers, chaos',
    ],
    [
      'resend elsewhere',
      'src/delivery/letters/a.ts',
      "export {Resend} from 'resend';\n",
      ' resend belongs in bench/fan-out, src/delivery/transports/resend',
    ],
    [
      'ioredis elsewhere',
      'src/editions/a.ts',
      "import type {Redis} from 'ioredis';\n",
      ' ioredis belongs in bench/fan-out, src/redis',
    ],
    [
      'a package that nobody knows',
      'src/web/a.ts',
      "import {each} from 'lodash/fp';\n",
      ' lodash has no home: give it one in scripts/guard/house.mjs',
    ],
    [
      'the environment',
      'src/web/a.ts',
      '// process.env is not read here\nconst home = process.env.HOME;\n',
      ' the environment is read in src/config.ts alone',
    ],
    [
      'the environment by another name',
      'src/web/a.ts',
      "import {env} from 'node:process';\n",
      ' the environment is read in src/config.ts alone',
    ],
    ['the clock', 'src/papers/tex/a.ts', 'export const now = () => Date.now();\n', ` Date.now ${pure}`],
    ['the day', 'src/papers/text.ts', 'export const now = new Date();\n', ` new Date() ${pure}`],
    ['chance', 'src/ranking/a.ts', 'export const a = Math.random();\n', ` Math.random ${pure}`],
    [
      'chance from the system',
      'src/editions/a.ts',
      "import {randomUUID} from 'node:crypto';\n",
      ` node:crypto ${pure}`,
    ],
    ['a timer', 'src/subscribers/a.ts', 'setTimeout(a, 1);\n', ` setTimeout ${pure}`],
    ['the process', 'src/mail/a.ts', 'export const a = process.pid;\n', ` process ${pure}`],
    ['the network', 'src/search/query.ts', "const a = await fetch('b');\n", ` fetch ${pure}`],
    ['the network by a module', 'src/mail/a.ts', "import {get} from 'node:http';\n", ` node:http ${pure}`],
    [
      'a file that is read',
      'src/ranking/a.ts',
      "import {readFile} from 'node:fs/promises';\n",
      ` node:fs/promises ${pure}`,
    ],
    ['any', 'src/papers/a.ts', 'export const a = (b: any) => b;\n', ' `any` says nothing: name the type'],
    [
      'a file of 301 lines',
      'workers/delivery.ts',
      'a();\n'.repeat(301),
      ' 301 lines; a file has at most 300',
    ],
    [
      'a function of 61 lines',
      'src/papers/a.ts',
      `const long = () => {\n${'a();\n'.repeat(59)}};\n`,
      ' long has 61 lines; a function has at most 60',
    ],
    ['a wide comment', 'src/papers/a.ts', `// ${'word '.repeat(22)}.\n`, ' 114 characters; a line has 110'],
    [
      'a wide text in a test',
      'test/papers/a.test.ts',
      `const a = '${'word '.repeat(22)}';\n`,
      ' 123 characters; a line has 110',
    ],
    [
      'a wide line of Lua',
      'src/editions/lua/a.lua',
      `-- ${'word '.repeat(22)}.\n`,
      ' 114 characters; a line has 110',
    ],
  ])('%s', (_, path, text, says) => {
    const faults = plant({[path]: text});
    expect(faults).toHaveLength(1);
    expect(faults[0]?.replace(/^[^ ]+/, '')).toBe(says);
  });

  test('a wide line, unless it is one token that cannot be broken', () => {
    const url = `https://example.org/${'a'.repeat(120)}`;
    expect(plant({'src/papers/a.ts': `export const a =\n  '${url}';\n`})).toEqual([]);
    expect(plant({'src/papers/a.ts': `export const a = '${url}';\n`})).toHaveLength(1);
  });

  test('a folder of 21 entries', () => {
    const files = Array.from({length: 21}, (_, index) => [`src/papers/p${index}.ts`, 'a();\n'] as const);
    expect(plant(Object.fromEntries(files))).toEqual(['src/papers:1 21 entries; a folder has at most 20']);
  });

  test('files that import each other in a circle, by values or by types', () => {
    const circle = (name: string) => ({
      'src/mail/a.ts': "import {b} from './b.ts';\nexport const a = b;\n",
      'src/mail/b.ts': "import {c} from './c.ts';\nexport const b = c;\n",
      'src/mail/c.ts': `import {${name}} from './a.ts';\nexport const c = a;\n`,
    });
    for (const name of ['a', 'type A'])
      expect(plant(circle(name))).toEqual([
        'src/mail/a.ts:1 files import each other in a circle: ' +
          'src/mail/a.ts -> src/mail/b.ts -> src/mail/c.ts -> src/mail/a.ts',
      ]);
  });
});

test('takes the breaks of a comment, of a string and of other names for what they are', () => {
  const text =
    "// Date.now() and import {a} from '../web/app.ts'\nexport const a = {process: 1, fetch: " +
    "b.setTimeout, 'x': `any`};\n";
  expect(plant({'src/papers/a.ts': text})).toEqual([]);
});

test('every entry of the house is there', () => {
  const project = fileURLToPath(new URL('../..', import.meta.url));
  expect([...house.keys()].filter(name => !existsSync(join(project, name)))).toEqual([]);
});

test('the figures count files, functions and folders of the product by their lines', () => {
  plant({
    'src/papers/a.ts': 'export const a = () => {\n  b(c => c);\n};\n',
    'src/papers/tex/b.ts': `// ${'word '.repeat(22)}.\nexport type B = any;\n`,
    'test/papers/a.test.ts': 'a();\n',
  });
  expect(measure(folder)).toEqual({
    files: {of: 2, median: 2, p90: 3, max: 3},
    functions: {of: 2, median: 1, p90: 3, max: 3},
    folders: {of: 3, median: 1, p90: 2, max: 2},
    cycles: 0,
    anys: 1,
    wideComments: 1,
    wideTexts: 0,
  });
});
