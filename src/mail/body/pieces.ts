import type {PlacedSegment} from '../assemble.ts';
import {readSegment, type Segment} from '../slots.ts';

/** What of a mail is one reader's own, and is put in when the mail is printed. */
export type OwnName = 'unsubscribeToken' | 'manageToken' | 'opinionToken' | 'tags' | 'address';

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

/** The tokens of nobody, which mark where a reader's own belong in a text. */
export type TokenMarkers = {
  tokens: Record<(typeof TOKENS)[number], string>;
  /** Cuts JSON at the marks. */
  split(json: string): Piece[];
};

/** Markers from a word that stands in none of the texts; they hold letters that every address takes. */
export const tokenMarkers = (word: string): TokenMarkers => {
  const mark = new RegExp(`${word}-(${TOKENS.join('|')})`);
  const markOf = (name: string) => `${word}-${name}`;
  return {
    tokens: {
      unsubscribeToken: markOf('unsubscribeToken'),
      manageToken: markOf('manageToken'),
      opinionToken: markOf('opinionToken'),
    },
    split: json => json.split(mark).map(part => TOKENS.find(name => name === part) ?? Buffer.from(part)),
  };
};

/** How many values are kept escaped: places, reasons, counts. */
const MAX_KNOWN_VALUES = 4_000;

/**
 * Makes pieces of placed segments. Texts of segments are escaped and encoded at their first use, and values
 * that come again are kept. `ownValues` has the values that hold a reader's own, by their text.
 */
export const openPieces = (ownValues: ReadonlyMap<string, Piece[]>) => {
  const textsOf = new WeakMap<Segment, Buffer[]>();
  const known = new Map<string, Buffer>();
  const encodedTexts = (segment: Segment): Buffer[] => {
    const made = textsOf.get(segment) ?? segment.filter((_, place) => place % 2 === 0).map(insideOfJson);
    textsOf.set(segment, made);
    return made;
  };
  const encodedValue = (value: string): Buffer => {
    const found = known.get(value);
    if (found) return found;
    const made = insideOfJson(value);
    if (known.size >= MAX_KNOWN_VALUES) known.clear();
    known.set(value, made);
    return made;
  };
  return (placed: PlacedSegment[]): Piece[] => {
    const pieces: Piece[] = [];
    for (const {segment, slots} of placed) {
      const texts = encodedTexts(segment);
      readSegment(segment, slots, {
        onText: place => pieces.push(texts[place / 2] ?? EMPTY),
        onValue: value => {
          const own = ownValues.get(value);
          if (own) pieces.push(...own);
          else pieces.push(encodedValue(value));
        },
      });
    }
    return pieces;
  };
};

const EMPTY = Buffer.alloc(0);

/** The same bytes in as few pieces as there can be. */
export const joinNeighbours = (pieces: Piece[]): Piece[] => {
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

/** How many bytes the pieces have with one reader's own among them. */
export const sizeOf = (pieces: Piece[], own: OwnBytes): number => {
  let size = 0;
  for (const piece of pieces) size += (typeof piece === 'string' ? own[piece] : piece).length;
  return size;
};

/** Writes the pieces into a buffer that has room for them, and returns where they end. */
export const writePieces = (into: Buffer, start: number, {pieces, own}: {pieces: Piece[]; own: OwnBytes}) => {
  let at = start;
  for (const piece of pieces) {
    const bytes = typeof piece === 'string' ? own[piece] : piece;
    into.set(bytes, at);
    at += bytes.length;
  }
  return at;
};
