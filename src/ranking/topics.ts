/** What topics are looked for in. */
export type TopicText = {title: string; abstract: string; keywords: string[]};

/** Places of the papers about a topic, from 0, in the order of the papers. */
export type TopicIndex = {placesOf(topic: string): readonly number[]};

/** Topics are people's own words: more of them than this are looked up anew rather than remembered. */
const REMEMBERED_TOPICS = 20_000;

/**
 * Finds the papers about a topic: those whose title, keywords or abstract hold its words side by side, whatever
 * their case, accents, hyphens or plural. Each topic is looked for once and then remembered.
 */
export const topicIndex = (papers: TopicText[]): TopicIndex => {
  const texts = papers.map(({title, abstract, keywords}) =>
    [title, ...keywords, abstract].map(foldWords).join(BETWEEN_TEXTS),
  );
  const remembered = new Map<string, readonly number[]>();
  return {
    placesOf: topic => {
      const known = remembered.get(topic);
      if (known) return known;
      const words = foldWords(topic);
      const places =
        words.trim() === '' ? [] : [...texts.keys()].filter(place => texts[place]?.includes(words));
      if (remembered.size < REMEMBERED_TOPICS) remembered.set(topic, places);
      return places;
    },
  };
};

/** Stands in no folded text, so that no topic is found across the end of one. */
const BETWEEN_TEXTS = '|';

/** The accents of Latin, Greek and Cyrillic; the marks of other scripts are letters to their readers. */
const ACCENTS = /[\u0300-\u036F]+/g;

/** Scripts that write words without blanks between them: each letter stands for itself. */
const UNSPACED = ['Han', 'Hiragana', 'Katakana', 'Thai', 'Lao', 'Khmer', 'Myanmar']
  .map(script => `\\p{Script=${script}}`)
  .join('');

const WORDS = new RegExp(`[${UNSPACED}]|(?:(?![${UNSPACED}])[\\p{L}\\p{M}\\p{N}])+`, 'gu');

/** Lower case, without accents, one blank around every word, a plural's s dropped. */
const foldWords = (text: string): string => {
  const words = text.normalize('NFKD').replace(ACCENTS, '').normalize('NFC').toLowerCase().match(WORDS);
  return words ? ` ${words.map(singular).join(' ')} ` : ' ';
};

const singular = (word: string): string =>
  word.length > 3 && word.endsWith('s') && !word.endsWith('ss') ? word.slice(0, -1) : word;
