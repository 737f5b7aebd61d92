import type {Token} from './token.ts';

const MAX_FORMULA_LENGTH = 300;

type Candidate = {open: Token; close: Token; text: string};

/** Whether what stands between two edges, such as dollars, is a formula and not prose between two prices. */
export const isFormula = ({open, close, text}: Candidate): boolean => {
  const inside = text.slice(open.end, close.start);
  if (inside.trim() === '' || inside.length > MAX_FORMULA_LENGTH) return false;
  if (open.raw !== '$') return true;
  const reach = {inside, after: text.charAt(close.end)};
  return /^\d/.test(inside) ? !followsPrice(reach) : !isProse(inside);
};

/**
 * `5 and `, `5-` before another number, `5 `: what stands between `$5 and $6`. A command or a script tells a
 * formula.
 */
const followsPrice = ({inside, after}: {inside: string; after: string}): boolean => {
  if (wordsOf(inside) > 0) return true;
  return !hasCommand(inside) && (/\d/.test(after) || /\s/.test(inside));
};

const hasCommand = (inside: string): boolean => /\\[a-z]|[\^_]/i.test(inside);

/** ` and `, ` to US`: what stands between two signs that begin no formula. */
const isProse = (inside: string): boolean => {
  const leans = /^\s/.test(inside) !== /\s$/.test(inside);
  if (leans && !hasCommand(inside)) return true;
  const words = wordsOf(inside);
  const isMarked = /[\\^_{}=<>~]/.test(inside);
  return isMarked ? words > 2 : words > 1 || /^\s|\s$/.test(inside);
};

/** How many words of prose a formula has, those inside a command's braces aside. */
const wordsOf = (inside: string): number => {
  const bare = inside.replace(/\\[a-z]+\*?(?:\{[^{}]*\})?|[\^_]\{[^{}]*\}/gi, ' ');
  return bare.match(/(?<![^\s(,])\p{L}{2,}(?=[\s,.;:)]|$)/gu)?.length ?? 0;
};
