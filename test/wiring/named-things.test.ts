import {readdirSync, readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';

/** Every source file of the product, by its path. */
const SOURCES = new Map(
  ['src', 'workers', 'local-redis'].flatMap(folder =>
    readdirSync(folder, {recursive: true, encoding: 'utf8'})
      .filter(path => path.endsWith('.ts'))
      .map(path => [`${folder}/${path}`, readFileSync(`${folder}/${path}`, 'utf8')] as const),
  ),
);

const matches = (text: string, pattern: RegExp): string[] =>
  [...text.matchAll(pattern)].map(([, name = '']) => name);

const allMatches = (pattern: RegExp, isMeant = (_path: string) => true): Set<string> =>
  new Set([...SOURCES].flatMap(([path, text]) => (isMeant(path) ? matches(text, pattern) : [])));

const operate = readFileSync('docs/operate.md', 'utf8');

/** The first column of a table of docs/operate.md, under this heading. */
const documented = (heading: string, pattern: RegExp): Set<string> => {
  const section = operate.split(`## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return new Set(matches(section, pattern));
};

describe('what has a name is used by the product, and not by tests alone', () => {
  test.each([...new Set(matches(SOURCES.get('src/mail/letters.ts') ?? '', /\bletter: '([\w-]+)'/g))])(
    'some use case requests or sends the letter %s',
    letter => {
      const callers = [...SOURCES].filter(
        ([path, text]) =>
          path.startsWith('src/use-cases/') &&
          !/(send|write)-letter\.ts$/.test(path) &&
          new RegExp(`letter: '${letter}'`).test(text),
      );
      expect(callers.map(([path]) => path)).not.toEqual([]);
    },
  );

  test('every event of the log has its line in docs/operate.md, and every line its event', () => {
    const logged = [...allMatches(/\bevent: '([^'.]+\.[^']+)'/g), ...allMatches(/\bevent: `([^`]+)`/g)];
    const names = new Set(logged.map(name => name.replace(/\$\{[^}]*\}/g, '*')));
    expect([...names].sort()).toEqual([...documented('Events', /^\| `([^`]+)`/gm)].sort());
  });

  test('every event has in docs/operate.md the level at which it is logged', () => {
    const levels = new Map(
      [...operate.matchAll(/^\| `([^`]+)` \| ([a-z, ]+) \|/gm)].map(([, name = '', level = '']) => [
        name,
        level,
      ]),
    );
    const logged = [...SOURCES.values()].flatMap(text => [
      ...text.matchAll(/\blog\.(debug|info|warn|error)\(\s*\{\s*event: (?:'([^']+)'|`([^`]+)`)/g),
    ]);
    expect(logged.length).toBeGreaterThan(60);
    const wrong = logged.flatMap(([, level = '', plain, pattern]) => {
      const name = (plain ?? pattern ?? '').replace(/\$\{[^}]*\}/g, '*');
      return levels.get(name)?.split(', ').includes(level) ? [] : [`${name} is logged as ${level}`];
    });
    expect(wrong).toEqual([]);
  });

  test('every kind of job is asked for by some part of the product', () => {
    const queues = SOURCES.get('src/queues.ts') ?? '';
    const requests = matches(queues, /^ {2}(request\w+)\(/gm);
    expect(requests.length).toBeGreaterThanOrEqual(6);
    const callers = (name: string) =>
      [...SOURCES].filter(([path, text]) => path !== 'src/queues.ts' && text.includes(`queues.${name}`));
    const destructured = [...SOURCES.values()].join('\n');
    for (const name of requests)
      expect(
        callers(name).length > 0 ||
          new RegExp(`\\{[^}]*\\b${name}\\b[^}]*\\} = [^;]*queues`).test(destructured),
        name,
      ).toBe(true);
  });

  test('every metric has its line in docs/operate.md, and every line its metric', () => {
    const source = [...SOURCES]
      .filter(([path]) => path.startsWith('src/ops/metrics/'))
      .map(([, text]) => text)
      .join('\n');
    const metrics = new Set([
      ...matches(source, /gauge\(\s*'(\w+)'/g).map(name => `paperboy_${name}`),
      ...matches(source, /name: '(paperboy_\w+)'/g),
    ]);
    expect([...metrics].sort()).toEqual([...documented('Metrics', /^\| `(paperboy_\w+)/gm)].sort());
  });
});
