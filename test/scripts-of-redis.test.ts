import {readdirSync, readFileSync} from 'node:fs';
import {expect, test} from 'vitest';

const scripts = readdirSync('src', {recursive: true, encoding: 'utf8'})
  .filter(path => path.endsWith('.lua'))
  .map(path => ({path, text: readFileSync(`src/${path}`, 'utf8')}));

/** The keys of the calls of a script, as they are written. */
const keysIn = (text: string): string[] =>
  [...text.matchAll(/redis\.call\('[A-Z]+', ([^,()]+(?:\([^()]*\))?)/g)].map(([, key = '']) => key.trim());

test('Redis Cluster can see every key that a script touches: none is made up from arguments', () => {
  expect(scripts.length).toBeGreaterThan(30);
  // `key` runs over declared ones or is a parameter of the prelude's functions; `key_of` picks one of KEYS.
  for (const {path, text} of scripts)
    for (const key of keysIn(text)) expect(key, path).toMatch(/^(KEYS\[\d+\]|key|key_of\(\w+\))$/);
});

test('a key that is made up from a prefix is seen', () => {
  expect(keysIn("redis.call('HSET', ARGV[1] .. chunk, 'state', 'planned')")).toEqual(['ARGV[1] .. chunk']);
});
