/** `kv cache` tells what `cache` tells. */
export const sharesWord = (one: string, other: string): boolean =>
  one === other || (one.includes(' ') ? one.split(' ') : [one]).some(word => hasWord(other, word));

const hasWord = (phrase: string, word: string): boolean =>
  phrase === word ||
  phrase.startsWith(`${word} `) ||
  phrase.endsWith(` ${word}`) ||
  phrase.includes(` ${word} `);
