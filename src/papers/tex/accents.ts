import {takeAcross, takeArgument, takeGroup, takePlain} from './arguments.ts';
import {type Cursor, made, plain, type Reading} from './cursor.ts';
import * as symbols from './symbols.ts';

/** `\c{c}`, `\c c`, `\v Cech`. Around more than a letter it is a paper's own command: `\b{Bold words}`. */
export const readLetterAccent = (cursor: Cursor, name: string): Reading => {
  const group = takeGroup(cursor, 'prose');
  const base = group?.text ?? takeDotless(cursor) ?? takePlain(cursor, / ?\p{L}/uy).trim();
  if (group && !isLetter(base)) return made(base === '' ? name : base);
  return made(base === '' ? name : accented(base, symbols.letterAccents.get(name) ?? ''));
};

/** `\'e`, `\'{e}`, `\'\i`; where no such letter is known, the sign itself, as in `\"quoted\"`. */
export const readSignAccent = (cursor: Cursor, sign: string): Reading => {
  const mark = symbols.signAccents.get(sign) ?? '';
  const group = takeGroup(cursor, 'prose');
  if (group) return made(isLetter(group.text) ? accented(group.text, mark) : group.text || sign);
  const base = takeDotless(cursor) ?? takePlain(cursor, /\p{L}/uy);
  const letter = accented(base, mark);
  return base !== '' && [...letter].length === 1 ? made(letter) : plain(sign + base);
};

/** `\hat x`, `\vec{v}`: one letter gets its mark, several are left without. */
export const readMathAccent = (cursor: Cursor, name: string): Reading => {
  const base = takeArgument(cursor).text;
  return made(
    isLetter(base) || /^[∂∇]$/.test(base) ? accented(base, symbols.mathAccents.get(name) ?? '') : base,
  );
};

const isLetter = (text: string): boolean => /^\p{L}$/u.test(text);

const accented = (base: string, mark: string): string => {
  const letter = base.replace('ı', 'i').replace('ȷ', 'j');
  return (letter + mark).normalize('NFC');
};

/** The letters without their dots, `\i` and `\j`, as an accent's base. */
const takeDotless = (cursor: Cursor): string | null => {
  const taken = takeAcross(cursor, /\\[ij](?:\{\}| |(?![A-Za-z]))/y);
  return taken === '' ? null : taken.charAt(1);
};
