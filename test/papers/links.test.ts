import {describe, expect, test} from 'vitest';
import {findLinks, safeHttpsUrl} from '../../src/papers/links.ts';

describe('a link that may be printed', () => {
  test.each([
    ['https://example.org', 'https://example.org/'],
    [' HTTPS://Example.ORG/A_b?x=1&y=2#z ', 'https://example.org/A_b?x=1&y=2#z'],
    ['http://github.com/owner/repo', 'https://github.com/owner/repo'],
    ['http://owner.github.io/page', 'https://owner.github.io/page'],
    ['https://example.org:443/a', 'https://example.org/a'],
    ['https://example.org/a"b<c>', 'https://example.org/a%22b%3Cc%3E'],
    ['https://bücher.example.org/', 'https://xn--bcher-kva.example.org/'],
    ['https://exаmple.org/', 'https://xn--exmple-4nf.org/'],
  ])('%j is %j', (raw, url) => {
    expect(safeHttpsUrl(raw)).toBe(url);
  });
});

test.each([
  undefined,
  null,
  7,
  {href: 'https://example.org'},
  '',
  'example.org',
  '//example.org/a',
  'javascript:alert(1)',
  'java\nscript:alert(1)',
  'data:text/html,x',
  'vbscript:x',
  'ftp://example.org',
  'https:example.org',
  'https:/example.org',
  'https:///example.org',
  'https:\\\\example.org',
  'https://example.org\\@evil.example.net',
  'https://good.example.org@evil.example.net/',
  'https://@example.org/',
  'https://user:pass@example.org/',
  'http://example.org/',
  'https://example.org:8443/',
  'http://github.com:443/a/b',
  'https://example.org/a b',
  'https://exa\tmple.org/',
  'https://example.org/\u202Egpj.exe',
  'https://example.org/\u0000',
  'https://127.0.0.1/',
  'https://2130706433/',
  'https://0x7f.1/',
  'https://[::1]/',
  'https://[::ffff:127.0.0.1]/',
  'https://localhost/',
  'https://a.localhost/',
  'https://printer.local/',
  'https://metadata.google.internal/',
  'https://zheny2751',
  'https://example.org./',
  'https://-.org/',
  `https://example.org/${'a'.repeat(2000)}`,
  `https://example.org/${'é'.repeat(700)}`,
])('%j is not printed', raw => {
  expect(safeHttpsUrl(raw)).toBeNull();
});
describe('links in an abstract', () => {
  test.each([
    ['All of it: https://github.com/Ha0Tang/GestureGAN.', 'https://github.com/Ha0Tang/GestureGAN'],
    ['Code (https://github.com/a/b), data soon', 'https://github.com/a/b'],
    ['at \\url{https://github.com/a/b\\_c}.', 'https://github.com/a/b_c'],
    ['at https://github.com/a/b{https://github.com/a/b}.', 'https://github.com/a/b'],
    ['see “https://github.com/a/b”.', 'https://github.com/a/b'],
    ['http://github.com/a/b!', 'https://github.com/a/b'],
    ['futurehttps://github.com/a/b .', 'https://github.com/a/b'],
    ['代码见https://github.com/a/b。', 'https://github.com/a/b'],
    ['Code: github.com/a/b.', 'https://github.com/a/b'],
    [
      'https://anonymous.4open.science/r/thing-85CD/README.md',
      'https://anonymous.4open.science/r/thing-85CD/README.md',
    ],
    ['https://gitlab.com/a/b, https://github.com/c/d', 'https://gitlab.com/a/b'],
    ['https://codeberg.org/a/b_(draft)', 'https://codeberg.org/a/b_(draft)'],
    ['https://github.com/a/\nb is broken', null],
    ['evil.github.com.example.net/a/b', null],
  ])('%j has its code at %j', (abstract, code) => {
    expect(findLinks(abstract).code).toBe(code);
  });

  test.each([
    ['Project page: https://owner.github.io/page/.', 'https://owner.github.io/page/'],
    ['http://self.github.io/ and https://github.com/a/b', 'https://self.github.io/'],
    ['Models: https://huggingface.co/a/b. Page: https://example.org/x', 'https://example.org/x'],
    ['Models: https://huggingface.co/datasets/a/b.', 'https://huggingface.co/datasets/a/b'],
    ['From https://github.com/owner', 'https://github.com/owner'],
    ['as in https://arxiv.org/abs/2503.08120 and https://doi.org/10.1/x', null],
    ['at http://example.org/plain', null],
    ['at https://127.0.0.1/x and https://localhost', null],
    ['at https://zheny2751\\allowbreak-dotcom.github.io', null],
    ['https://github.com and nothing else', null],
    ['no link at all', null],
  ])('%j has its project page at %j', (abstract, project) => {
    expect(findLinks(abstract).project).toBe(project);
  });
});
