import {cleanName} from './text.ts';

/** Real papers have at most some 5,000 authors. */
const MAX_AUTHORS = 5000;

/** In UTF-16 units, of all names together; a list of 5,000 real ones has 100,000. */
const MAX_LENGTH = 400_000;

/** What belongs to the name before it, however a list parts them. */
const SUFFIX = /^(?:Jr|Sr|II|III|IV|Ph\.? ?D|M\.? ?D|Esq)\.?$/i;

/** What stands among names and is none. */
const NO_NAME = /^(?:et al|and|others|and others|others?|the)\.?$/i;

/** A group of people; its name may hold an "and" of its own. */
const GROUP =
  /\b(?:collaborations?|consorti(?:um|a)|team|group|project|initiative|committee|network|lab|laboratory)$/i;

/**
 * The names of a paper's authors from the texts of a source, each of which holds one name or a list: in
 * order, each once, without affiliations in brackets, `et al.` and what has no letter. A suffix stays with
 * its name (`Sam Stone Jr.`).
 */
export const parseAuthorNames = (texts: readonly string[]): string[] => {
  const names: string[] = [];
  let room = MAX_LENGTH;
  for (const text of texts) {
    for (const part of splitList(withoutBrackets(text.slice(0, room)))) addName(names, part);
    room -= Math.min(room, text.length);
  }
  return [...new Set(names)].slice(0, MAX_AUTHORS);
};

/** What leads from a name to a note or an affiliation: `Example*`, `Sample3`. */
const MARKS = /[\s*†‡§¶]+$|(?<=\p{Ll})\d{1,2}$/u;

const addName = (names: string[], part: string): void => {
  const plain = part.replace(/\s+et\.? al\.?\s*$/i, '').replace(/[\s:]+$|^[\s:]+/g, '');
  const name = cleanName(plain).replace(MARKS, '');
  const last = names.at(-1);
  if (last !== undefined && SUFFIX.test(name)) names[names.length - 1] = `${last} ${name}`;
  else if (/\p{L}/u.test(name) && !NO_NAME.test(name)) names.push(name);
};

/**
 * The parts of a list between commas, semicolons and "and", a group apart from those who are named for it.
 */
const splitList = (text: string): string[] =>
  (familyFirst(text) ?? text.split(/[,;]|:(?=\s|$)/)).flatMap(splitPair);

/** The names of `Example, Ada; Sample, Bo`, where every one has its comma; null for any other list. */
const familyFirst = (text: string): string[] | null => {
  const parts = text.split(';').map(part => part.split(','));
  return parts.length > 1 && parts.every(({length}) => length === 2)
    ? parts.map(([family = '', given = '']) => `${given.trim()} ${family.trim()}`)
    : null;
};

const splitPair = (part: string): string[] => {
  const [, person, group] = /^(.+?)\s+(?:on behalf of|for) (the\s.+)$/i.exec(part) ?? [];
  if (person !== undefined && group !== undefined && GROUP.test(group.trim()))
    return [...splitPair(person), group];
  return GROUP.test(part.trim()) ? [part.replace(/^\s*and\s+/i, '')] : part.split(/(?:^|\s)(?:and|&)\s/i);
};

/**
 * A text without what stands in round or square brackets, which may hold others; a bracket that has no
 * partner goes alone.
 */
const withoutBrackets = (text: string): string => {
  const kept: string[] = [];
  const openedAt: number[] = [];
  for (const letter of text) {
    if (letter === '(' || letter === '[') openedAt.push(kept.length);
    else if (letter === ')' || letter === ']') {
      const from = openedAt.pop();
      if (from !== undefined) kept.length = from;
    } else kept.push(letter);
  }
  return kept.join('');
};
