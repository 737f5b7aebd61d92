import {cutFormulas} from './tex-signs.ts';

/**
 * The text for a field of BibTeX, so that it prints as it reads. Braces and signs of mathematics become
 * formulas, since BibTeX counts even `\{` as a brace; Latin letters with accents become ASCII, which the old
 * BibTeX needs to sort names and to cut initials; other scripts stay as they are.
 */
export const texOf = (text: string): string =>
  cutFormulas(text.normalize('NFC'))
    .map(piece => (piece.isFormula ? piece.text : written(piece.text)))
    .join('');

// A letter of several marks is one match; the marks of other scripts' letters stay with them.
const written = (text: string): string =>
  text.replace(/[\\&%$#_~^<>|]|\p{Script=Latin}\p{M}*/gu, found => commands.get(found) ?? accented(found));

const commands = new Map([
  ['\\', '\\textbackslash{}'],
  ['&', '\\&'],
  ['%', '\\%'],
  ['$', '\\$'],
  ['#', '\\#'],
  ['_', '\\_'],
  ['~', '\\textasciitilde{}'],
  ['^', '\\textasciicircum{}'],
  ['<', '\\textless{}'],
  ['>', '\\textgreater{}'],
  ['|', '\\textbar{}'],
  ['ß', '{\\ss}'],
  ['æ', '{\\ae}'],
  ['Æ', '{\\AE}'],
  ['œ', '{\\oe}'],
  ['Œ', '{\\OE}'],
  ['ø', '{\\o}'],
  ['Ø', '{\\O}'],
  ['ł', '{\\l}'],
  ['Ł', '{\\L}'],
  ['đ', '{\\dj}'],
  ['Đ', '{\\DJ}'],
  ['ð', '{\\dh}'],
  ['Ð', '{\\DH}'],
  ['þ', '{\\th}'],
  ['Þ', '{\\TH}'],
  ['ı', '{\\i}'],
]);

/** TeX's accents by Unicode's combining marks. */
const accents = new Map([
  ['\u0300', '`'],
  ['\u0301', "'"],
  ['\u0302', '^'],
  ['\u0303', '~'],
  ['\u0304', '='],
  ['\u0306', 'u '],
  ['\u0307', '.'],
  ['\u0308', '"'],
  ['\u030a', 'r '],
  ['\u030b', 'H '],
  ['\u030c', 'v '],
  ['\u0323', 'd '],
  ['\u0327', 'c '],
  ['\u0328', 'k '],
  ['\u0331', 'b '],
]);

/** `é` as `{\'e}`, `ế` as `{\'{\^e}}`; a letter whose marks TeX cannot set stays as it is. */
const accented = (letter: string): string => {
  const [base = '', ...marks] = letter.normalize('NFD');
  if (marks.length === 0) return letter;
  let written = isDotted(base, marks) ? `\\${base}` : (commands.get(base) ?? base);
  for (const mark of marks) {
    const accent = accents.get(mark);
    if (accent === undefined) return letter;
    written = `{\\${accent}${written}}`;
  }
  return written;
};

/** Marks below a letter, and those above for which LaTeX itself takes the dot from an i. */
const KEEPS_I = ['\u0323', '\u0327', '\u0328', '\u0331', '\u0300', '\u0301', '\u0302', '\u0308'];
const KEEPS_J = KEEPS_I.slice(0, 4);

/** Whether the letter must be written without its dot, since an accent stands in its place. */
const isDotted = (base: string, [mark = '']: string[]): boolean =>
  (base === 'i' && !KEEPS_I.includes(mark)) || (base === 'j' && !KEEPS_J.includes(mark));
