import {createHash} from 'node:crypto';
import type {PaperId} from '../papers/paper.ts';
import type {LatentSpace} from '../ranking/space/latent-space.ts';
import {type NearPapers, openNearPapers} from '../ranking/space/near-papers.ts';
import {addCount, FIELD_COUNTS, type PaperText, type Passage, passagesOf} from './paper-words.ts';
import {openPostings, type Postings} from './postings.ts';
import {openScratch, type Scratch} from './scratch.ts';
import {openVocabulary, type Vocabulary} from './vocabulary.ts';
import {FIELDS, openSequenceWriter, type WordSequence} from './word-sequence.ts';

export type IndexedText = PaperText & {id: PaperId};

/** A paper of the index; `day` is the newest day in whose list it stands. */
export type IndexEntry = {id: PaperId; day: string; textHash: string};

/** Which papers have which words, in memory. Places count from 0 in the order in which papers came. */
export type WordIndex = {
  vocabulary: Vocabulary;
  postings: Postings;
  /** The same papers in the catalogue's space; null where there is none yet. */
  near: NearPapers | null;
  /**
   * A paper with its day. Known with the same text it only takes the newer day; with another it gets another
   * place.
   */
  put(paper: IndexedText, day: string): void;
  /** Takes a paper out; its place stays empty. */
  remove(id: PaperId): void;
  /** The paper at a place, or null where it was taken out. */
  at(place: number): IndexEntry | null;
  /** The words of the paper at a place in their order; undefined where it was taken out. */
  sequenceAt(place: number): WordSequence | undefined;
  placeOf(id: PaperId): number | undefined;
  /** What a search counts in; lent to one search at a time. */
  scratch: Scratch;
  /** How many papers there are. */
  size(): number;
  /** How many places there are, with the empty ones. */
  places(): number;
  /** How much one paper that has a word says, where so many papers have it: the fewer the more. */
  rarityOf(holders: number): number;
  /**
   * How much a word's count says in the paper at a place, 0 to 2.2: less in a long one, and each time less.
   */
  strengthAt(place: number, count: number): number;
};

/**
 * BM25 with its usual figures, over counts in which the fields are weighed already (Robertson and Zaragoza,
 * The Probabilistic Relevance Framework, 2009, sections 3.4 to 3.6).
 */
const SATURATION = 1.2;
const LENGTH_SHARE = 0.7;

export const openWordIndex = (space?: LatentSpace | null): WordIndex => {
  const near = space ? openNearPapers(space) : null;
  const vocabulary = openVocabulary();
  const postings = openPostings();
  const entries: (IndexEntry | null)[] = [];
  const sequences: (WordSequence | undefined)[] = [];
  const lengths: number[] = [];
  const placesById = new Map<PaperId, number>();
  let totalLength = 0;

  const remove = (id: PaperId): void => {
    const place = placesById.get(id);
    if (place === undefined) return;
    placesById.delete(id);
    entries[place] = null;
    sequences[place] = undefined;
    totalLength -= lengths[place] ?? 0;
  };

  const enter = (paper: IndexedText, entry: IndexEntry): void => {
    const place = entries.length;
    const {counts, sequence, length} = enterWords(vocabulary, passagesOf(paper));
    for (const [word, count] of counts) postings.add(word, place, count);
    near?.put(place, paper);
    entries.push(entry);
    sequences.push(sequence);
    lengths.push(length);
    totalLength += length;
    placesById.set(paper.id, place);
  };

  return {
    vocabulary,
    postings,
    near,
    scratch: openScratch(),
    put: (paper, day) => {
      const textHash = hashText(paper);
      const known = entries[placesById.get(paper.id) ?? -1];
      const newest = known && known.day > day ? known.day : day;
      if (known?.textHash === textHash) {
        known.day = newest;
        return;
      }
      remove(paper.id);
      enter(paper, {id: paper.id, day: newest, textHash});
    },
    remove,
    at: place => entries[place] ?? null,
    sequenceAt: place => sequences[place],
    placeOf: id => placesById.get(id),
    size: () => placesById.size,
    places: () => entries.length,
    rarityOf: holders => Math.log(1 + (entries.length - holders + 0.5) / (holders + 0.5)),
    strengthAt: (place, count) => {
      const length = ((lengths[place] ?? 0) * placesById.size) / totalLength;
      return (count * (SATURATION + 1)) / (count + SATURATION * (1 - LENGTH_SHARE + LENGTH_SHARE * length));
    },
  };
};

type EnteredWords = {
  counts: Map<number, number>;
  sequence: WordSequence;
  /** Without the names: a paper of 600 authors is not a long one. */
  length: number;
};

const enterWords = (vocabulary: Vocabulary, passages: Passage[]): EnteredWords => {
  const counts = new Map<number, number>();
  const writer = openSequenceWriter();
  let length = 0;
  for (const field of FIELDS) {
    for (const {tokens, begins} of passages.filter(passage => passage.field === field))
      for (const [place, token] of tokens.entries()) {
        const number = vocabulary.enter(token.word, token.parts);
        addCount(counts, number, FIELD_COUNTS[field]);
        if (field !== 'authors') length += FIELD_COUNTS[field];
        writer.add(number, token, place === 0 ? begins : null);
      }
    writer.endField();
  }
  return {counts, sequence: writer.finish(), length};
};

const hashText = ({title, authors, keywords, abstract}: PaperText): string =>
  createHash('sha256')
    .update(JSON.stringify([title, authors, keywords, abstract]))
    .digest('base64')
    .slice(0, 16);
