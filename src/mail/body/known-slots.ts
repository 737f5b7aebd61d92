import type {Reason} from '../../ranking/reasons/reason.ts';
import type {Segment, Slots} from '../slots.ts';

/**
 * The slots of segments that mails of one edition and language have in common, as one and the same object for
 * as long as it is kept, so that bytes that were made of them are found again. A list of reasons is found as
 * the list that it is, not by what it says.
 */
export type KnownSlots = {
  /** Of a paper; `make` is given those of its facts alone that its segment names. */
  ofPaper(segment: Segment, paper: PaperFacts, make: (named: PaperFacts) => Slots): Slots;
  /** Of all else, by what they depend on. */
  of(facts: string, make: () => Slots): Slots;
  /** What stands above papers with these reasons. */
  headingFor(because: Reason[], make: (because: Reason[]) => string): string;
};

/** What the slots of a paper are made of. */
export type PaperFacts = {
  because: Reason[];
  /** From 1. */
  rank: number;
};

/** How many slots are kept; about a kilobyte each at most. */
const MAX_KNOWN = 4_000;

export const openKnownSlots = (): KnownSlots => {
  const namesIn = openNames();
  const papers = new Map<Reason[], Slots[]>();
  const headings = new Map<Reason[], string>();
  const others = new Map<string, Slots>();
  let count = 0;
  const counted = <Value>(value: Value): Value => {
    count += 1;
    if (count > MAX_KNOWN) {
      for (const kept of [papers, headings, others]) kept.clear();
      count = 0;
    }
    return value;
  };
  return {
    ofPaper: (segment, paper, make) => {
      const names = namesIn(segment);
      const rank = names.rank ? paper.rank : 0;
      const reasons = names.reasons && paper.because.length > 0 ? paper.because : NO_REASONS;
      const known = papers.get(reasons)?.[rank];
      if (known) return known;
      const slots = counted(make({because: reasons, rank}));
      const byRank = papers.get(reasons) ?? [];
      byRank[rank] = slots;
      papers.set(reasons, byRank);
      return slots;
    },
    of: (facts, make) => {
      const slots = others.get(facts) ?? counted(make());
      others.set(facts, slots);
      return slots;
    },
    headingFor: (because, make) => {
      const heading = headings.get(because) ?? counted(make(because));
      headings.set(because, heading);
      return heading;
    },
  };
};

const NO_REASONS: Reason[] = [];

/** Whether a segment names slots that are made of a paper's place, or of its reasons. */
const openNames = () => {
  const known = new WeakMap<Segment, {rank: boolean; reasons: boolean}>();
  return (segment: Segment): {rank: boolean; reasons: boolean} => {
    const found = known.get(segment);
    if (found) return found;
    const markers = segment.filter((_, place) => place % 2 === 1);
    const others = markers.filter(marker => marker !== 'opinionUrl');
    const names = {
      rank: others.includes('rank') || others.includes('?rank'),
      reasons: others.some(marker => !/^[?/]?rank$/.test(marker)),
    };
    known.set(segment, names);
    return names;
  };
};

/** Keeps nothing: for a mail that is made by itself. */
export const noKnownSlots: KnownSlots = {
  ofPaper: (_, paper, make) => make(paper),
  of: (_, make) => make(),
  headingFor: (because, make) => make(because),
};
