import type {LatentSpace} from '../space/latent-space.ts';
import {isTellingWord, termsOfText} from '../space/terms-of-text.ts';
import {type LibraryProfile, logOdds} from './library-profile.ts';
import {type PrintedText, printedForms, type Runs, runsIn, wholePhrase} from './printed-terms.ts';
import {sharesWord} from './shares-word.ts';

export const MAX_PROPOSED = 8;

/** A single word that more of the catalogue's papers have is too wide for a topic; a pair may be wider. */
const MAX_WORD_SHARE = 0.03;
const MAX_PAIR_SHARE = 0.08;

/** A topic stands in at least this share of the library's papers, and in two of them. */
const MIN_LIBRARY_SHARE = 0.1;
const MIN_COUNT = 2;

/** Shorter words are mostly names of variables. */
const MIN_LENGTH = 3;

/** Titles say what a paper is about: a topic stands in so many of the texts' own. */
const MIN_TITLES = 3;

/** So many times oftener in the library than in the catalogue. */
const MIN_LIFT = 4;

const DOUBT = 2;

/**
 * The topics that a library proposes to follow, as papers print them (`KV cache`, `low-rank adaptation`), the
 * most telling first, at most eight. None is a part of another or says the same words.
 */
export const proposeTopics = ({
  profile,
  texts,
  space,
}: {
  profile: LibraryProfile;
  /** Where the forms are looked up: the library itself, and papers that go with it. */
  texts: PrintedText[];
  space: LatentSpace;
}): string[] => {
  const candidates = candidatesOf(profile, space);
  const titles = countTitles(texts, new Set(candidates));
  const chosen: string[] = [];
  let runs: Runs | null = null;
  for (const term of candidates) {
    if (chosen.length === MAX_PROPOSED) break;
    if ((titles.get(term) ?? 0) < MIN_TITLES || chosen.some(other => sharesWord(term, other))) continue;
    runs ??= runsIn(texts);
    const whole = wholePhrase(runs, term, isTellingWord);
    if (!chosen.some(other => sharesWord(whole, other))) chosen.push(whole);
  }
  const forms = printedForms(texts, chosen);
  return chosen.map(phrase => forms.get(phrase) ?? phrase);
};

/** In how many titles each term stands. */
const countTitles = (texts: PrintedText[], terms: ReadonlySet<string>): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const {title} of texts) {
    const {words, pairs} = termsOfText({title, abstract: '', keywords: []});
    for (const term of [...words.keys(), ...pairs])
      if (terms.has(term)) counts.set(term, (counts.get(term) ?? 0) + 1);
  }
  return counts;
};

const candidatesOf = ({terms, weight}: LibraryProfile, space: LatentSpace): string[] =>
  terms
    .map(([term, count]) => ({term, count, share: space.shareOf(term)}))
    .filter(one => isTopic(one, weight))
    .map(one => ({term: one.term, worth: logOdds({...one, weight, doubt: DOUBT})}))
    .filter(({worth}) => worth > 0)
    .sort((a, b) => b.worth - a.worth || (a.term < b.term ? -1 : 1))
    .map(({term}) => term);

const isTopic = (
  {term, count, share}: {term: string; count: number; share: number},
  weight: number,
): boolean =>
  share > 0 &&
  share <= (term.includes(' ') ? MAX_PAIR_SHARE : MAX_WORD_SHARE) &&
  count >= MIN_COUNT &&
  count >= MIN_LIBRARY_SHARE * weight &&
  count >= MIN_LIFT * share * weight &&
  term.length >= MIN_LENGTH &&
  /\p{L}{2}/u.test(term);
