import {mkdirSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import {dirname, join} from 'node:path';
import {afterEach, beforeEach, expect, test} from 'vitest';
import {faultsIn} from '../../scripts/check-imports.mjs';
import {importsIn} from '../../scripts/read-imports.mjs';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'paperboy-imports-'));
});

afterEach(() => rmSync(folder, {recursive: true}));

const plant = (files: Record<string, string>): string[] => {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, dirname(path)), {recursive: true});
    writeFileSync(join(folder, path), text);
  }
  return faultsIn(folder).map(({path, line, rule}) => `${path}:${line} ${rule}`);
};

test('a house in order has no fault', () => {
  const faults = plant({
    'src/config.ts': 'export const from = () => process.env.HOME;\n',
    'src/papers/paper.ts': "import {join} from 'node:path';\nexport const paper = join;\n",
    'src/subscribers/subscribe.ts': "import {paper} from '../papers/paper.ts';\nexport const a = paper;\n",
    'src/delivery/send.ts': "import {a} from '../subscribers/subscribe.ts';\nexport const b = a;\n",
    'src/queues.ts': "import {Queue} from 'bullmq';\nexport const queue = Queue;\n",
    'src/app.ts':
      "import {b} from './delivery/send.ts';\nimport {start} from '../workers/delivery.ts';\nb(start);\n",
    'src/cli/main.ts': "import {app} from '../app.ts';\napp(process.env);\n",
    'workers/delivery.ts':
      "import {Worker} from 'bullmq';\nimport type {App} from '../src/app.ts';\nexport const start = Worker;\n",
  });
  expect(faults).toEqual([]);
});

test.each<[string, string, string, string]>([
  [
    'an import against the stream',
    'src/papers/paper.ts',
    "\nimport type {Edition} from '../editions/edition.ts';\n",
    'src/papers/paper.ts:2 papers may not import editions: imports run one way',
  ],
  [
    'subscribers that know of mail',
    'src/subscribers/unsubscribe.ts',
    "import {\n  letter,\n} from '../mail/letters.ts';\n",
    'src/subscribers/unsubscribe.ts:1 subscribers may not import mail: imports run one way',
  ],
  [
    'somebody who knows a page',
    'src/delivery/send.ts',
    "const page = await import('../web/page.ts');\n",
    'src/delivery/send.ts:1 web stands on top and is imported by src/app.ts and commands alone',
  ],
  [
    'somebody who knows a worker',
    'src/web/page.ts',
    "import {start} from '../../workers/delivery.ts';\n",
    'src/web/page.ts:1 workers stands on top and is imported by src/app.ts and commands alone',
  ],
  [
    'the environment read in a room',
    'src/mail/letters.ts',
    '// process.env is not read here\nconst home = process.env.HOME;\n',
    'src/mail/letters.ts:2 the environment is read in src/config.ts alone',
  ],
  [
    'the environment by another name',
    'src/mail/letters.ts',
    "import {env} from 'node:process';\nexport const home = env.HOME;\n",
    'src/mail/letters.ts:1 the environment is read in src/config.ts alone',
  ],
  [
    'bullmq in a room',
    'src/delivery/send.ts',
    "import {Queue} from 'bullmq';\n",
    'src/delivery/send.ts:1 bullmq belongs in src/queues.ts and workers/',
  ],
  [
    'resend in another file',
    'src/delivery/transports/smtp.ts',
    "export {Resend} from 'resend';\n",
    'src/delivery/transports/smtp.ts:1 resend belongs in src/delivery/transports/resend/resend.ts',
  ],
  [
    'a file of 301 lines',
    'workers/delivery.ts',
    'a();\n'.repeat(301),
    'workers/delivery.ts:301 301 lines; a file has at most 300',
  ],
])('finds %s', (_, path, text, fault) => {
  expect(plant({[path]: text})).toEqual([fault]);
});

test('finds files that import each other in a circle, unless only types go round', () => {
  const circle = {
    'src/mail/a.ts': "import {b} from './b.ts';\nexport const a = b;\n",
    'src/mail/b.ts': "import {c} from './c.ts';\nexport const b = c;\n",
    'src/mail/c.ts': "import {type T, a} from './a.ts';\nexport const c = a;\n",
  };
  expect(plant(circle)).toEqual([
    'src/mail/a.ts:1 files import each other in a circle: src/mail/a.ts -> src/mail/b.ts -> src/mail/c.ts -> src/mail/a.ts',
  ]);
  expect(
    plant({'src/mail/c.ts': "import {type T} from './a.ts';\nimport type {b} from './b.ts';\n"}),
  ).toEqual([]);
});

test('reads every form of import, and none in comments and strings', () => {
  const source = [
    "import a from 'a';",
    "import b, {type C} from 'b';",
    "export * from 'c';",
    "export {d} from 'd';",
    "import 'e';",
    "const f = await import('f');",
    "// import g from 'g';",
    "/* import h from 'h'; */",
    "const text = `import('i')`;",
    "const from = 'j'; // from 'k'",
  ].join('\n');
  expect(importsIn(source).map(({from}) => from)).toEqual(['a', 'b', 'c', 'd', 'e', 'f', 'i']);
});
