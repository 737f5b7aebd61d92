import {wordsOf} from '../words.ts';

const TOKEN = /[\p{L}\p{M}\p{N}]+/gu;

/** What may stand between the words of a phrase. */
const JOINT = /^[ \-\u2010\u2011]$/;

/** As titles write every word: only the first letter is large. */
const TITLE_CASE = /^\p{Lu}[\p{Ll}\p{M}]+$/u;

type Token = {word: string; written: string; from: number; to: number};

/** A title and an abstract as they are printed. */
export type PrintedText = {title: string; abstract: string};

/**
 * How papers print phrases of one to four words, each given as its folded words: the form that most of the
 * texts use, in small letters where only a title's habit made them large (`KV cache`, `LoRA`, `low-rank`).
 */
export const printedForms = (texts: PrintedText[], phrases: readonly string[]): Map<string, string> => {
  const wanted = new Set(phrases);
  const forms = new Map<string, Map<string, number>>();
  const fold = folding();
  for (const {title, abstract} of texts) {
    noteForms(title, tokensOf(title, smallLetters, fold), {wanted, forms});
    noteForms(
      abstract,
      tokensOf(abstract, written => written, fold),
      {wanted, forms},
    );
  }
  return new Map(
    [...forms].map(([phrase, counts]) => {
      const [best] = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
      return [phrase, best?.[0] ?? phrase];
    }),
  );
};

const smallLetters = (written: string): string =>
  TITLE_CASE.test(written) ? written.toLowerCase() : written;

/** Folds each word once: thousands of texts have the same ones. */
const folding = (): ((written: string) => string) => {
  const known = new Map<string, string>();
  return written => {
    const found = known.get(written) ?? wordsOf(written).join('');
    if (known.size < MAX_KNOWN) known.set(written, found);
    return found;
  };
};

const MAX_KNOWN = 100_000;

const tokensOf = (text: string, write: (written: string) => string, fold = folding()): Token[] =>
  Array.from(text.matchAll(TOKEN), ({0: written, index}) => ({
    word: fold(written),
    written: write(written),
    from: index,
    to: index + written.length,
  }));

const MAX_WORDS = 4;

type Notes = {wanted: ReadonlySet<string>; forms: Map<string, Map<string, number>>};

const noteForms = (text: string, tokens: Token[], {wanted, forms}: Notes): void => {
  for (const [at, first] of tokens.entries()) {
    let phrase = first.word;
    let form = first.written;
    for (let length = 1; length <= MAX_WORDS; length++) {
      if (wanted.has(phrase)) count(forms, phrase, form);
      const [last, next] = [tokens[at + length - 1], tokens[at + length]];
      if (!last || !next) break;
      const joint = text.slice(last.to, next.from);
      if (!JOINT.test(joint)) break;
      phrase += ` ${next.word}`;
      form += joint + next.written;
    }
  }
};

const count = (forms: Notes['forms'], phrase: string, form: string): void => {
  const counts = forms.get(phrase) ?? new Map<string, number>();
  counts.set(form, (counts.get(form) ?? 0) + 1);
  forms.set(phrase, counts);
};

/** How one text prints each of its words, and each two that stand side by side. */
export const printedTermsOf = ({title, abstract}: PrintedText): Map<string, string> => {
  const terms = [...runsOf(title), ...runsOf(abstract)].flatMap(run =>
    run.flatMap((word, at) => [word, `${word} ${run[at + 1] ?? ''}`.trim()]),
  );
  return printedForms([{title, abstract}], terms);
};

/**
 * A phrase is a part of a longer one where so many of its mentions, and three at least, stand in that one.
 */
const MOST = 0.6;
const MIN_MENTIONS = 3;

/** Stretches of folded words with nothing but blanks and hyphens between them. */
export type Runs = readonly string[][];

export const runsIn = (texts: PrintedText[]): Runs => {
  const fold = folding();
  return texts.flatMap(({title, abstract}) => [...runsOf(title, fold), ...runsOf(abstract, fold)]);
};

/**
 * The longest phrase that texts nearly always make of one, of four words at most: `vision language action` of
 * `language action`. Words are folded.
 */
export const wholePhrase = (runs: Runs, phrase: string, isTelling: (word: string) => boolean): string => {
  let whole = phrase;
  for (;;) {
    const longer = longerPhrase(runs, whole, isTelling);
    if (longer === null) return whole;
    whole = longer;
  }
};

const longerPhrase = (runs: Runs, phrase: string, isTelling: (word: string) => boolean): string | null => {
  const words = phrase.split(' ');
  if (words.length === MAX_WORDS) return null;
  const longer = new Map<string, number>();
  let mentions = 0;
  for (const run of runs)
    for (let at = 0; at + words.length <= run.length; at++) {
      if (!words.every((word, place) => run[at + place] === word)) continue;
      mentions += 1;
      for (const [from, to] of [
        [at - 1, at + words.length],
        [at, at + words.length + 1],
      ] as const) {
        const neighbour = from < at ? run[from] : run[to - 1];
        if (neighbour === undefined || !isTelling(neighbour)) continue;
        const key = run.slice(from, to).join(' ');
        longer.set(key, (longer.get(key) ?? 0) + 1);
      }
    }
  const [best] = [...longer].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  return best && best[1] >= MIN_MENTIONS && best[1] >= MOST * mentions ? best[0] : null;
};

const runsOf = (text: string, fold = folding()): string[][] => {
  const runs: string[][] = [];
  let end = -1;
  for (const {word, from, to} of tokensOf(text, written => written, fold)) {
    const run = runs.at(-1);
    if (run && JOINT.test(text.slice(end, from))) run.push(word);
    else runs.push([word]);
    end = to;
  }
  return runs;
};
