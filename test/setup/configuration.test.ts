import {existsSync, readFileSync} from 'node:fs';
import {fileURLToPath} from 'node:url';
import {describe, expect, test} from 'vitest';
import {configurationTable, environmentExample, withTable} from '../../scripts/write-configuration.mjs';
import {describeSettings, readConfig} from '../../src/config.ts';

const readme = fileURLToPath(new URL('../../README.md', import.meta.url));
const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');

describe('what is generated from the schema of the configuration', () => {
  test('.env.example is up to date (node scripts/write-configuration.mjs)', () => {
    expect(example).toBe(environmentExample(describeSettings()));
  });

  test.skipIf(!existsSync(readme))(
    "the README's table is up to date (node scripts/write-configuration.mjs)",
    () => {
      const text = readFileSync(readme, 'utf8');
      expect(withTable(text, configurationTable(describeSettings()))).toBe(text);
    },
  );

  test('.env.example with every setting switched on at its default is a valid configuration', () => {
    const settings = [...example.matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
      name,
      value?.replace(/^"(.*)"$/, '$1'),
    ]);
    expect(settings.length).toBeGreaterThan(describeSettings().length);
    expect(readConfig(Object.fromEntries(settings)).kind).toBe('config');
  });

  test('a default with spaces stands in quotes, a bar in a meaning does not end the cell', () => {
    const settings = [{name: 'A', byDefault: '10 0 * * *', meaning: 'one | two'}];
    expect(environmentExample(settings)).toContain('# one | two.\n# A="10 0 * * *"\n');
    expect(configurationTable(settings)).toContain('| `A` | `10 0 * * *` | one \\| two |');
  });

  test('a README without the marks is left alone', () => {
    expect(withTable('# Paperboy\n', 'table')).toBeNull();
    expect(withTable('<!-- /configuration --><!-- configuration -->', 'table')).toBeNull();
    expect(withTable('a<!-- configuration -->old<!-- /configuration -->b', 'new')).toBe(
      'a<!-- configuration -->\nnew\n<!-- /configuration -->b',
    );
  });
});

describe('SUBSCRIBE_ORIGINS', () => {
  const read = (value: string) => readConfig({SUBSCRIBE_ORIGINS: value});

  test('takes origins, separated by commas', () => {
    const reading = read('https://lab.example.org, http://localhost:8080');
    if (reading.kind === 'problems') throw new Error(reading.problems.join());
    expect(reading.config.SUBSCRIBE_ORIGINS).toEqual(['https://lab.example.org', 'http://localhost:8080']);
  });

  test.each([
    '*',
    'null',
    'lab.example.org',
    'https://lab.example.org/',
    'https://LAB.example.org',
    'ftp://a.example.org',
  ])('refuses %s, which no browser sends as an origin of the web', value => {
    expect(read(value)).toEqual({
      kind: 'problems',
      problems: [
        'SUBSCRIBE_ORIGINS: each must be an origin, such as https://lab.example.org, without a path',
      ],
    });
  });
});
