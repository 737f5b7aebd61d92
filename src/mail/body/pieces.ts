import type {PlacedSegment} from '../assemble.ts';
import {readSegment, type Segment, type Slots} from '../slots.ts';

/** What of a mail is one reader's own, and is put in when the mail is printed. */
export type OwnName = 'unsubscribeToken' | 'manageToken' | 'opinionToken' | 'tags' | 'address' | 'preheader';

/** One reader's own, as it stands in the body. */
export type OwnBytes = Readonly<Record<OwnName, Buffer>>;

/**
 * Bytes of the body that several readers have in common, or the name of what one reader has there. A string
 * of JSON can be cut anywhere between two letters: each is escaped by itself (RFC 8259 section 7).
 */
export type Piece = Buffer | OwnName;

/** A text as it stands inside of a JSON string. */
export const insideOfJson = (text: string): Buffer => Buffer.from(JSON.stringify(text).slice(1, -1));

const TOKENS = ['unsubscribeToken', 'manageToken', 'opinionToken'] as const;

/** Tokens of nobody and a preheader of no mail, which mark where a reader's own belong in a text. */
export type Markers = {
  tokens: Record<(typeof TOKENS)[number], string>;
  preheader: string;
  /** Cuts JSON at the tokens. */
  split(json: string): Piece[];
};

/** Markers from a word that stands in none of the texts; they hold letters that every address takes. */
export const markersOf = (word: string): Markers => {
  const mark = new RegExp(`${word}-(${TOKENS.join('|')})`);
  const markOf = (name: string) => `${word}-${name}`;
  return {
    tokens: {
      unsubscribeToken: markOf('unsubscribeToken'),
      manageToken: markOf('manageToken'),
      opinionToken: markOf('opinionToken'),
    },
    preheader: markOf('preheader'),
    split: json => json.split(mark).map(part => TOKENS.find(name => name === part) ?? Buffer.from(part)),
  };
};

/** Pieces that follow each other, counted once. */
export type Strip = {
  pieces: readonly Piece[];
  /** How many bytes those have that several readers have in common. */
  bytes: number;
  /** The names among them. */
  own: readonly OwnName[];
};

export const toStrip = (pieces: readonly Piece[]): Strip => ({
  pieces,
  bytes: pieces.reduce((sum, piece) => sum + (typeof piece === 'string' ? 0 : piece.length), 0),
  own: pieces.filter(piece => typeof piece === 'string'),
});

/** How many segments are kept with their values in them, of about half a kilobyte each. */
const MAX_KNOWN_SEGMENTS = 8_000;

/**
 * Makes strips of placed segments. Texts of segments are escaped and encoded at their first use. A segment
 * that comes with the same slots again is kept whole, in as few pieces as there can be. `ownValues` has the
 * values that hold a reader's own, by their text.
 */
export const openStrips = (ownValues: ReadonlyMap<string, Piece[]>) => {
  const textsOf = new WeakMap<Segment, Buffer[]>();
  const encodedTexts = (segment: Segment): Buffer[] => {
    const made = textsOf.get(segment) ?? segment.filter((_, place) => place % 2 === 0).map(insideOfJson);
    textsOf.set(segment, made);
    return made;
  };
  const read = ({segment, slots}: PlacedSegment): Piece[] => {
    const texts = encodedTexts(segment);
    const pieces: Piece[] = [];
    readSegment(segment, slots, {
      onText: place => pieces.push(texts[place / 2] ?? EMPTY),
      onValue: value => pieces.push(...(ownValues.get(value) ?? [insideOfJson(value)])),
    });
    return pieces;
  };
  const known = openKnownSegments();
  return (placed: PlacedSegment[]): Strip[] => placed.map(one => known(one, read));
};

/** Remembers the strips of segments from the second time on that they come with the same slots. */
const openKnownSegments = () => {
  let known = new Map<Slots, Map<Segment, Strip | null>>();
  let count = 0;
  return (placed: PlacedSegment, read: (placed: PlacedSegment) => Piece[]): Strip => {
    if (!placed.isKept) return toStrip(read(placed));
    const withSlots = known.get(placed.slots) ?? new Map<Segment, Strip | null>();
    const found = withSlots.get(placed.segment);
    if (found) return found;
    if (count >= MAX_KNOWN_SEGMENTS) {
      known = new Map();
      count = 0;
    }
    const strip = toStrip(found === null ? joinNeighbours(read(placed)) : read(placed));
    if (found === undefined) count += 1;
    known.set(placed.slots, withSlots.set(placed.segment, found === null ? strip : null));
    return strip;
  };
};

const EMPTY = Buffer.alloc(0);

/** The same bytes in as few pieces as there can be. */
export const joinNeighbours = (pieces: readonly Piece[]): Piece[] => {
  const joined: Piece[] = [];
  let run: Buffer[] = [];
  const endRun = () => {
    if (run.length > 0) joined.push(Buffer.concat(run));
    run = [];
  };
  for (const piece of pieces) {
    if (typeof piece !== 'string') {
      run.push(piece);
      continue;
    }
    endRun();
    joined.push(piece);
  }
  endRun();
  return joined;
};

/** How many bytes the strips have with one reader's own among them. */
export const sizeOf = (strips: readonly Strip[], of: OwnBytes): number => {
  let size = 0;
  for (const {bytes, own} of strips) {
    size += bytes;
    for (const name of own) size += of[name].length;
  }
  return size;
};

/** Writes the strips into a buffer that has room for them, and returns where they end. */
export const writeStrips = (
  into: Buffer,
  start: number,
  {strips, own}: {strips: readonly Strip[]; own: OwnBytes},
): number => {
  let at = start;
  for (const {pieces} of strips)
    for (const piece of pieces) {
      const bytes = typeof piece === 'string' ? own[piece] : piece;
      into.set(bytes, at);
      at += bytes.length;
    }
  return at;
};
