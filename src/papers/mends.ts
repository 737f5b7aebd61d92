// Words that stand before a hyphen for good: a line that ends with one of them was broken at its own hyphen.
const firstHalves = new Set(
  `multi high fine state the real open long self pre large vision cross human low in post non image
   end single test zero chain two instruction task training video domain trade tool closed data step
   audio next general out model sub inference reasoning time well question token user dual on one
   full decision retrieval few language pixel per problem co meta mixture agent visual knowledge top
   off context expert short plug memory inter rule auto code best over three first information
   object parameter under prompt coarse ground semi higher flow feed block near region motion mid
   action frame reward key reference pseudo ultra free layer encoder small subject super goal speech
   camera cold intra instance attention hand mixed semantic depth sim safety gradient graph all
   black point scene decoder sequence group world cutting class role view input quality latent mask
   fact identity process deep search noise natural whole second scale fast four frequency length
   soft head production widely error turn mobile privacy content reverse proof lower teacher sample
   policy try spatio bi tri quasi cost resource text query part mode`.split(/\s+/),
);

const secondHalves = new Set(
  `based driven aware level shot free art time scale specific trained tuned tuning order quality
   wise language modal step task agent term range end following dimensional conditioned guided
   centric oriented`.split(/\s+/),
);

const brokenWord = /(?<![\p{L}\p{N}])([\p{L}\p{N}]{1,40})-[ \t]{0,3}\r?\n[ \t]{0,9}(\p{Ll}{1,40})(?!\p{L})/gu;

/**
 * Joins words that a line's end broke: `ab-⏎stracts` is one word, `vision-⏎language` keeps its hyphen,
 * `open-⏎and closed` its space. What the rest of the text writes decides; else whether compounds are made
 * with such a word.
 */
export const joinBrokenWords = (text: string): string => {
  if (!/-\s{0,3}\n/.test(text)) return text;
  const known = new Set(text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? []);
  return text.replace(brokenWord, (_, first: string, second: string) => {
    if (/^(?:and|or|to|nor)$/.test(second)) return `${first}- ${second}`;
    return `${first}${keepsHyphen(first, second, known) ? '-' : ''}${second}`;
  });
};

const keepsHyphen = (first: string, second: string, known: ReadonlySet<string>): boolean => {
  const start = first.toLowerCase();
  if (known.has(`${start}-${second}`)) return true;
  if (known.has(start + second)) return false;
  // `LLM-⏎based`, `GPT4-⏎like`: a name is not hyphenated.
  if (/[\p{Lu}\p{N}]/u.test(first.slice(1))) return true;
  return firstHalves.has(start) || secondHalves.has(second);
};

const openers =
  `We The This These Those In Our To It However For On By With From As At While Although Moreover
   Furthermore Additionally Experiments Experimental Extensive Existing Recent Compared Code Project
   Remarkably Unlike First Finally Based Despite Specifically Such Given Here An Results There They
   Through Using When If Therefore Thus Hence Yet But And Also Both Instead Notably Further Besides
   Meanwhile`.replaceAll(/\s+/g, '|');

// Never in a link or an address; `Node.The` would be a strange name.
const gluedSentences = new RegExp(
  [
    String.raw`(?<=[\p{Ll}\p{N}]{2}|[)\]%”"])([.!?])`,
    String.raw`(?=(?:${openers})(?![\p{L}\p{N}])|A (?=\p{Ll}))(?<![/@]\S{0,200})`,
  ].join(''),
  'gu',
);

/**
 * Parts sentences that stand without a space between them, where the second begins as sentences do: `hard.We
 * propose`.
 */
export const partGluedSentences = (line: string): string => line.replace(gluedSentences, '$1 ');
