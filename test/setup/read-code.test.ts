import {expect, test} from 'vitest';
import {readCode, readImportsAtRunTime} from '../../scripts/guard/read-code.mjs';

test('reads every form of import, and none in comments and strings', () => {
  const text = [
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
    "import {type L} from 'l';",
    "export type {M} from 'm';",
    "type N = import('n').N;",
  ].join('\n');
  const {imports} = readCode({path: 'a.ts', text});
  expect(imports.map(({from, isType}) => (isType ? `type ${from}` : from))).toEqual([
    'a',
    'b',
    'c',
    'd',
    'e',
    'f',
    'type l',
    'type m',
    'type n',
  ]);
  expect(readImportsAtRunTime({path: 'a.ts', text}).sort()).toEqual(['a', 'b', 'c', 'd', 'e', 'f']);
});

test('what a file imports when it runs is read of its statements alone', () => {
  const text = [
    "import a, {type B} from 'a';",
    "import {\n  c,\n} from 'c';",
    "import type {D} from 'd';",
    "import {type E} from 'e';",
    "import 'f';",
    "export {g} from 'g';",
    "export * from 'h';",
    "// import i from 'i';",
    'export const text = "import j from \'j\';";',
    "const from = 'k';",
  ].join('\n');
  expect(readImportsAtRunTime({path: 'a.ts', text}).sort()).toEqual(['a', 'c', 'f', 'g', 'h']);
});
