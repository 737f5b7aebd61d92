import {domainToUnicode} from 'node:url';

/** What is left out, however much it is: the length of an address would tell something too. */
const HIDDEN = '…';

/** With fewer letters than this, only the first is shown, so that never more than half of a word is shown. */
const LETTERS_FOR_BOTH_ENDS = 4;

/** With fewer letters than this, none is shown. */
const LETTERS_FOR_THE_FIRST = 3;

/**
 * Enough of an address for its owner to know which of theirs it is, and too little for anybody else to write
 * to it: `r…r@e…e.org`. Of the local part, and of the domain without its last label, both ends are shown
 * where at least two letters between them stay hidden, of three letters the first, and of fewer nothing. A
 * domain beyond ASCII is shown in its own letters, not as `xn--…`. Never itself an address; `…` for what is
 * not an address.
 */
export const maskAddress = (address: string): string => {
  const at = address.lastIndexOf('@');
  if (at < 1) return HIDDEN;
  const domain = address.slice(at + 1);
  const shown = domainToUnicode(domain) || domain;
  const dot = shown.lastIndexOf('.');
  const [name, label] = dot < 0 ? ['', ''] : [shown.slice(0, dot), shown.slice(dot)];
  return `${ends(address.slice(0, at))}@${ends(name)}${label}`;
};

const letters = new Intl.Segmenter('en', {granularity: 'grapheme'});

const ends = (word: string): string => {
  const found = [...letters.segment(word)].map(({segment}) => segment);
  const [first = ''] = found;
  if (found.length < LETTERS_FOR_THE_FIRST) return HIDDEN;
  return `${first}${HIDDEN}${found.length < LETTERS_FOR_BOTH_ENDS ? '' : (found.at(-1) ?? '')}`;
};
