import {expect, test} from 'vitest';
import {wordFaults} from '../../scripts/check-words.mjs';

test.each([
  ['// It is built anew.', 'anew'],
  ["const lost = 'Whoever asks';", 'Whoever'],
  ['<p>One press, and it goes</p>', 'One press'],
  ['type WebRooms = {};', 'Rooms'],
  ['const wish = noWishes;', 'wish'],
  ['No worker is alive', 'alive'],
])('%j uses a word that is not ours', (line, word) => {
  expect(wordFaults('src/a.ts', `// fine\n${line}\n`)).toEqual([
    expect.stringMatching(new RegExp(`^src/a\\.ts:2: "${word}"; say `)),
  ]);
});

test.each(['renewed', 'keepAlive', 'rooms', 'one press', '{letters}:wishes', '0004-freezing-anew.md'])(
  '%s is no such word',
  text => {
    expect(wordFaults('docs/a.md', text)).toEqual([]);
  },
);

test.each([
  'CHANGELOG.md',
  'docs/decisions/0001-a.md',
  'docs/glossary.md',
  'test/fixtures/page.txt',
  'a.json',
])('%s may say what it likes', path => {
  expect(wordFaults(path, 'anew')).toEqual([]);
});
