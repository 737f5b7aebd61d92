/** How wide a text is, in pixels. */
export type Measure = (text: string) => number;

/** Longer texts are cut before they are measured: no card has room for so much. */
const MAX_LETTERS = 400;

/**
 * A text in at most `most` lines of `width` pixels, broken between words. What has no room is left out at a
 * word and marked with `…`; a word that is longer than a line is broken where the line ends.
 */
export const breakLines = (
  text: string,
  {width, most, measure}: {width: number; most: number; measure: Measure},
): string[] => {
  const fits = (line: string) => measure(line) <= width;
  const words = [...text]
    .slice(0, MAX_LETTERS)
    .join('')
    .split(' ')
    .filter(word => word !== '');
  const pieces = words.flatMap(word => breakWord(word, fits));
  const lines: string[] = [];
  for (const piece of pieces) {
    const longer = lines.length === 0 ? piece : `${lines.at(-1)} ${piece}`;
    if (lines.length > 0 && fits(longer)) lines[lines.length - 1] = longer;
    else lines.push(piece);
  }
  if (lines.length <= most && [...text].length <= MAX_LETTERS) return lines;
  const shown = lines.slice(0, most);
  return [...shown.slice(0, -1), withEllipsis(shown.at(-1) ?? '', fits)];
};

const breakWord = (word: string, fits: (text: string) => boolean): string[] => {
  if (fits(word)) return [word];
  const pieces: string[] = [];
  let piece = '';
  for (const letter of word) {
    if (piece !== '' && !fits(piece + letter)) {
      pieces.push(piece);
      piece = '';
    }
    piece += letter;
  }
  return [...pieces, piece];
};

const withEllipsis = (line: string, fits: (text: string) => boolean): string => {
  let kept = line;
  while (kept !== '' && !fits(`${kept}…`)) {
    const space = kept.lastIndexOf(' ');
    kept = space > 0 ? kept.slice(0, space) : [...kept].slice(0, -1).join('');
  }
  return `${kept.replace(/[\s,;:.–—-]+$/, '')}…`;
};
