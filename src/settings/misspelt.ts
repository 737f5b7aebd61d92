import {distance} from 'fastest-levenshtein';

/** Shorter names are near to too many others: `PORT` and `PATH`. */
const MIN_LETTERS = 7;
const MAX_EDITS = 2;

/**
 * Names of the environment that are almost a setting's, each with the nearest right one. Underscores and case
 * do not count as a difference: `resend_apikey` is `RESEND_API_KEY`.
 */
export const misspeltSettings = (given: string[], known: string[]): {name: string; meant: string}[] =>
  given
    .filter(name => !known.includes(name) && plain(name).length >= MIN_LETTERS)
    .flatMap(name => {
      const [nearest] = known
        .map(meant => ({meant, edits: distance(plain(name), plain(meant))}))
        .sort((one, other) => one.edits - other.edits);
      return nearest && nearest.edits <= MAX_EDITS ? [{name, meant: nearest.meant}] : [];
    });

const plain = (name: string): string => name.toUpperCase().replaceAll('_', '');
