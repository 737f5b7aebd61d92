import {readFileSync} from 'node:fs';
import {describe, expect, test} from 'vitest';
import {configurationPage, environmentExample} from '../../scripts/write-configuration.mjs';
import {describeSettings, parseConfig} from '../../src/config.ts';

const page = readFileSync(new URL('../../docs/configuration.md', import.meta.url), 'utf8');
const example = readFileSync(new URL('../../.env.example', import.meta.url), 'utf8');

describe('what is generated from the schema of the configuration', () => {
  test('.env.example is up to date (node scripts/write-configuration.mjs)', () => {
    expect(example).toBe(environmentExample(describeSettings()));
  });

  test('docs/configuration.md is up to date (node scripts/write-configuration.mjs)', () => {
    expect(page).toBe(configurationPage(describeSettings()));
  });

  test('.env.example with every setting switched on at its default is a valid configuration', () => {
    const settings = [...example.matchAll(/^# ([A-Z_]+)=(.*)$/gm)].map(([, name, value]) => [
      name,
      value?.replace(/^"(.*)"$/, '$1'),
    ]);
    expect(settings.length).toBeGreaterThan(describeSettings().length);
    expect(parseConfig(Object.fromEntries(settings)).kind).toBe('config');
  });

  test('a default with spaces stands in quotes, a bar in a meaning does not end the cell', () => {
    const settings = [{group: 'Redis', name: 'A', byDefault: '10 0 * * *', meaning: 'one | two'}];
    expect(environmentExample(settings)).toContain('# one | two.\n# A="10 0 * * *"\n');
    expect(configurationPage(settings)).toContain('| `A` | `10 0 * * *` | one \\| two |');
  });
});

describe('SUBSCRIBE_ORIGINS', () => {
  const read = (value: string) => parseConfig({SUBSCRIBE_ORIGINS: value});

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

describe("an operator's own name, logo, colours and footer", () => {
  const read = (settings: Record<string, string>) =>
    parseConfig({PUBLIC_URL: 'https://papers.example.org', ...settings});

  test('are taken as they are', () => {
    const reading = read({
      SITE_NAME: ' Lab & Söhne 新聞 ',
      LOGO_URL: 'https://papers.example.org/pictures/logo.png',
      ACCENT_COLOUR: '#004488',
      ACCENT_COLOUR_DARK: '#88CCFF',
      FOOTER_TEXT: 'Made by the <reading> group.',
    });
    if (reading.kind === 'problems') throw new Error(reading.problems.join());
    expect(reading.config).toMatchObject({
      SITE_NAME: 'Lab & Söhne 新聞',
      LOGO_URL: 'https://papers.example.org/pictures/logo.png',
      ACCENT_COLOUR: '#004488',
      ACCENT_COLOUR_DARK: '#88CCFF',
      FOOTER_TEXT: 'Made by the <reading> group.',
    });
  });

  test.each([
    ['SITE_NAME', 'a'.repeat(61), 'must have at most 60 letters'],
    ['SITE_NAME', 'Papers\r\nBcc: x', 'must be one line without control characters'],
    ['SITE_NAME', 'Papers \u202Edesrever', 'must be one line without control characters'],
    ['FOOTER_TEXT', 'a'.repeat(501), 'must have at most 500 letters'],
    ['ACCENT_COLOUR', 'red', 'must be a colour such as #8f1d14'],
    ['ACCENT_COLOUR', '#fff', 'must be a colour such as #8f1d14'],
    ['ACCENT_COLOUR', '#ff8800', 'has a contrast of 2.33 on #fdfcf9, and text needs 4.5'],
    ['ACCENT_COLOUR_DARK', '#8f1d14', 'has a contrast of 2.02 on #171614, and text needs 4.5'],
  ])('%s "%s" is refused with the rule', (name, value, rule) => {
    expect(read({[name]: value})).toEqual({kind: 'problems', problems: [`${name}: ${rule}`]});
  });

  test.each([
    'http://papers.example.org/logo.png',
    'https://papers.example.org/logo.svg',
    'https://papers.example.org/logo.png?reader=7',
    'https://papers.example.org/a/../logo.png',
    'https://someone@papers.example.org/logo.png',
    "https://papers.example.org/'onload=.png",
    'https://papers.example.org/a;script-src *.png',
    'data:image/png;base64,AAAA.png',
  ])('LOGO_URL %s is refused', value => {
    expect(read({LOGO_URL: value})).toEqual({
      kind: 'problems',
      problems: ['LOGO_URL: must be the https URL of a .png, .jpg or .gif, without a query'],
    });
  });

  test.each(['https://cdn.example.net/logo.png', 'https://papers.example.org:8443/logo.png'])(
    'a logo of another host than that of the pages is refused: %s',
    value => {
      expect(read({LOGO_URL: value})).toEqual({
        kind: 'problems',
        problems: [
          'LOGO_URL: must be on the host of PUBLIC_URL, since an email loads nothing from third parties',
        ],
      });
    },
  );
});
