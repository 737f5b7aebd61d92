import {existsSync, readdirSync, readFileSync, statSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';

const folder = fileURLToPath(new URL('..', import.meta.url));

const read = (path: string): string => readFileSync(join(folder, path), 'utf8');

const filesUnder = (name: string, form: RegExp): string[] =>
  readdirSync(join(folder, name), {recursive: true, encoding: 'utf8'})
    .map(path => join(name, path))
    .filter(path => form.test(path) && statSync(join(folder, path)).isFile())
    .sort();

const pages = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md', ...filesUnder('docs', /\.md$/)];
const code = [
  'src',
  'local-redis',
  'tools',
  'workers',
  'templates',
  'scripts',
  'chaos',
  'bench',
  'bin',
].flatMap(name => filesUnder(name, /\.(ts|tsx|mjs|lua|mjml|txt)$/));

const linksIn = (text: string): string[] =>
  [...text.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link]) =>
    link === undefined || /^([a-z]+:|#)/.test(link) ? [] : [link.replace(/#.*$/, '')],
  );

/** A path from the repository's folder; what stands after another folder or a host is none. */
const path =
  /(?<![\w./@-])(?:docs|src|workers|test|templates|scripts|chaos|bench|bin|\.ci)\/[\w.-]+(?:\/[\w.-]+)*/g;

const pathsIn = (text: string): string[] =>
  [...text.matchAll(path)].map(([found]) => found.replace(/[.-]+$/, ''));

const missing = (named: {from: string; path: string}[]): string[] =>
  named.filter(one => !existsSync(join(folder, one.path))).map(one => `${one.from} names ${one.path}`);

describe('what the documents name', () => {
  test('every link between files leads somewhere', () => {
    const named = pages.flatMap(from =>
      linksIn(read(from)).map(link => ({from, path: join(dirname(from), link)})),
    );
    expect(named.length).toBeGreaterThan(50);
    expect(missing(named)).toEqual([]);
  });

  test('every path of the repository exists', () => {
    const named = pages.flatMap(from => pathsIn(read(from)).map(found => ({from, path: found})));
    expect(named.length).toBeGreaterThan(50);
    expect(missing(named)).toEqual([]);
  });

  test('every path that the code and its comments name exists', () => {
    const named = code.flatMap(from => pathsIn(read(from)).map(found => ({from, path: found})));
    expect(named.map(one => one.path)).toContain('docs/decisions/0003-votes.md');
    expect(missing(named)).toEqual([]);
  });

  test('a path is not taken for one inside another address', () => {
    expect(pathsIn('resend.com/docs/api and ../src/x.ts and dist/src/y.js')).toEqual([]);
    expect(pathsIn('(docs/a/b.md), `src/c.ts`. src/d/*.lua')).toEqual(['docs/a/b.md', 'src/c.ts', 'src/d']);
  });

  test('the README leads to the decisions, the storage, the words and tests', () => {
    const readme = read('README.md');
    for (const name of ['docs/decisions', 'docs/storage.md', 'docs/glossary.md'])
      expect(readme).toContain(name);
    expect(linksIn(readme).filter(link => link.endsWith('.test.ts')).length).toBeGreaterThan(2);
  });
});

describe('the decisions', () => {
  const decisions = filesUnder('docs/decisions', /\.md$/);

  test('are numbered without a gap, as their titles are, and dated', () => {
    const numbers = decisions.map(name => Number(/\/(\d{4})-[a-z-]+\.md$/.exec(name)?.[1]));
    expect(numbers).toEqual(numbers.map((_, place) => place + 1));
    for (const [place, name] of decisions.entries())
      expect(read(name), name).toMatch(new RegExp(`^# ${place + 1}\\. .+\n\n\\d{4}-\\d\\d-\\d\\d\n`));
  });

  test('name every runtime dependency and no other', () => {
    const table = read('docs/decisions/0001-dependencies.md').match(/^\| `.*$/gm) ?? [];
    const named = table.flatMap(row =>
      [...(row.split('|')[1] ?? '').matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    );
    const {dependencies, optionalDependencies} = JSON.parse(read('package.json'));
    expect(named.sort()).toEqual(Object.keys({...dependencies, ...optionalDependencies}).sort());
  });
});

describe('the failure cases', () => {
  const rows = read('docs/failure-cases.md')
    .split('\n')
    .filter(line => /^\| \d+ \|/.test(line));

  test('are numbered from 1 to 24, and each names tests that are there by that name', () => {
    expect(rows.map(row => Number(/\d+/.exec(row)?.[0]))).toEqual(rows.map((_, place) => place + 1));
    expect(rows).toHaveLength(24);
    for (const row of rows) {
      const named = [...row.matchAll(/\]\(\.\.\/(test\/[^)]+)\) “(.+?)”(?=<br>| \|)/g)];
      expect(named.length, row).toBeGreaterThan(0);
      for (const [, file = '', name = ''] of named) expect(read(file), file).toContain(`'${name}`);
    }
  });

  test('name scenarios of the chaos bench that there are', () => {
    const scenarios = filesUnder('chaos/scenarios', /\.ts$/).map(read).join('\n');
    const named = rows.flatMap(row => [...(row.split('|').at(-2) ?? '').matchAll(/`([^`]+)`/g)]);
    expect(named.length).toBeGreaterThan(10);
    for (const [, name = ''] of named) expect(scenarios).toContain(`name: '${name}'`);
  });
});

describe('the keys of docs/storage.md', () => {
  const sources = filesUnder('src', /\.ts$/).map(name => ({name, text: read(name)}));
  const keys = [
    ...read('docs/storage.md').matchAll(/^\| `([^`]+)` \| (?:string|hash|set|sorted set|stream) \|/gm),
  ].map(([, key]) => key ?? '');

  /** The parts of a key that are the same in every key of its kind: `{e:`, `:chunk:`. */
  const fixedParts = (key: string): string[] => {
    const [, tag = '', rest = ''] = /^(\{[^}]*\})?(.*)$/.exec(key) ?? [];
    const words = tag === '' ? [`:${rest}`] : rest.split(/(?<=:)[A-Z]+/);
    return [tag.replace(/[A-Z]+\}$/, ''), ...words.map(word => word.replace(/:$/, ''))].filter(
      part => part !== '',
    );
  };

  /** A key of the code with everything that changes written alike: `{e:_}:chunk:_:_`. */
  const alike = (key: string): string => key.replace(/\$\{[^}]*\}/g, '_').replace(/[A-Z]+/g, '_');

  test('are all found in the code', () => {
    expect(keys.length).toBeGreaterThan(30);
    const lost = keys.filter(
      key => !sources.some(({text}) => fixedParts(key).every(part => text.includes(part))),
    );
    expect(lost).toEqual([]);
  });

  /** What the keys of an edition begin with; they are looked at below. */
  const EDITION = '{e:_}';

  test('are all that the code has', () => {
    const described = new Set(keys.map(alike));
    const inCode = sources.flatMap(({name, text}) =>
      [...text.matchAll(/`\$\{(?:\w+\.)?prefix\}:((?:\$\{[^`}]*\}|[^`])+)`/g)].map(([, key]) => ({
        name,
        key: key ?? '',
      })),
    );
    expect(inCode.length).toBeGreaterThan(20);
    const unknown = inCode.filter(({key}) => !described.has(alike(key)) && alike(key) !== EDITION);
    expect(unknown).toEqual([]);
    const ofEditions = [...read('src/delivery/ledger/ledger-keys.ts').matchAll(/`\$\{base\}(:[^`]+)`/g)];
    expect(ofEditions.length).toBeGreaterThan(10);
    for (const [, suffix = ''] of ofEditions) {
      const kind = `${EDITION}${alike(suffix)}`;
      expect(
        [...described].some(known => known === kind || known === `${kind}_`),
        kind,
      ).toBe(true);
    }
  });

  test('come with the queues that there are', () => {
    const queues = [...read('src/queues.ts').matchAll(/_QUEUE = '([a-z]+)'/g)].map(([, name]) => name);
    const sentence = read('docs/storage.md').split('## The queues')[1] ?? '';
    for (const name of queues) expect(sentence).toContain(`\`${name}\``);
  });
});
