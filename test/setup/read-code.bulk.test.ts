import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';
import {codeRoots} from '../../scripts/guard/faults.mjs';
import {readImportsAtRunTime} from '../../scripts/guard/read-code.mjs';

test('the imports of every file are told alike by its statements and by the whole of it', () => {
  const files = [...codeRoots, 'test'].flatMap(root =>
    readdirSync(root, {recursive: true, encoding: 'utf8'})
      .filter(path => /\.(tsx?|mjs)$/.test(path))
      .map(path => `${root}/${path}`),
  );
  expect(files.length).toBeGreaterThan(1000);
  const told = files.map(path => {
    const text = readFileSync(path, 'utf8');
    const byAll = readImportsAtRunTime({path, text: `${text}\n// import()\n`});
    return {path, byStatements: readImportsAtRunTime({path, text}).sort(), byAll: byAll.sort()};
  });
  expect(told.filter(({byStatements, byAll}) => byStatements.join() !== byAll.join())).toEqual([]);
});
