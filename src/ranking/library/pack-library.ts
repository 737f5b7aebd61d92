import type {PaperId} from '../../papers/paper.ts';
import type {LearnedInterest} from './learned-interest.ts';
import type {LibraryProfile, TermCount} from './library-profile.ts';
import type {NamedPaper} from './named-papers.ts';

/**
 * What is learned in bytes: the length of a JSON text (32 bits, little-endian), the text, and a vector of
 * 32-bit numbers.
 */
type Packed = {text: unknown; vector: Float64Array};

/** A profile in bytes; numbers are as exact as `learnLibrary` gives them. */
export const packProfile = ({vector, ...rest}: LibraryProfile): Buffer => pack({text: rest, vector});

/** Reads packed bytes; null for what this program never wrote. */
export const unpackProfile = (bytes: Buffer): LibraryProfile | null => {
  const read = unpack(bytes);
  if (!read || !isProfileText(read.text)) return null;
  return {...read.text, vector: read.vector};
};

/** What was learned of a reader in bytes, with a name of what it was learned from. */
export const packInterest = (
  {space, words, offset, told, named, direction}: LearnedInterest,
  learnedFrom: string,
): Buffer =>
  pack({
    text: {learnedFrom, space, words: [...words], offset, told, named: named.map(packNamed)},
    vector: direction,
  });

type PackedNamed = [id: string, title: string, vector: string];

const packNamed = ({id, title, vector}: NamedPaper): PackedNamed => [
  ...([id, title] as const),
  Buffer.from(vector).toString('base64'),
];

const unpackNamed = ([id, title, vector]: PackedNamed): NamedPaper => ({
  id: id as PaperId,
  title,
  vector: new Int8Array(Buffer.from(vector, 'base64')),
});

/** Reads packed bytes; null where they were learned from something else. */
export const unpackInterest = (bytes: Buffer, learnedFrom: string): LearnedInterest | null => {
  const read = unpack(bytes);
  if (!read || !isInterestText(read.text) || read.text.learnedFrom !== learnedFrom) return null;
  const {space, words, offset, told, named} = read.text;
  return {
    ...{space, words: new Map(words), offset, told},
    named: named.map(unpackNamed),
    direction: read.vector,
  };
};

const pack = ({text, vector}: Packed): Buffer => {
  const json = Buffer.from(JSON.stringify(text));
  const length = Buffer.alloc(4);
  length.writeUInt32LE(json.length);
  const numbers = Buffer.alloc(4 * vector.length);
  for (const [at, value] of vector.entries()) numbers.writeFloatLE(value, 4 * at);
  return Buffer.concat([length, json, numbers]);
};

const unpack = (bytes: Buffer): Packed | null => {
  if (bytes.length < 4) return null;
  const from = 4 + bytes.readUInt32LE(0);
  if (from > bytes.length || (bytes.length - from) % 4 !== 0) return null;
  const vector = new Float64Array((bytes.length - from) / 4);
  const numbers = new DataView(bytes.buffer, bytes.byteOffset + from);
  for (let at = 0; at < vector.length; at++) vector[at] = numbers.getFloat32(4 * at, true);
  try {
    return {text: JSON.parse(bytes.toString('utf8', 4, from)), vector};
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null;

const isPairs = (value: unknown): value is TermCount[] =>
  Array.isArray(value) &&
  value.every(
    pair =>
      Array.isArray(pair) && typeof pair[0] === 'string' && typeof pair[1] === 'number' && pair.length === 2,
  );

const isProfileText = (value: unknown): value is Omit<LibraryProfile, 'vector'> =>
  isFields(value) &&
  typeof value.papers === 'number' &&
  typeof value.weight === 'number' &&
  typeof value.space === 'string' &&
  isPairs(value.terms) &&
  (value.titled === undefined || isNumbers(value.titled));

const isNumbers = (value: unknown): value is number[] =>
  Array.isArray(value) && value.every(one => typeof one === 'number');

type InterestText = {
  learnedFrom: string;
  space: string;
  words: [string, number][];
  offset: number;
  told: string[] | null;
  named: PackedNamed[];
};

const isInterestText = (value: unknown): value is InterestText =>
  isFields(value) &&
  typeof value.learnedFrom === 'string' &&
  typeof value.space === 'string' &&
  typeof value.offset === 'number' &&
  isPairs(value.words) &&
  (value.told === null || isWords(value.told)) &&
  Array.isArray(value.named) &&
  value.named.every(isWords);

const isWords = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every(word => typeof word === 'string');
