import type {ReaderInterests} from '../../src/ranking/interests.ts';
import type {LearnedInterest} from '../../src/ranking/library/learned-interest.ts';
import {beginningOf} from '../../src/ranking/library/named-papers.ts';
import {printedTermsOf} from '../../src/ranking/library/printed-terms.ts';
import {sharesWord} from '../../src/ranking/library/shares-word.ts';
import type {IndexedPaper, PaperIndex} from '../../src/ranking/paper-index.ts';
import type {Reason} from '../../src/ranking/reasons/reason.ts';
import type {Selection} from '../../src/ranking/selection.ts';
import {withinShare} from '../../src/ranking/source-share.ts';
import type {LatentSpace} from '../../src/ranking/space/latent-space.ts';
import {termsOfText} from '../../src/ranking/space/terms-of-text.ts';
import type {TopicMatch} from '../../src/ranking/topics/topic-matches.ts';

/** An edition and a reader, as the plain way reads them. */
type Plain = {index: PaperIndex; space: LatentSpace | null; reader: ReaderInterests};

/** What is said of one paper. */
type Read = {
  score: number;
  found: {topic: string; match: TopicMatch}[];
  standing: number;
  words: string[] | null;
  near: {title: string; closeness: number} | null;
  isUnwanted: boolean;
};

const sum = (values: number[]): number => values.reduce((total, value) => total + value, 0);

const gainOf = (match: TopicMatch): number => {
  if (match.kind === 'close' || match.kind === 'apart') return 1;
  if (match.mentions === 0) return 1.5;
  return (match.kind === 'acronym' ? 1 : 2) + match.mentions / (match.mentions + 1.2);
};

/** The interest where it was learned in the space of the edition. */
const learnedIn = ({space, reader: {learned}}: Plain): LearnedInterest | null =>
  space && learned && learned.space === space.version ? learned : null;

const centredAt = ({index, space}: Plain, place: number): Float64Array => {
  const paper = index.papers[place];
  if (!space || !paper) throw new Error('no paper in a space');
  return space.centre(space.vectorOf(paper));
};

const termsAt = ({index}: Plain, place: number): Set<string> => {
  const {words, pairs} = termsOfText(index.papers[place] as IndexedPaper);
  return new Set([...words.keys(), ...pairs]);
};

const standingAt = (plain: Plain, place: number): number => {
  const learned = learnedIn(plain);
  if (!learned) return 0;
  const terms = termsAt(plain, place);
  const products = Array.from(centredAt(plain, place), (value, at) => value * (learned.direction[at] ?? 0));
  const held = [...learned.words].filter(([term]) => terms.has(term));
  return sum(products) - learned.offset + sum(held.map(([, weight]) => weight));
};

/** The first eight of the library's words that the paper has, less those that say the same, as printed. */
const wordsAt = (plain: Plain, place: number): string[] | null => {
  const told = learnedIn(plain)?.told ?? null;
  const terms = termsAt(plain, place);
  const held = told?.filter(term => terms.has(term)).slice(0, 8) ?? null;
  const chosen = held?.filter((term, at) => !firstThatShare(held, at, term));
  const printed = printedTermsOf(plain.index.papers[place] as IndexedPaper);
  return chosen?.slice(0, 3).map(term => printed.get(term) ?? term) ?? null;
};

const firstThatShare = (held: string[], at: number, term: string): boolean =>
  held.slice(0, at).some((other, before) => !firstThatShare(held, before, other) && sharesWord(term, other));

const readPaper = (plain: Plain, place: number): Read => {
  const {index, reader} = plain;
  const found = [...new Set(reader.topics)].flatMap(topic =>
    index.topics.matchesOf(topic).flatMap(match => (match.place === place ? [{topic, match}] : [])),
  );
  const closenessTo = (paper: IndexedPaper | ReaderInterests['liked'][number]): number =>
    index.terms.closenessTo(paper)[place] ?? 0;
  const liked = reader.liked.map(closenessTo);
  const disliked = reader.disliked.map(closenessTo);
  const meanOf = (values: number[]): number => sum(values) / Math.max(1, values.length);
  const standing = standingAt(plain, place);
  const unwanted = meanOf(disliked);
  const score = sum(found.map(({match}) => gainOf(match))) + standing + 3 * meanOf(liked) - 3 * unwanted;
  const alike = reader.liked
    .map(({id, title}, at) => ({id, title, closeness: liked[at] ?? 0}))
    .filter(({id, closeness}) => closeness > 0.02 && index.placeOf.get(id) !== place)
    .sort((a, b) => b.closeness - a.closeness);
  const words = wordsAt(plain, place);
  return {score, found, standing, words, near: alike[0] ?? null, isUnwanted: unwanted > 0.06 && score < 0};
};

const standsOut = ({standing, words}: Read): boolean =>
  standing > 0.4 || (standing > 0.1 && (words === null || words.length > 0));

const isOfInterest = (read: Read): boolean =>
  read.score > 0 && (read.found.length > 0 || standsOut(read) || read.near !== null);

const reasonsOf = (plain: Plain, place: number, read: Read): Reason[] => {
  const about = read.found.flatMap(({topic, match}) => (match.kind === 'about' ? [topic] : []));
  if (about.length > 0) return [{kind: 'topics', topics: about.slice(0, 3)}];
  for (const {topic, match} of read.found)
    if (match.kind === 'acronym') return [{kind: 'acronym', written: match.written, topic}];
  if (read.words && standsOut(read)) {
    const like = nearestNamed(plain, place);
    return [{kind: 'library', words: read.words, ...(like === null ? {} : {like})}];
  }
  if (read.near) return [{kind: 'liked', title: beginningOf(read.near.title)}];
  const near = read.found.flatMap(({topic, match}): Reason[] => {
    if (match.kind === 'close') return [{kind: 'close', written: match.written, topic}];
    return match.kind === 'apart' ? [{kind: 'apart', topic}] : [];
  });
  return near.length === 0 && standsOut(read) ? [{kind: 'close-to-likes'}] : near;
};

const nearestNamed = (plain: Plain, place: number): string | null => {
  const vector = centredAt(plain, place);
  const least = 0.4 * 127 * Math.sqrt(sum(Array.from(vector, value => value * value)));
  const alike = (learnedIn(plain)?.named ?? [])
    .map(({title, vector: cells}) => ({
      title,
      likeness: sum(Array.from(vector, (value, at) => value * (cells[at] ?? 0))),
    }))
    .filter(({likeness}) => likeness > least)
    .sort((a, b) => b.likeness - a.likeness);
  return alike[0]?.title ?? null;
};

/** Maximal marginal relevance, tier after tier, with a share of the places for each topic. */
const ordered = ({index, reader}: Plain, reads: Read[], tiers: number[][], room: number): number[] => {
  const topics = [...new Set(reader.topics)];
  const aboutAt = (place: number): string[] =>
    reads[place]?.found.flatMap(({topic, match}) => (match.kind === 'about' ? [topic] : [])) ?? [];
  const countIn = (places: number[], topic: string): number =>
    places.filter(place => aboutAt(place).includes(topic)).length;
  const counts = topics.map(topic => countIn([...index.places], topic)).filter(count => count > 0);
  const cap = Math.max(3, Math.ceil(room / Math.max(1, counts.length)));
  const isContested = counts.length > 1 && counts.some(count => count > cap);
  const chosen: number[] = [];
  const isWaiting = (place: number): boolean =>
    isContested && aboutAt(place).length > 0 && aboutAt(place).every(topic => countIn(chosen, topic) >= cap);
  for (const tier of tiers) {
    const raw = tier.map(
      place => Math.max(0, reads[place]?.score ?? 0) + 0.05 * (index.voteShares[place] ?? 0),
    );
    const most = raw.reduce((largest, one) => Math.max(largest, one), 0);
    const left = tier.map((place, at) => ({place, own: (raw[at] ?? 0) / (most || 1)}));
    while (left.length > 0 && chosen.length < room) {
      const worths = left.map(({place, own}) => {
        const repeats = chosen.map(one => index.terms.similarityTo(one)[place] ?? 0);
        return 0.7 * own - 0.3 * Math.max(0, ...repeats) - (isWaiting(place) ? 1 : 0);
      });
      const [best] = left.splice(worths.indexOf(Math.max(...worths)), 1);
      chosen.push(best?.place ?? 0);
    }
  }
  return chosen;
};

type Chosen = {places: number[]; personalised: Set<number>};

const choose = (
  plain: Plain,
  reads: Read[],
  allowed: readonly number[],
  tops: number[],
  room: number,
): Chosen => {
  const follows = plain.index.follows.reasonsFor(plain.reader);
  const tiers = [
    allowed.filter(place => follows.has(place)),
    allowed.filter(place => !follows.has(place) && isOfInterest(reads[place] as Read)),
  ];
  const personalised = ordered(plain, reads, tiers, room);
  const rest = [false, true].flatMap(last => allowed.filter(place => reads[place]?.isUnwanted === last));
  const places: number[] = [];
  for (const place of [...personalised, ...rest]) {
    const missing = tops.filter(top => top !== place && !places.includes(top)).length;
    const isTop = tops.includes(place);
    if (places.includes(place) || places.length === room) continue;
    if (isTop || places.length + missing < room) places.push(place);
  }
  return {places, personalised: new Set(personalised)};
};

/** A selection in the plainest way, paper by paper and nothing remembered: the judge of the fast one. */
export const selectPlainly = (plain: Plain): Selection => {
  const {index, reader} = plain;
  const avoided = new Set(reader.avoid.flatMap(word => index.topics.holdersOf(word)));
  const free = index.places.filter(place => !avoided.has(place));
  const news = free.filter(place => !(reader.owned ?? []).some(id => index.placeOf.get(id) === place));
  const allowed = news.length === 0 ? free : news;
  const alone = (reason: Reason): Selection =>
    index.papers.length === 0 ? [] : [{index: 0, because: [reason]}];
  if (allowed.length === 0) return alone({kind: 'all-avoided'});
  const reads = index.places.map(place => readPaper(plain, place));
  const room = Math.min(reader.papers, allowed.length);
  const risen = index.risen
    .filter(place => allowed.includes(place))
    .slice(0, Math.min(4, Math.floor(room / 4)));
  const tops = [...new Set([...allowed.slice(0, room < 8 ? 1 : 2), ...risen])];
  const among = (places: readonly number[], most: number): Chosen =>
    choose(
      plain,
      reads,
      places,
      tops.filter(top => places.includes(top)),
      Math.min(most, places.length),
    );
  const share = reader.arxivShare;
  const within =
    share === null
      ? allowed
      : withinShare({...{index, allowed, share, room}, choose: (places, most) => among(places, most).places});
  if (within.length === 0) return alone({kind: 'none-in-share'});
  const {places, personalised} = among(within, room);
  const follows = index.follows.reasonsFor(reader);
  const named = new Set<string>();
  return places.map(place => {
    const own = personalised.has(place) ? reasonsOf(plain, place, reads[place] as Read) : [];
    const because = [...((personalised.has(place) && follows.get(place)) || []), ...own];
    return {index: place, because: because.map(reason => onceNamed(reason, named))};
  });
};

const onceNamed = (reason: Reason, named: Set<string>): Reason => {
  if (reason.kind !== 'library' || reason.like === undefined) return reason;
  if (named.has(reason.like)) return {kind: 'library', words: reason.words};
  named.add(reason.like);
  return reason;
};
