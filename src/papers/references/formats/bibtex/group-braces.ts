import {letters, symbols} from '../../../tex/symbols.ts';

const PARTS = /\\[A-Za-z]+\s*|\\[^A-Za-z]|[{}$]|[^\\{}$]+/g;

/**
 * A value without the braces that only keep letters together or large: `{B}ayes`, `{{LLM} agents}`. Those of
 * a formula, of a command's argument and around a command (`{\"u}`) are TeX's and stay. Linear.
 */
export const withoutGroupBraces = (value: string): string => {
  if (!value.includes('{')) return value;
  const parts = value.match(PARTS) ?? [];
  const open: Brace[] = [];
  let isFormula = false;
  let takesArgument = false;
  let plain = '';
  for (const [at, part] of parts.entries()) {
    let brace: Brace = 'argument';
    if (part === '$') isFormula = !isFormula;
    else if (part === '{') {
      brace = isFormula || takesArgument ? 'argument' : groupOf(parts[at + 1]);
      open.push(brace);
    } else if (part === '}') brace = open.pop() ?? 'letters';
    // A command may take several; `_` and `^` are signs of formulae.
    takesArgument = takesArguments(part) || (part === '}' && brace === 'argument') || /[\^_]$/.test(part);
    if (brace !== 'letters') plain += part;
    // What follows must not become a part of the sign's name.
    else if (part === '{' && /^\\[A-Za-z]/.test(parts[at - 1] ?? '')) plain += '{}';
  }
  return plain;
};

/** Braces round a command, such as `{\"u}`, end its name. */
type Brace = 'argument' | 'command' | 'letters';

const groupOf = (inside: string | undefined): Brace => (inside?.startsWith('\\') ? 'command' : 'letters');

/** `\textendash` is a sign and takes none. */
const takesArguments = (part: string): boolean => {
  if (!part.startsWith('\\')) return false;
  const name = part.slice(1).trim();
  return !letters.has(name) && !symbols.has(name);
};
