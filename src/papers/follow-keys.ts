import {toCodeHost} from './code-host.ts';
import type {Paper} from './paper.ts';

/** An author, a lab or a code host as readers' follows of it are counted: `author ada example`. */
export type FollowKey = `${'author' | 'lab' | 'code'} ${string}`;

/** What a reader follows, in their own words. */
type Followed = {authors: string[]; labs: string[]; codeHosts: string[]};

/**
 * What a reader's follow counts for. The words of a name may come in any order and without initials; of `A.
 * Example` nobody knows who is meant, so that it counts for nobody.
 */
export const followKeysOfReader = ({authors, labs, codeHosts}: Followed): FollowKey[] =>
  eachOnce([
    ...authors.flatMap(authorKey),
    ...labs.flatMap(lab => toKey('lab', wordsOf(lab).join(' '))),
    ...codeHosts.flatMap(host => toKey('code', plainHost(host))),
  ]);

/** Whose followers a paper has: its authors', its lab's, and those of each beginning of its code link. */
export const followKeysOfPaper = ({
  authors,
  organisation,
  links,
}: Pick<Paper, 'authors' | 'organisation' | 'links'>): FollowKey[] =>
  followKeysOfReader({
    authors,
    labs: organisation === null ? [] : [organisation],
    codeHosts: links.code === null ? [] : beginningsOf(links.code),
  });

/** Whether a text is such a key, as it is stored. */
export const isFollowKey = (text: string): text is FollowKey => /^(?:author|lab|code) ./u.test(text);

/** Far more letters than any name or host has that is followed. */
const MAX_KEY = 200;

const toKey = (kind: 'author' | 'lab' | 'code', named: string): FollowKey[] =>
  named === '' || named.length > MAX_KEY ? [] : [`${kind} ${named}`];

const SUFFIX = /^(?:jr|sr|ii|iii|iv)$/;
const INITIAL = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}]$/u;

const authorKey = (name: string): FollowKey[] => {
  const words = wordsOf(name);
  const whole = words.filter(word => !INITIAL.test(word) && !SUFFIX.test(word));
  return whole.length === 1 && words.length > 1 ? [] : toKey('author', whole.sort().join(' '));
};

const wordsOf = (name: string): string[] =>
  name
    .normalize('NFKD')
    .replace(/[\u0300-\u036F]+/g, '')
    .normalize('NFC')
    .toLowerCase()
    .match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** Without what has a meaning in the name of a key. */
const plainHost = (host: string): string => toCodeHost(host).replace(/[^\p{L}\p{N}./_-]+/gu, '');

const beginningsOf = (link: string): string[] => {
  const parts = toCodeHost(link).split('/').slice(0, 4);
  return parts.map((_, at) => parts.slice(0, at + 1).join('/'));
};

const eachOnce = <Key>(keys: Key[]): Key[] => [...new Set(keys)];
