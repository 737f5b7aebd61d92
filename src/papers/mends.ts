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

/** The same where a source made a blank of the line's end: `learn- ing`. */
const brokenAtBlank = /(?<![\p{L}\p{N}-])([\p{L}\p{N}]{2,40})-\s+(\p{Ll}{2,40})(?![\p{L}-])/gu;

/**
 * Joins words that a line's end broke: `ab-⏎stracts` is one word, `vision-⏎language` keeps its hyphen,
 * `open-⏎and closed` its space. What the rest of the text writes decides; else whether compounds are made
 * with such a word.
 */
export const joinBrokenWords = (text: string): string => {
  if (!/-\s/.test(text)) return text;
  const known = new Set(text.toLowerCase().match(/[\p{L}\p{N}-]+/gu) ?? []);
  const join = (broken: string, first: string, second: string): string => {
    if (afterHalf.test(second)) return broken.replace(/-\s+/, '- ');
    return `${first}${keepsHyphen(first, second, known) ? '-' : ''}${second}`;
  };
  return text.replace(brokenWord, join).replace(brokenAtBlank, join);
};

/** `open- and closed-source`: the first half waits for the word behind the second. */
const afterHalf = /^(?:and|or|to|nor|but|as|vs|versus|than|through|over|und|oder|bis|et|ou|y|o|e)$/;

const keepsHyphen = (first: string, second: string, known: ReadonlySet<string>): boolean => {
  const start = first.toLowerCase();
  if (known.has(`${start}-${second}`)) return true;
  if (known.has(start + second)) return false;
  // `LLM-⏎based`, `GPT4-⏎like`: a name is not hyphenated.
  if (/[\p{Lu}\p{N}]/u.test(first.slice(1))) return true;
  return firstHalves.has(start) || secondHalves.has(second);
};

const openings =
  `We The This These Those In Our To It However For On By With From As At While Although Moreover
   Furthermore Additionally Experiments Experimental Extensive Existing Recent Compared Code Project
   Remarkably Unlike First Finally Based Despite Specifically Such Given Here An Results There They
   Through Using When If Therefore Thus Hence Yet But And Also Both Instead Notably Further Besides
   Meanwhile`.replaceAll(/\s+/g, '|');

// Never in a link or an address; `Node.The` would be a strange name.
const gluedSentences = new RegExp(
  [
    String.raw`(?<=[\p{Ll}\p{N}]{2}|[)\]%”"])([.!?])`,
    String.raw`(?=(?:${openings})(?![\p{L}\p{N}])|A (?=\p{Ll}))(?<![/@]\S{0,200})`,
  ].join(''),
  'gu',
);

/**
 * Parts sentences that stand without a space between them, where the second begins as sentences do: `hard.We
 * propose`.
 */
export const partGluedSentences = (line: string): string => line.replace(gluedSentences, '$1 ');

/** `distancex2013and`: what is left of an entity whose signs were dropped. */
const lostEntity = /(?<=\p{L})x(20(?:1[3489cd]|26))(?=\p{L})/gu;

/**
 * What Markdown and lost signs left in a text, as what it means: pairs of stars, entities and colours without
 * their sign. Tags and whole entities are text.
 */
export const withoutMarkup = (text: string): string =>
  text
    .replace(lostEntity, (_, hex: string) => String.fromCodePoint(parseInt(hex, 16)))
    .replace(/\*\*([^*\n]{1,200})\*\*/g, '$1')
    .replace(/(?<![\w*\\^{$])\*(\p{L}[^*$\n]{0,80}[\p{L}\p{N}.])\*(?![\w*])/gu, '$1')
    .replace(/\b(?:red|blue|teal|orange|green|purple|cyan|magenta)\{([^{}\\$]{1,200})\}/g, '$1');
