import {domainToUnicode} from 'node:url';

/** What is left out, however much it is: the length of an address would tell something too. */
const HIDDEN = '…';

/**
 * Enough of an address for its owner to know which of theirs it is, and too little for anybody else to write
 * to it or to check a guess: `r…@e….org`. Of the local part, and of the domain without its last label, the
 * first letter is shown, whatever their length. A domain beyond ASCII is shown in its own letters, not as
 * `xn--…`. Never itself an address; `…` for what is not an address.
 */
export const maskAddress = (address: string): string => {
  const at = address.lastIndexOf('@');
  if (at < 1) return HIDDEN;
  const domain = address.slice(at + 1);
  const shown = domainToUnicode(domain) || domain;
  const dot = shown.lastIndexOf('.');
  const [name, label] = dot < 0 ? ['', ''] : [shown.slice(0, dot), shown.slice(dot)];
  return `${firstLetter(address.slice(0, at))}@${firstLetter(name)}${label}`;
};

const letters = new Intl.Segmenter('en', {granularity: 'grapheme'});

const firstLetter = (word: string): string => {
  const [first] = letters.segment(word);
  return `${first?.segment ?? ''}${HIDDEN}`;
};
