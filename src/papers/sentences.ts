/**
 * The sentences of one line of text, each whole. Joined with a space they give the line back; only sentences
 * that a script writes without a space between them (after 。！？) stand joined without one. Abbreviations,
 * initials, decimals, formulas, links and brackets don't end a sentence. Linear in the text's length.
 */
export const splitSentences = (text: string): string[] => {
  const sentences: string[] = [];
  const isInFormula = formulaReader(text);
  let start = 0;
  for (const stop of text.matchAll(stopPattern)) {
    const end = stop.index + stop[0].length;
    if (end >= text.length || end <= start) continue;
    const isWide = stop.groups?.wide !== undefined;
    if (!isWide && !endsSentence({text, start, stop: stop.index, end})) continue;
    if (isInFormula(stop.index) || goesOnAsList({text, start, stop: stop.index, end})) continue;
    sentences.push(text.slice(start, end));
    start = text.charAt(end) === ' ' ? end + 1 : end;
  }
  if (start < text.length) sentences.push(text.slice(start));
  return sentences;
};

const stopPattern = /(?<wide>[。！？｡]{1,9}[」』）”’】]{0,9})|[.!?…]{1,9}["'”’»)\]}]{0,9}(?= )/g;

/** Whether a place is inside a formula, asked in ascending order. */
const formulaReader = (text: string): ((place: number) => boolean) => {
  const spans = [...text.matchAll(/\$[^$\s][^$]{0,200}\$|\\\([^\\]{0,200}\\\)/g)]
    .filter(([formula]) => /[\\^_={}<>]/.test(formula))
    .map(({0: formula, index}) => ({start: index, end: index + formula.length}));
  let next = 0;
  return place => {
    while ((spans[next]?.end ?? Infinity) <= place) next += 1;
    return place > (spans[next]?.start ?? Infinity);
  };
};

type Stop = {text: string; start: number; stop: number; end: number};

const endsSentence = ({text, start, stop, end}: Stop): boolean => {
  const next = text.slice(end + 1, end + 61);
  if (!opensSentence(next)) return false;
  if (isInsideBrackets(text.slice(Math.max(start, end - MAX_BRACKET_LENGTH), end))) return false;
  if (text.charAt(stop) !== '.') return true;
  const word = lastWord(text.slice(Math.max(start, stop - 40), stop));
  if (text.charAt(stop + 1) === '.') return true;
  const before = text.slice(Math.max(start, stop - 40), stop);
  if (isListNumber({word, before}) || isSpacedAbbreviation(before, next) || isDay(word, next)) return false;
  return !isAbbreviation(word, next);
};

/** A capital, a digit, a quote, a script without capitals; or a name like `iGPT`, `k-means` or `τ²-Bench`. */
const opensSentence = (next: string): boolean => {
  const word = /^["'“‘«([{]{0,5}(\S{1,60})/u.exec(next)?.[1] ?? '';
  if (!/^\p{Ll}/u.test(word)) return /^[\p{L}\p{N}\p{S}\\#@<*•–—-]/u.test(word);
  if (/^https?:/.test(word)) return false;
  return /^(?:\p{Ll}[\p{Ll}_-]{0,20}[\p{Lu}\p{N}]|\p{Ll}-\p{L}|\p{Script=Greek}-)/u.test(word);
};

// A bracket that nothing closes must not swallow the rest of the text.
const MAX_BRACKET_LENGTH = 400;

const isInsideBrackets = (sentence: string): boolean => {
  const opening = Math.max(sentence.lastIndexOf('('), sentence.lastIndexOf('['));
  if (opening < 0) return false;
  const closing = Math.max(sentence.lastIndexOf(')'), sentence.lastIndexOf(']'));
  return closing < opening;
};

const lastWord = (text: string): string => /[^\s("“‘'[{—–]*$/u.exec(text)?.[0] ?? '';

/** `1. First`: a number that opens an entry of a list. */
const isListNumber = ({word, before}: {word: string; before: string}): boolean =>
  /^\d{1,2}$/.test(word) && /(?:^|[:;,.!?])\s?$/.test(before.slice(0, before.length - word.length));

/** `z. B.`, `i. e.`, `J. R. Smith`: single letters with a space between them. */
const isSpacedAbbreviation = (before: string, next: string): boolean =>
  (/(?:^|[^\p{L}])\p{L}$/u.test(before) && /^\p{L}\.(?:[\s,]|$)/u.test(next)) ||
  /(?:^|[^\p{L}])(?:e\. ?g|i\. ?e|z\. ?B|d\. ?h|u\. ?a|o\. ?ä|p\. ?ex|c\.-à-d|p\. ?ej)$/iu.test(before);

/** `am 3. Mai`: a German ordinal. */
const isDay = (word: string, next: string): boolean => /^\d{1,2}$/.test(word) && monthName.test(next);

const monthName = /^(?:Jan|Jän|Feb|März|April?|Mai|Juni|Juli|August|Sept|Okt|Nov|Dez)\p{Ll}*\b/u;

const marks = String.raw`\(?(\d{1,2}|[ivx]{1,4}|[a-h])[.)]`;
const nextMark = new RegExp(`^${marks}`, 'i');
const marksInside = new RegExp(`(?:^|[\\s:;,])${marks}(?=[\\s\\p{L}])`, 'giu');
const romans = 'i ii iii iv v vi vii viii ix x'.split(' ');

// An entry of a list stands this near to the one after it.
const MAX_ENTRY_LENGTH = 600;

/** `(1) Boats float. (2) Ships sink.`: the entries of one list are one sentence. */
const goesOnAsList = ({text, start, end}: Stop): boolean => {
  const mark = nextMark.exec(text.slice(end + 1, end + 8))?.[1]?.toLowerCase();
  if (mark === undefined) return false;
  const before = marksBefore(mark);
  const entry = text.slice(Math.max(start, end - MAX_ENTRY_LENGTH), end);
  return [...entry.matchAll(marksInside)].some(([, inside]) => before.includes(inside?.toLowerCase() ?? ''));
};

/** What stands before an entry with this mark: `1` before `2`, `i` before `ii`, `a` before `b`. */
const marksBefore = (mark: string): string[] => {
  if (/^\d/.test(mark)) return [String(Number(mark) - 1)];
  const letter = mark.length === 1 ? [String.fromCharCode(mark.charCodeAt(0) - 1)] : [];
  const roman = romans[romans.indexOf(mark) - 1];
  return roman === undefined ? letter : [...letter, roman];
};

// After these a sentence never ends.
const neverLast = new Set(
  'e.g i.e eg ie cf viz vs w.r.t s.t i.i.d a.k.a approx dr mr mrs prof mme mlle bzw vgl bspw'.split(' '),
);

// These may stand last, too: then the next word is one that opens sentences.
const sometimesLast = new Set(
  `al etc inc ltd co corp u.s u.k u.n e.u ph.d m.sc b.sc a.m p.m d.c jan feb mar apr jun jul aug sep sept
   oct nov dec fig figs eq eqs eqn sec sect tab refs resp ms st vol pp ch alg thm lem prop cor ed eds ca
   incl esp dept univ assoc gen sen jr sr`.split(/\s+/),
);

// Abbreviations before a number, words before anything else: `No. 5`, but `it says no. We …`.
const numbered = new Set(['no', 'nos', 'def', 'ref', 'v', 'art', 'min', 'max', 'nr', 'abb']);

const openings = new Set(
  `the a an this that these those we our it its in on to for by with from as at if when while although
   though however moreover furthermore additionally finally first second third here there thus hence
   therefore extensive experiments experimental results code data project both such unlike despite given
   using i they he she you what why how can does is are and but together overall after before during
   across among beyond or specifically notably instead also recent existing current`.split(/\s+/),
);

const isAbbreviation = (word: string, next: string): boolean => {
  const bare = word.toLowerCase();
  const isOpening = openings.has(/^\p{L}+/u.exec(next)?.[0]?.toLowerCase() ?? '');
  if (numbered.has(bare)) return /^\d/.test(next);
  if (neverLast.has(bare)) return true;
  if (sometimesLast.has(bare)) return !isOpening;
  const isInitial = /^\p{Lu}$/u.test(word) || /^(?:\p{L}\.){1,5}\p{L}$/u.test(word);
  return isInitial && !isOpening;
};
