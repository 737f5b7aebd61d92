import {standAlone} from './openings/stand-alone.ts';
import {splitSentences} from './sentences.ts';
import {pointsOfFinding} from './summary-findings.ts';
import {reportsTests, speaksOfPaper, type Traits, traitsOf} from './summary-traits.ts';
import {cutAtWord} from './text.ts';

/** What a sentence of a summary says: what was done, or what was found. */
export type SummaryRole = 'done' | 'found';

export type SummarySentence = {role: SummaryRole; text: string};

/** What a summary is made from: clean text. `summary` is the source's own, or null. */
export type Summarised = {title?: string; summary: string | null; abstract: string};

/** A sentence of a summary has at most this many characters where the abstract allows it. */
export const MAX_SENTENCE_LENGTH = 350;

// Up to this many when it says what no shorter one does: better than a cut.
const MAX_WHOLE_LENGTH = 450;

// From here on a sentence is hard to read in a mail, and a shorter one is preferred.
const COMFORTABLE_LENGTH = 260;

// No abstract has as many sentences; comparing each with each must come to an end.
const MAX_SENTENCES = 60;

/**
 * What each trait of a sentence is worth, in hundredths of ROUGE-1: a ridge regression on the even lines of
 * SciTLDR's dev split (docs/ranking.md says how it does on the odd ones).
 */
const POINTS: Traits = {
  presents: 2.3,
  presentsFirst: 5.6,
  presentsFirstLate: -4.4,
  presentsTitle: 3.8,
  speaksOfUs: 2.9,
  adds: -3.5,
  looksBack: -2.4,
  hopes: -4.3,
  offersLink: -2.2,
  asks: -3,
  titleWords: 14.9,
  repeats: 5.7,
  covers: 9.1,
  central: 9.1,
  isShort: -12.5,
  isLong: -9.1,
};

/** A whole summary as it is printed, its sentences in their order; '' when there is nothing. */
export const summaryOf = (paper: Summarised): string => textOf(summarise(paper));

/** The sentences of a summary as one text. */
export const textOf = (sentences: SummarySentence[]): string => sentences.map(({text}) => text).join(' ');

/** The one sentence for a paper in brief: what was done, and it stands alone. '' when there is nothing. */
export const briefOf = (sentences: SummarySentence[]): string => {
  const told = sentences.find(({role}) => role === 'done') ?? sentences[0];
  return told === undefined ? '' : standAlone(told.text).text;
};

/**
 * At most two sentences about a paper: the source's own summary where there is one, else the two of the
 * abstract that say what was done and what was found, in their order. They are the abstract's word for word,
 * but for an opening that ties one to a sentence which is not there. One is cut only when there is no other,
 * at a clause and with an ellipsis. Deterministic.
 */
export const summarise = ({title = '', summary, abstract}: Summarised): SummarySentence[] => {
  const own = withinLimit(splitSentences(summary?.trim() ?? '').slice(0, 2));
  if (own.length > 0) return withRoles(own, title);
  return tellingSentences(splitSentences(abstract.trim()).slice(0, MAX_SENTENCES), title);
};

/** Leaves out what is too long as long as something stays, and cuts the last resort. */
const withinLimit = (sentences: string[]): string[] => {
  const fitting = sentences.filter(sentence => sentence.length <= MAX_WHOLE_LENGTH);
  return fitting.length > 0 ? fitting : sentences.slice(0, 1).map(cutAtClause);
};

/** The source's own sentences as they stand; the one that says best what was done has that role. */
const withRoles = (sentences: string[], title: string): SummarySentence[] => {
  const done = best(standing(placesOf(sentences, title)), pointsOfDone);
  return sentences.map((text, index) => ({role: index === done?.index ? 'done' : 'found', text}));
};

type Place = {text: string; hangs: boolean; index: number; total: number; traits: Traits};

const placesOf = (sentences: string[], title: string): Place[] => {
  const read = sentences.map(standAlone);
  const texts = read.map(({text}) => text);
  const traits = traitsOf(texts, title);
  return read.flatMap((sentence, index) => {
    const own = traits[index];
    return own ? [{...sentence, index, total: read.length, traits: own}] : [];
  });
};

const tellingSentences = (sentences: string[], title: string): SummarySentence[] => {
  const places = placesOf(sentences, title);
  const readable = places.filter(({text}) => text.length <= MAX_WHOLE_LENGTH);
  const [first] = places;
  if (readable.length === 0) return first ? [{role: 'done', text: cutAtClause(first.text)}] : [];
  const done = best(standing(from(readable, speaksOfPaper)), pointsOfDone);
  const results = standing(from(readable, text => speaksOfPaper(text) || reportsTests(text)));
  const found = best(
    results.filter(place => place !== done && tellsResult(place)),
    pointsOfFound,
  );
  return [done, found]
    .filter(place => place !== undefined)
    .sort((one, other) => one.index - other.index)
    .map(place => ({role: place === done ? 'done' : 'found', text: place.text}));
};

/** From the first sentence about the paper itself on; what stands before it is about the world. */
const from = (places: Place[], isAboutPaper: (text: string) => boolean): Place[] => {
  const first = places.findIndex(({text}) => isAboutPaper(text));
  return places.slice(Math.max(0, first));
};

/** Those that lean on no other sentence; all where each does. */
const standing = (places: Place[]): Place[] => {
  const alone = places.filter(({hangs}) => !hangs);
  return alone.length > 0 ? alone : places;
};

/** The place with the most points; the earlier of two equal ones. */
const best = (places: Place[], pointsOf: (place: Place) => number): Place | undefined => {
  let winner: {place: Place; points: number} | undefined;
  for (const place of places) {
    const points = pointsOf(place);
    if (winner === undefined || points > winner.points) winner = {place, points};
  }
  return winner?.place;
};

const traitNames = Object.keys(POINTS) as (keyof Traits)[];

const pointsOfDone = ({traits}: Place): number =>
  traitNames.reduce((sum, name) => sum + POINTS[name] * traits[name], 0);

// Where something can be fetched is a link of the paper, not a finding.
const tellsResult = ({text}: Place): boolean =>
  !/\bhttps?:\/\/|\bwww\./i.test(text) && pointsOfFinding(text) > 0;

/** A result stands rather late than early, and in a sentence that is easy to read. */
const pointsOfFound = ({text, index, total}: Place): number => {
  const tooLong =
    Math.max(0, text.length - COMFORTABLE_LENGTH) / 60 + (text.length > MAX_SENTENCE_LENGTH ? 3 : 0);
  const tooShort = text.length < 40 ? 2.5 : 0;
  return pointsOfFinding(text) - tooLong - tooShort + (1.5 * index) / total;
};

/** The longest beginning of a sentence that ends at a clause, else at a word, with an ellipsis. */
const cutAtClause = (sentence: string): string => {
  const head = sentence.slice(0, MAX_SENTENCE_LENGTH - 1);
  let clause = 0;
  for (const {index} of head.matchAll(/[;:,，、；](?= |$)|[，、；]| [–—-]+(?= )/gu))
    if (isClosed(head.slice(0, index))) clause = index;
  return clause > MAX_SENTENCE_LENGTH / 3
    ? `${head.slice(0, clause)}…`
    : cutAtWord(sentence, MAX_SENTENCE_LENGTH);
};

/** Whether no bracket or formula is open at the end of a text. */
const isClosed = (text: string): boolean =>
  count(text, '(') <= count(text, ')') && count(text, '[') <= count(text, ']') && count(text, '$') % 2 === 0;

const count = (text: string, sign: string): number => text.split(sign).length - 1;
