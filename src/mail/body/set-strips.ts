import type {OwnNews} from '../../ranking/library/news/news-index.ts';
import type {Reason} from '../../ranking/reasons/reason.ts';
import type {PaperFacts, Setter, SlotsOfPart, Told} from '../assemble.ts';
import {readSegment, type Segment, type Slots} from '../slots.ts';
import type {SelectionFacts} from '../words/reader-words.ts';
import {insideOfJson, joinNeighbours, type Piece, type Strip, toStrip} from './pieces.ts';

/** Sets one part of a mail in strips; lines that tell of words to avoid, or news, are made again. */
export type StripSetter = (facts: SelectionFacts, told: Told) => Setter<Strip>;

/** Strips of papers with the same reasons, by their place. */
type OfPaper = {names: {rank: boolean; reasons: boolean}; byReasons: Map<Reason[], Strip[]>};

/** How many strips are kept of one part, of about half a kilobyte each. */
const MAX_STRIPS = 8_000;

/**
 * Sets the mails of one edition, and keeps the strips that other mails have too: of a paper by its reasons
 * and place where its segment names them, of other lines by what they depend on. A list of reasons is found
 * as the list that it is, not by what it says. `ownValues` has the values that hold a reader's own.
 */
export const openStripSetter = (slots: SlotsOfPart, ownValues: ReadonlyMap<string, Piece[]>): StripSetter => {
  const papers = new Map<Segment, OfPaper>();
  const topics = new Map<string, Strip>();
  const shared = new Map<string, Map<Segment, Strip>>();
  let count = 0;
  const make = (segment: Segment, values: Slots): Strip => {
    count += 1;
    if (count > MAX_STRIPS) {
      for (const kept of [papers, topics, shared]) kept.clear();
      count = 1;
    }
    return stripOf(segment, values, ownValues);
  };
  const paper = (segment: Segment, {because, rank}: PaperFacts): Strip => {
    const kept = papers.get(segment) ?? {names: namesIn(segment), byReasons: new Map<Reason[], Strip[]>()};
    const {names, byReasons} = kept;
    const place = names.rank ? rank : 0;
    const reasons = names.reasons && because.length > 0 ? because : NO_REASONS;
    const byPlace = byReasons.get(reasons) ?? [];
    const found = byPlace[place];
    if (found) return found;
    const strip = make(segment, slots.paper({because: reasons, rank: place}));
    byPlace[place] = strip;
    byReasons.set(reasons, byPlace);
    papers.set(segment, kept);
    return strip;
  };
  const topic = (segment: Segment, heading: string): Strip => {
    const strip = topics.get(heading) ?? make(segment, slots.topic(heading));
    topics.set(heading, strip);
    return strip;
  };
  const sharedIn = (facts: SelectionFacts, told: Told): ((segment: Segment) => Strip) => {
    if (told.avoided || told.news) {
      const values = slots.shared(facts, told);
      return segment => stripOf(segment, values, ownValues);
    }
    const key = `${facts.papers} ${facts.own} ${facts.isOnTopics} ${facts.hasOwnLead}`;
    return segment => {
      const bySegment = shared.get(key) ?? new Map<Segment, Strip>();
      const strip = bySegment.get(segment) ?? make(segment, slots.shared(facts, told));
      shared.set(key, bySegment.set(segment, strip));
      return strip;
    };
  };
  const news = (segment: Segment, line: OwnNews): Strip => stripOf(segment, slots.news(line), ownValues);
  return (facts, told) => ({paper, topic, news, shared: sharedIn(facts, told)});
};

const NO_REASONS: Reason[] = [];

const stripOf = (segment: Segment, slots: Slots, ownValues: ReadonlyMap<string, Piece[]>): Strip => {
  const pieces: Piece[] = [];
  readSegment(segment, slots, {
    onText: place => pieces.push(insideOfJson(segment[place] ?? '')),
    onValue: value => pieces.push(...(ownValues.get(value) ?? [insideOfJson(value)])),
  });
  return toStrip(joinNeighbours(pieces));
};

/** Whether a segment names slots that are made of a paper's place, or of its reasons. */
const namesIn = (segment: Segment): OfPaper['names'] => {
  const markers = segment.filter((marker, place) => place % 2 === 1 && marker !== 'opinionUrl');
  return {
    rank: markers.some(marker => /^[?/]?rank$/.test(marker)),
    reasons: markers.some(marker => !/^[?/]?rank$/.test(marker)),
  };
};
