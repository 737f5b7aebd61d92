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

/** How long strips are: the bytes that all have in common, and how often each of a reader's own is there. */
export type Measure = {bytes: number; own: Record<OwnName, number>};

export const measure = (strips: readonly Strip[]): Measure => {
  const measured: Measure = {
    bytes: 0,
    own: {unsubscribeToken: 0, manageToken: 0, opinionToken: 0, tags: 0, address: 0, preheader: 0},
  };
  for (const {bytes, own} of strips) {
    measured.bytes += bytes;
    for (const name of own) measured.own[name] += 1;
  }
  return measured;
};

/** How many bytes those are with one reader's own among them. */
export const sizeOf = ({bytes, own: times}: Measure, own: OwnBytes): number =>
  bytes +
  times.unsubscribeToken * own.unsubscribeToken.length +
  times.manageToken * own.manageToken.length +
  times.opinionToken * own.opinionToken.length +
  times.tags * own.tags.length +
  times.address * own.address.length +
  times.preheader * own.preheader.length;

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
