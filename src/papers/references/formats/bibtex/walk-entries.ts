/** An entry as it stands in the file, without its closing brace. */
export type BibtexEntry = {
  /** Where it begins, from 0. */
  at: number;
  /** In lower case: `article`, `string`, `comment`. */
  type: string;
  body: string;
  /** An open one ended where the next one began, or the file did. */
  ending: 'closed' | 'open';
};

const BEGIN = /(?<![\w.@])@[ \t]{0,9}([A-Za-z][\w-]{0,40})\s{0,40}([{(])/g;

/** How an entry begins at the start of a line; what is not closed by then is broken. */
const BEGIN_ON_LINE = /\n[ \t]{0,40}@[ \t]{0,9}[A-Za-z][\w-]{0,40}[ \t]{0,40}[{(][^\n{}()=@,]{0,300},/y;

const BRACES = /[\\{}()\n]/g;

/**
 * The entries of a BibTeX file, also those without a closing brace: such a one ends where the next begins at
 * the start of a line. What stands between entries is a remark. Linear in the text's length.
 */
export function* walkEntries(text: string): Generator<BibtexEntry> {
  const begin = new RegExp(BEGIN);
  for (let found = begin.exec(text); found; found = begin.exec(text)) {
    const from = begin.lastIndex;
    const {end, ending} = findEnd(text, from, found[2] === '(' ? ')' : '}');
    yield {at: found.index, type: (found[1] ?? '').toLowerCase(), body: text.slice(from, end), ending};
    begin.lastIndex = end;
  }
}

const findEnd = (
  text: string,
  from: number,
  close: ')' | '}',
): Pick<BibtexEntry, 'ending'> & {end: number} => {
  const braces = new RegExp(BRACES);
  braces.lastIndex = from;
  let depth = 0;
  for (let found = braces.exec(text); found; found = braces.exec(text)) {
    const [sign] = found;
    if (sign === '\\') braces.lastIndex += text[found.index + 1] === '\n' ? 0 : 1;
    else if (sign === '\n') {
      BEGIN_ON_LINE.lastIndex = found.index;
      if (BEGIN_ON_LINE.test(text)) return {end: found.index, ending: 'open'};
    } else if (sign === '{') depth += 1;
    else if (depth === 0 && sign === close) return {end: found.index, ending: 'closed'};
    else if (sign === '}') depth = Math.max(0, depth - 1);
  }
  return {end: text.length, ending: 'open'};
};
