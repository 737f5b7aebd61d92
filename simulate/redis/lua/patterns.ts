const CLASSES: Record<string, string> = {
  a: 'A-Za-z',
  d: '0-9',
  l: 'a-z',
  s: '\\s',
  u: 'A-Z',
  w: 'A-Za-z0-9',
  x: 'A-Fa-f0-9',
};

const known = new Map<string, RegExp>();

/** A pattern of Lua as a regular expression. What the scripts do not use of patterns throws. */
export const toPattern = (pattern: string, flags: 'g' | '' = ''): RegExp => {
  const name = `${flags}/${pattern}`;
  const made = known.get(name) ?? new RegExp(translated(pattern), `s${flags}`);
  known.set(name, made);
  return made;
};

const translated = (pattern: string): string => {
  if (/%[bf]/.test(pattern)) throw new Error(`the pattern ${pattern} is not modelled`);
  let isInSet = false;
  return pattern.replace(/%(.)|([-[\]\\{}|])/gs, (_, escaped: string | undefined, sign: string) => {
    if (escaped !== undefined) return classOf(escaped, isInSet);
    if (sign === '[') isInSet = true;
    if (sign === ']') isInSet = false;
    if (sign === '[' || sign === ']') return sign;
    if (sign === '-') return isInSet ? '-' : '*?';
    return `\\${sign}`;
  });
};

const classOf = (letter: string, isInSet: boolean): string => {
  const set = CLASSES[letter.toLowerCase()];
  if (set === undefined) return `\\${letter}`;
  if (letter === letter.toLowerCase()) return isInSet ? set : `[${set}]`;
  if (isInSet) throw new Error(`%${letter} within a set is not modelled`);
  return `[^${set}]`;
};
