import {existsSync, readdirSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {importsIn} from '../../scripts/read-imports.mjs';

/** What a unit test does without: a Redis, a browser, processes, dist/. Loopback HTTP is allowed. */
const worldly = /^(node:)?child_process$|^playwright|^ioredis$|^bullmq$|\/dist\//;
/** The tests' own way to the Redis of the whole run. */
const worldlyFile = join('test', 'support', 'redis.ts');

/** The test files of the project, each as a path from its folder, divided by what they need. */
export const kindsOfTests = (folder: string): {unit: string[]; whole: string[]} => {
  const files = readdirSync(join(folder, 'test'), {recursive: true, encoding: 'utf8'})
    .filter(path => /\.test\.tsx?$/.test(path))
    .map(path => join('test', path))
    .sort();
  const whole = files.filter(path => needsTheWorld(join(folder, path), new Set()));
  return {unit: files.filter(path => !whole.includes(path)), whole};
};

/** Whether a test, or what it imports from the tests' own files, imports something worldly. */
const needsTheWorld = (path: string, seen: Set<string>): boolean => {
  if (seen.has(path) || !existsSync(path)) return false;
  if (worldly.test(path)) return true;
  seen.add(path);
  if (path.endsWith(worldlyFile)) return true;
  const imports = importsIn(readFileSync(path, 'utf8')).filter(({isType}) => !isType);
  if (imports.some(({from}) => worldly.test(from))) return true;
  return imports
    .filter(
      ({from}) =>
        from.startsWith('.') && !/(^|\/)(src|local-redis|workers|templates|scripts|tools)\//.test(from),
    )
    .some(({from}) => needsTheWorld(join(dirname(path), from), seen));
};
