import {execFileSync} from 'node:child_process';
import {readFileSync} from 'node:fs';
import {isMain} from './is-main.mjs';

/**
 * Words that this repository does not use, each with what it says instead (docs/glossary.md). A former key of
 * Redis and the name of a decision's file may hold one.
 */
export const WORDS = [
  {pattern: /(?<!-)\banew\b/i, instead: 'again'},
  {pattern: /\bwhoever\b/i, instead: 'anyone who, or the thing itself'},
  {pattern: /One press/, instead: 'one click'},
  {pattern: /Rooms\b/, instead: 'Deps'},
  {pattern: /(?<!\{letters\}:)\bwish(es)?\b/i, instead: 'interests, a request, or what is preferred'},
  {pattern: /\balive\b/i, instead: 'running'},
];

/** What is ours to word: not the past, not the word lists themselves, not what others wrote. */
const isOurProse = (/** @type {string} */ path) =>
  /\.(?:tsx?|mjs|lua|md|mjml|txt|ya?ml|css)$/.test(path) &&
  !/^(?:CHANGELOG\.md|docs\/(?:decisions\/|glossary\.md)|scripts\/check-words\.mjs|test\/setup\/check-words)/.test(
    path,
  ) &&
  !/(?:^|\/)fixtures\//.test(path);

/**
 * The lines of a text that use such a word, as `path:line: word; say …`.
 * @param {string} path
 * @param {string} text
 * @returns {string[]}
 */
export const wordFaults = (path, text) =>
  isOurProse(path)
    ? text.split('\n').flatMap((line, at) =>
        WORDS.flatMap(({pattern, instead}) => {
          const found = pattern.exec(line);
          return found ? [`${path}:${at + 1}: "${found[0]}"; say ${instead}`] : [];
        }),
      )
    : [];

if (isMain(import.meta.url)) {
  const paths = execFileSync('git', ['ls-files'], {encoding: 'utf8'}).split('\n').filter(isOurProse);
  const faults = paths.flatMap(path => wordFaults(path, readFileSync(path, 'utf8')));
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
