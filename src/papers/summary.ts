import {splitSentences} from './sentences.ts';
import {cutAtWord} from './text.ts';

/** A sentence of a summary has at most this many characters where the abstract allows it. */
export const MAX_SENTENCE_LENGTH = 350;

// Up to this many when it says what no shorter one does: better than a cut.
const MAX_WHOLE_LENGTH = 450;

// From here on a sentence is hard to read in a mail, and a shorter one is preferred.
const comfortableLength = 260;

/**
 * At most two whole sentences about a paper: the source's own summary where there is one, else the two sentences of
 * the abstract that say what was done and what was found, in their order, word for word. A sentence is cut only when
 * there is no other, at a clause and with an ellipsis. '' when there is nothing. Takes clean text; deterministic.
 */
export const summaryOf = ({summary, abstract}: {summary: string | null; abstract: string}): string => {
  const own = splitSentences(summary?.trim() ?? '').slice(0, 2);
  if (own.length > 0) return withinLimit(own);
  return withinLimit(tellingSentences(splitSentences(abstract.trim())));
};

/** Leaves out what is too long as long as something stays, and cuts the last resort. */
const withinLimit = (sentences: string[]): string => {
  const fitting = sentences.filter(sentence => sentence.length <= MAX_WHOLE_LENGTH);
  const [first] = sentences;
  if (first === undefined) return '';
  return fitting.length > 0 ? fitting.join(' ') : cutAtClause(first);
};

type Place = {
  sentence: string;
  index: number;
  total: number;
  /** Whether it is the first one that presents something: what a paper is about comes before its parts. */
  isFirstPresented: boolean;
};

const tellingSentences = (sentences: string[]): string[] => {
  const firstPresented = sentences.findIndex(sentence => presents.test(sentence));
  const places = sentences.map((sentence, index) => ({
    sentence,
    index,
    total: sentences.length,
    isFirstPresented: index === firstPresented,
  }));
  const readable = places.filter(({sentence}) => sentence.length <= MAX_WHOLE_LENGTH);
  const eligible = readable.length > 0 ? readable : places;
  const done = best(eligible, scoreOfDone);
  const found = best(
    eligible.filter(place => place !== done && !offersLink.test(place.sentence)),
    scoreOfFound,
  );
  return [done, found]
    .filter(place => place !== undefined)
    .sort((one, other) => one.index - other.index)
    .map(({sentence}) => sentence);
};

// Where something can be fetched is a link of the paper, not a finding.
const offersLink = /\bhttps?:\/\/|\bwww\./i;

/** The place with the highest score; the earlier of two equal ones. */
const best = (places: Place[], score: (place: Place) => number): Place | undefined => {
  let winner: {place: Place; points: number} | undefined;
  for (const place of places) {
    const points = score(place);
    if (winner === undefined || points > winner.points) winner = {place, points};
  }
  return winner?.place;
};

const doing =
  'propos|present|introduc|develop|design|build|creat|releas|describ|stud|investigat|explor|unveil|construct|formulat|' +
  'revisit|examin|analy[sz]|survey|review|offer|provid|contribut|address|tackl|aim|argu|advocat|open-?sourc|' +
  'reinterpret|show|demonstrat|implement|identif|compar|characteri|collect|curat|find|establish|conduct|evaluat|benchmark|train|extend|adapt|leverag|cast|reformulat|rethink|challeng|us';
const presenting = 'propos|present|introduc|develop|design|unveil|releas|creat|construct|build|describ';

const presents = new RegExp(
  String.raw`\b(?:we|this (?:paper|work|report|study|article)|the paper) (?:\w+ly |first |then |[^.;]{0,80}? and )?(?:${presenting}|stud|investigat)`,
  'i',
);

type Cue = {pattern: RegExp; points: number};

const cuesOfDone: Cue[] = [
  {pattern: new RegExp(String.raw`\bwe (?:\w+ly |first |then |also )?(?:${presenting})`, 'i'), points: 5},
  {
    pattern: new RegExp(
      String.raw`\b(?:this|the|our) (?:\w+ )?(?:paper|work|study|report|article|survey|position)\b[^.]{0,40}?\b(?:${doing})`,
      'i',
    ),
    points: 4.5,
  },
  {pattern: new RegExp(String.raw`\bwe (?:\w+ly |first |then |also )?(?:${doing})`, 'i'), points: 3},
  {pattern: /\b(?:we|our)\b/i, points: 0.8},
  {pattern: /\bin this (?:paper|work|study|report|article|survey)\b/i, points: 1.5},
  {pattern: /^[\p{L}\p{N}][^\s,]*(?: \([^)]{1,60}\))?,? (?:is|are) (?:an? |the )?\S/u, points: 1.5},
  {pattern: /\b(?:an?|the) (?:new|novel|first|large-scale|unified|simple|comprehensive|open)\b/i, points: 1},
  {
    pattern: /\b(?:called|named|termed|dubbed|namely)\b|, an? (?:\S+ ){1,6}(?:that|for|which|to|of|with)\b/i,
    points: 0.7,
  },
];

const cuesOfFound: Cue[] = [
  {
    pattern:
      /\b(?:experiment|evaluation|result|analys[ie]s|stud(?:y|ies)|finding)\w*\b.{0,120}?\b(?:show|demonstrat|reveal|confirm|indicat|highlight|suggest|validat|verif|prove)/i,
    points: 3,
  },
  {
    pattern:
      /\bwe (?:\w+ly |also |further )?(?:find|found|show|demonstrat|observ|prov(?:e|ed) |reveal|discover|identif)/i,
    points: 2.5,
  },
  {pattern: /\b(?:outperform|surpass|exceed|beat)/i, points: 2},
  {pattern: /\b(?:state-of-the-art|SOTA)\b/i, points: 0.7},
  {
    pattern: /\b(?:achiev|attain|reach|obtain|match|yield|improv|reduc|boost|accelerat|deliver)/i,
    points: 1.2,
  },
  {pattern: /\d\s?(?:%|×|x\b|percent|points?\b|times\b)/i, points: 1.2},
  {
    pattern:
      /\b(?:remarkably|notably|surprisingly|crucially|while|compared (?:to|with)|over (?:the )?(?:baseline|prior|previous))\b/i,
    points: 0.4,
  },
];

const burdens: Cue[] = [
  {pattern: /\bhttps?:\/\/|\bwww\.|\bgithub\b/i, points: 5},
  {
    pattern:
      /\b(?:code|models?|data(?:sets?)?|weights|demos?|project page|website|videos?)\b[^.]{0,60}\b(?:available|released|found at|open-sourced)\b/i,
    points: 2.5,
  },
  {
    pattern: /\bwe (?:hope|believe|will|plan)\b|\bfuture (?:work|research)\b|\bpaves? the way\b|\binspire\b/i,
    points: 3,
  },
  {pattern: /\?["'”’)]?$/, points: 2},
  {
    pattern:
      /^(?:however|but|yet|nevertheless|nonetheless|still|conversely|by contrast|in contrast|instead|unfortunately)\b/i,
    points: 3,
  },
  {
    pattern:
      /^(?:these|those|such|they|he|she|it|its|their|both|the (?:former|latter|second|third|other))\b/i,
    points: 2.5,
  },
  {
    pattern: /^this (?!paper|work|study|report|article|survey|technical|position|thesis|tutorial|review)/i,
    points: 2.5,
  },
  {
    pattern:
      /^(?:moreover|furthermore|additionally|in addition|also|besides|likewise|similarly|therefore|thus|hence|as a result|consequently|then|next|finally|lastly|second(?:ly)?|third(?:ly)?|for (?:example|instance)|in particular|specifically|concretely|\(?[ivx\d]+\))/i,
    points: 1.5,
  },
  {
    pattern:
      /^(?:to (?:this end|address th|tackle th|overcome th|mitigate th|bridge th|solve th|fill th|resolve th|alleviate th|close th)|motivated by|inspired by|building on|based on (?:this|these))/i,
    points: 0.6,
  },
  {pattern: /^(?:recent|current|existing|traditional|conventional|previous|prior)\b/i, points: 1},
];

const points = (cues: Cue[], sentence: string): number => {
  let sum = 0;
  for (const cue of cues) if (cue.pattern.test(sentence)) sum += cue.points;
  return sum;
};

const burdenOf = (sentence: string): number => {
  const tooLong =
    Math.max(0, sentence.length - comfortableLength) / 60 + (sentence.length > MAX_SENTENCE_LENGTH ? 3 : 0);
  const tooShort = sentence.length < 40 ? 2.5 : 0;
  return points(burdens, sentence) + tooLong + tooShort;
};

/** How much a sentence looks like "we propose X": rather early than late. */
const scoreOfDone = ({sentence, index, total, isFirstPresented}: Place): number =>
  Math.min(points(cuesOfDone, sentence), 8) +
  (isFirstPresented ? 2 : 0) -
  burdenOf(sentence) -
  (2 * index) / total;

/** How much a sentence looks like "X beats Y by 3 %": rather late than early. */
const scoreOfFound = ({sentence, index, total}: Place): number =>
  points(cuesOfFound, sentence) - burdenOf(sentence) + (1.5 * index) / total;

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
