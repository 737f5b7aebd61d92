/** An author as a citation takes it: a family name apart from the rest, or a name as it stands. */
export type AuthorParts = {kind: 'person'; family: string; given: string} | {kind: 'whole'; name: string};

/** Small words that belong to the family name behind them. */
const PARTICLES =
  /^(?:van|von|der|den|de|del|della|di|da|do|dos|du|la|le|ten|ter|zu|zum|al|el|bin|ibn|ben)$/i;

const SUFFIX = /^(?:jr|sr|ii|iii|iv)\.?$/i;

/** Names of these scripts stand family first, and nothing tells which part is which. */
const FAMILY_FIRST = /[\p{Script=Han}\p{Script=Hangul}\p{Script=Hiragana}\p{Script=Katakana}]/u;

const GROUP =
  /\b(?:collaboration|consortium|team|group|project|initiative|committee|network|lab|laboratory)s?$/i;

/**
 * Reads a name as papers print it, given name first: `Ada van der Berg Jr.` is `van der Berg Jr.` and `Ada`.
 * Single words, groups and names with a comma stay whole.
 */
export const authorParts = (name: string): AuthorParts => {
  const words = name.split(' ').filter(word => word !== '');
  if (words.length < 2 || /[,]/.test(name) || FAMILY_FIRST.test(name) || GROUP.test(name))
    return {kind: 'whole', name};
  const last = words.findLastIndex(word => !SUFFIX.test(word));
  let from = last;
  while (from > 1 && PARTICLES.test(words[from - 1] ?? '')) from -= 1;
  if (from <= 0) return {kind: 'whole', name};
  return {kind: 'person', family: words.slice(from).join(' '), given: words.slice(0, from).join(' ')};
};
