import type {TopicText} from './topic-texts.ts';

/**
 * Papers are full of single letters, of formulas and of names, and things go wrong in many of them: anyone
 * who follows one of these means the programming language, or the game.
 */
export const isLanguageLetter = (words: string[]): boolean =>
  words.length === 1 && /^(?:[cr]|go)$/.test(words[0] ?? '');

const OTHERS =
  '(?:Python|Julia|Java|JavaScript|MATLAB|SAS|SQL|Rust|Fortran|Stata|Kotlin|C\\+\\+|C#|[Cc]hess|[Ss]hogi)';
const LEADING_TO =
  '[Ll]anguages?|(?:[Pp]rogramming|[Ww]ritten|[Cc]ode|[Pp]ackages?) in|[Pp]ackages? for|[Gg]ames? of';
const BEFORE = `(?:${OTHERS}(?:,|/|,? and|,? or)|${LEADING_TO})`;
const WORK = '(?:packages?|programming|programs?|code|scripts?|librar(?:y|ies)|languages?|games?|players?)';
const AFTER = `(?:[- ]${WORK}|(?:,|/| and| or) ?${OTHERS})`;
const ALONE = '(?![\\p{L}\\p{N}+#=^_$])';

/**
 * Where a capital letter stands beside what only a programming language has: `R package`, `C and C++`,
 * `Python, R`; or is a keyword.
 */
export const languagePlaces = (papers: TopicText[], letter: string): number[] => {
  const name = letter.charAt(0).toUpperCase() + letter.slice(1);
  const before = new RegExp(`(?<![\\p{L}\\p{N}])${BEFORE} ?${name}${ALONE}`, 'u');
  const after = new RegExp(`(?<![\\p{L}\\p{N}\\-\\\\^_$])${name}${AFTER}(?![\\p{L}\\p{N}])`, 'u');
  return papers.flatMap(({title, abstract, keywords}, place) => {
    const isNamed = [title, abstract].some(text => before.test(text) || after.test(text));
    return isNamed || keywords.includes(name) ? [place] : [];
  });
};
