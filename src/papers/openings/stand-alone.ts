import {hangs} from './hangs.ts';
import {openingOf, withoutInnerTie} from './ties.ts';

/** A sentence as it can be read alone. */
export type StandingSentence = {
  /** Without an opening that ties it to what is not there: `To this end, we …` is `We …`. */
  text: string;
  /** Whether it still leans on another sentence: `These results …`, `We address this gap …`. */
  hangs: boolean;
};

// `Therefore, to this end, we`: three in a row are more than anybody writes.
const MAX_OPENERS = 3;

/** Drops openings that tie a sentence to the one before it, and says whether what is left stands alone. */
export const standAlone = (sentence: string): StandingSentence => {
  let text = sentence;
  for (let left = MAX_OPENERS; left > 0; left -= 1) {
    const opening = openingOf(text);
    if (opening === null) break;
    if (!opening.canGo) return {text, hangs: true};
    text = capitalised(text.slice(opening.length));
  }
  const alone = withoutInnerTie(text);
  return {text: alone, hangs: hangs(alone)};
};

/** With a capital, unless its first word is a name with signs of its own (`iGPT`). */
const capitalised = (text: string): string =>
  /^\p{Ll}[\p{Ll}'’-]*(?=[\s,])/u.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text;
