import type {SourceName} from '../../papers/paper.ts';
import type {Reason} from './reason.ts';

/**
 * Reasons as editions and selections of before December 2026 have them: as sentences in English. What is read
 * back here is said in words as it was; a sentence that is not known stays one.
 */

type Read = (...found: string[]) => Reason;

const PLACES = {'': 1, '2nd ': 2, '3rd ': 3} as const;

const isPlaceWord = (text: string): text is keyof typeof PLACES => Object.hasOwn(PLACES, text);

const SOURCES: readonly (readonly [string, SourceName])[] = [
  ['new on Hugging Face', 'hugging-face'],
  ['new on arXiv', 'arxiv'],
  ["on the day's page", 'page'],
];

/** In the order in which they are tried. */
const FORMS: readonly (readonly [RegExp, Read])[] = [
  [/^you follow “(.+)”$/u, (topics = '') => ({kind: 'topics', topics: topics.split(/”(?:, | and )“/u)})],
  [/^you follow code at (.+)$/u, (host = '') => ({kind: 'code', host})],
  [/^you follow (.+) \(([^()]+)\)$/u, (name = '', printed = '') => ({kind: 'author', name, printed})],
  [/^you follow (.+)$/u, (name = '') => ({kind: 'author', name})],
  [
    /^it mentions “(.+)”, short for “(.+)”$/u,
    (written = '', topic = '') => ({kind: 'acronym', written, topic}),
  ],
  [/^it mentions “(.+)”, close to “(.+)”$/u, (written = '', topic = '') => ({kind: 'close', written, topic})],
  [/^it matches all words of “(.+)”$/u, (topic = '') => ({kind: 'apart', topic})],
  [/^(.+): as in your library$/u, (words = '') => ({kind: 'library', words: words.split(', ')})],
  [/^close to the papers in your library$/, () => ({kind: 'library', words: []})],
  [/^you asked for more like “(.+)”$/u, (title = '') => ({kind: 'liked', title})],
  [/^similar to papers you asked for more of$/, () => ({kind: 'close-to-likes'})],
  [/^every paper in this edition contains a word you avoid$/, () => ({kind: 'all-avoided'})],
  [/^this edition has no papers within your arXiv share$/, () => ({kind: 'none-in-share'})],
  [/^(\d+) upvotes?$/, votes => ({kind: 'votes', votes: Number(votes)})],
  [
    /^(tied for )?(2nd |3rd |)most upvoted of the (day|week)$/,
    (tied, place = '', period) => ({
      kind: 'place',
      place: isPlaceWord(place) ? PLACES[place] : 1,
      isTied: tied !== undefined,
      period: period === 'week' ? 'week' : 'day',
    }),
  ],
  [
    /^(moved up because )?(\d+) readers? here wants? more like this$/,
    (moved, readers) => ({kind: 'readers', readers: Number(readers), hasMoved: moved !== undefined}),
  ],
  [/^readers here follow its authors, lab or code$/, () => ({kind: 'followers'})],
  [/^suggested by a reader$/, () => ({kind: 'suggested'})],
  [/^editor’s pick$/, () => ({kind: 'picked'})],
];

/** A stored reason as a value: the value itself, or what a sentence of an older version says. */
export const readReason = (stored: Reason | string): Reason => {
  if (typeof stored !== 'string') return stored;
  const source = SOURCES.find(([text]) => text === stored);
  if (source) return {kind: 'new', source: source[1]};
  for (const [form, read] of FORMS) {
    const found = form.exec(stored);
    if (found) return read(...found.slice(1));
  }
  return {kind: 'said', text: stored};
};
