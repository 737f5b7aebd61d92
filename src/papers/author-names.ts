import {cleanName} from './text.ts';

/** Real papers have at most some 5,000 authors. */
const MAX_AUTHORS = 5000;

/** In UTF-16 units, of all names together; a list of 5,000 real ones has 100,000. */
const MAX_LENGTH = 400_000;

/** What belongs to the name before it, however a list parts them. */
const SUFFIX = /^(?:Jr|Sr|II|III|IV|Ph\.? ?D|M\.? ?D|Esq)\.?$/i;

/** What a person is called and not named: `Dr. Ada Example`, `Prof. Dr.-Ing. Bo Sample`. */
const TITLES = /^(?:(?:(?:Prof|Dr|Mr|Mrs|Ms)\.(?:-Ing\.)?\s*|(?:Prof|Dr|Professor)\s+)(?=\S))+(?=.*\p{L})/iu;

/** What stands among names and is none. */
const NO_NAME = /^(?:et al|and|others|and others|others?|the)\.?$/i;

/** A group of people; its name may hold an "and" of its own. */
const GROUP =
  /\b(?:collaborations?|consorti(?:um|a)|team|group|project|initiative|committee|network|lab|laboratory)$/i;

/**
 * The names of a paper's authors from the texts of a source, each of which holds one name or a list: in
 * order, each once, without titles, affiliations in brackets, `et al.` and what has no letter. A suffix stays
 * with its name (`Sam Stone Jr.`). `Example, Ada` alone is one person: no source sends two by one word each.
 */
export const parseAuthorNames = (texts: readonly string[]): string[] => {
  const names: string[] = [];
  let room = MAX_LENGTH;
  for (const text of texts) {
    for (const part of splitList(withoutBrackets(withoutNotes(text.slice(0, room))))) addName(names, part);
    room -= Math.min(room, text.length);
  }
  return [...new Set(names)].slice(0, MAX_AUTHORS);
};

/** `Ada Example \and Bo Sample`, as a title page writes it. */
const TEX_AND = /\\and(?![A-Za-z])/gi;

/** Marks and notes that a title page puts behind a name, which may hold commas. */
const NOTES = new RegExp(
  [
    String.raw`\$\s*\^\s*(?:\{[^{}$]{0,80}\}|[^\s$])\s*\$`,
    String.raw`\\(?:textsuperscript|thanks|footnote|footnotemark|inst|affil|orcid\w*|email)(?:\{[^{}]{0,300}\})?`,
    String.raw`<?[\w.+-]{1,80}@[\w-]{1,80}(?:\.[\w-]{1,80}){1,5}>?`,
    String.raw`\bORCID\b:?\s*(?:https?:\/\/orcid\.org\/)?[\dX-]{0,24}`,
  ].join('|'),
  'g',
);

const withoutNotes = (text: string): string => text.replace(NOTES, '').replace(TEX_AND, ';');

/** What leads from a name to a note or an affiliation: `Example*`, `Sample3`, `Sample¹`. */
const MARKS = /[\s*†‡§¶⁰¹²³⁴-⁹]+$|(?<=\p{Ll})\d{1,2}$/u;

/** Where somebody works is nobody. */
const WORKPLACE = new RegExp(
  [
    '^(?:the )?(?:dept\\.?|department|school|faculty|institute?|universi\\p{L}+|college|academy)',
    ' (?:of|for|de|für)\\b|\\p{L} (?:university|institute of technology)$',
  ].join(''),
  'iu',
);

const addName = (names: string[], part: string): void => {
  const plain = part.replace(/\s+et\.? al\.?\s*$/i, '').replace(/[\s:]+$|^[\s:]+/g, '');
  const name = cleanName(plain).replace(TITLES, '').replace(MARKS, '');
  const last = names.at(-1);
  if (last !== undefined && SUFFIX.test(name)) names[names.length - 1] = `${last} ${name}`;
  else if (/\p{L}/u.test(name) && !NO_NAME.test(name) && !WORKPLACE.test(name)) names.push(name);
};

/**
 * The parts of a list between commas, semicolons and "and", a group apart from those who are named for it.
 */
const splitList = (text: string): string[] =>
  (familyFirst(text) ?? text.split(/[,;，；、]|:(?=\s|$)/)).flatMap(splitPair);

/**
 * The names of `Example, Ada; Sample, Bo`, of the same with "and" between them, of `Example, A., Sample, B.`
 * and of `Example, Ada` alone; null for any other list.
 */
const familyFirst = (list: string): string[] | null => {
  const text = list.replace(LATE_SUFFIX, ' $1');
  const bySemicolon = text.split(';').map(part => part.split(','));
  if (bySemicolon.length > 1 && bySemicolon.every(({length}) => length === 2)) return bySemicolon.map(turned);
  const byAnd = text.split(/\s+and\s+/i).map(part => part.split(',').map(name => name.trim()));
  if (byAnd.every(isTurned)) return byAnd.map(turned);
  const names = text.split(/,(?:\s*and\s)?|\sand\s/i).map(name => name.trim());
  const pairs = names.flatMap((name, at) => (at % 2 === 0 ? [[name, names[at + 1] ?? '']] : []));
  return pairs.every(([family = '', given = '']) => FAMILY.test(family) && INITIALS.test(given))
    ? pairs.map(turned)
    : null;
};

/** `King, Martin, Jr.`: behind a family and a given name. */
const LATE_SUFFIX = /(?<=(?:^|;)[^,;]{1,80},[^,;]{1,80}),\s*((?:Jr|Sr|II|III|IV)\.?)(?=\s*(?:;|$))/g;

const turned = ([family = '', given = '']: string[]): string => {
  const [, first = '', suffix = ''] = /^(.*?)(\s(?:Jr|Sr|II|III|IV)\.?)?$/.exec(given.trim()) ?? [];
  return `${first} ${family.trim()}${suffix}`;
};

/** One word, after particles: `van der Example`. */
const FAMILY = /^(?:\p{Ll}[\p{Ll}'’]{0,5}\s)*\p{Lu}[\p{L}\p{M}'’-]+$/u;
const INITIALS = /^(?:\p{Lu}\.[\s-]?){1,4}$/u;
const GIVEN = /^\p{Lu}[\p{L}\p{M}'’-]+(?:\s(?:\p{Lu}\.[\s-]?){1,3})?$/u;

/** More than one word, which only stands behind a family name that is no name of a group: `Ana María`. */
const GIVEN_NAMES =
  /^(?:\p{Lu}[\p{Ll}\p{M}'’-]+\s?){1,3}(?:\s?\p{Ll}[\p{Ll}'’]{0,5}){0,3}(?:\s(?:Jr|Sr|II|III|IV)\.?)?$/u;
/** Particles of one name differ: `van der Example`. */
const ONE_FAMILY = /^(?!(?:\S+\s)?(\S+)\s\1\s)(?:(?:\p{Ll}[\p{Ll}'’]{0,5}\s){2,3})?\p{Lu}[\p{Ll}\p{M}'’-]+$/u;

const isTurned = (parts: string[]): boolean => {
  const [family = '', given = ''] = parts;
  if (parts.length !== 2 || SUFFIX.test(given) || GROUP.test(family) || GROUP.test(given)) return false;
  if (ONE_FAMILY.test(family) && GIVEN_NAMES.test(given)) return true;
  const [first = given] = given.split(/\s(?=(?:Jr|Sr|II|III|IV)\.?$)/);
  return FAMILY.test(family) && (INITIALS.test(first) || GIVEN.test(first));
};

const splitPair = (whole: string): string[] => {
  const part = whole.replace(/^\s*(?:on behalf of|for)\s+(?=the\s)/i, '');
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
