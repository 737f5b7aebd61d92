import {expect, test} from 'vitest';
import {faultsOfEvents} from '../../scripts/guard/check-events.mjs';
import {readCode} from '../../scripts/guard/read-code.mjs';

/** The faults of a project of these files, one of which binds the use case `a`. */
const faultsOf = (files: Record<string, string>): string[] => {
  const all = {...files, 'src/wiring/all.ts': "import {a} from '../use-cases/a.ts';\n"};
  return faultsOfEvents(
    Object.entries(all).map(([path, text]) => ({path, text, code: readCode({path, text})})),
  ).map(({path, says}) => `${path} ${says}`);
};

test('a use case logs one event under one name, and what serves one may log one', () => {
  expect(
    faultsOf({
      'src/use-cases/a.ts': "log.info({event: 'a.done', outcome});\nlog.debug({event: 'a.done', outcome});\n",
      'src/use-cases/b.ts': `log.info({event: \`b.\${kind}\`});\n`,
      'src/use-cases/c.ts': 'export const c = 1;\n',
    }),
  ).toEqual([]);
});

test.each([
  ['none', 'export const a = 1;\n', 'no event'],
  ['two', "log.info({event: 'a.b'});\nlog.info({event: 'a.c'});\n", "the events 'a.b', 'a.c'"],
])('one that logs %s is refused', (_, text, names) => {
  expect(faultsOf({'src/use-cases/a.ts': text})).toEqual([
    `src/use-cases/a.ts logs ${names}; a use case logs one, under one name`,
  ]);
});
