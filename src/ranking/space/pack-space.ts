import {createHash} from 'node:crypto';
import {type LatentSpace, openLatentSpace} from './latent-space.ts';
import type {SpaceParts} from './make-space.ts';

/** Of the form below: another form gets another number, and what has it is no space. */
const FORM = 1;

const HEADER_BYTES = 40;

/**
 * A space in bytes: form, papers, dimensions, words, terms (32 bits each, little-endian, as all of it), the
 * size of a cell and the ridge (64 bits), the bytes of the terms' text; then holders, rows, mean, apart and
 * the terms, one a line.
 */
export const packSpace = ({terms, dimensions, rows, unit, mean, apart, ridge}: SpaceParts): Buffer => {
  const names = Buffer.from(terms.terms.join('\n'));
  const header = Buffer.alloc(HEADER_BYTES);
  const numbers = [FORM, terms.papers, dimensions, terms.words, terms.terms.length];
  for (const [at, number] of numbers.entries()) header.writeUInt32LE(number, 4 * at);
  header.writeDoubleLE(unit, 20);
  header.writeDoubleLE(ridge, 28);
  header.writeUInt32LE(names.length, 36);
  const parts = [terms.holders, rows, mean, apart].map(part => littleEndian(part));
  return Buffer.concat([header, ...parts, names]);
};

/** Opens packed bytes; their hash is the version. Null for what is no space of this form. */
export const unpackSpace = (bytes: Buffer): LatentSpace | null => {
  if (bytes.length < HEADER_BYTES || bytes.readUInt32LE(0) !== FORM) return null;
  const [papers, dimensions, words, count] = [1, 2, 3, 4].map(at => bytes.readUInt32LE(4 * at));
  if (papers === undefined || dimensions === undefined || words === undefined || count === undefined)
    return null;
  const lengths = [4 * count, 2 * words * dimensions, 4 * dimensions, 4 * dimensions * dimensions];
  const names = bytes.readUInt32LE(36);
  if (bytes.length !== lengths.reduce((sum, length) => sum + length, HEADER_BYTES + names)) return null;
  const read = openReader(bytes);
  const parts: SpaceParts = {
    dimensions,
    unit: bytes.readDoubleLE(20),
    ridge: bytes.readDoubleLE(28),
    terms: {papers, words, holders: read(new Uint32Array(count)), terms: []},
    rows: read(new Int16Array(words * dimensions)),
    mean: read(new Float32Array(dimensions)),
    apart: read(new Float32Array(dimensions * dimensions)),
  };
  const text = bytes.toString('utf8', bytes.length - names);
  const terms = {...parts.terms, terms: count === 0 ? [] : text.split('\n')};
  return openLatentSpace({...parts, terms}, versionOf(bytes));
};

/** What names a space: 16 hex digits of its bytes' SHA-256. */
export const versionOf = (bytes: Buffer): string =>
  createHash('sha256').update(bytes).digest('hex').slice(0, 16);

type Numbers = Uint32Array | Int16Array | Float32Array;

const isLittleEndian = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

const littleEndian = (numbers: Numbers): Buffer => {
  const bytes = Buffer.from(numbers.buffer.slice(0), 0, numbers.byteLength);
  return isLittleEndian ? bytes : swapped(bytes, numbers.BYTES_PER_ELEMENT);
};

/** Fills arrays from one place after the other. */
const openReader = (bytes: Buffer) => {
  let at = HEADER_BYTES;
  return <Kind extends Numbers>(numbers: Kind): Kind => {
    const part = Buffer.from(bytes.subarray(at, at + numbers.byteLength));
    at += numbers.byteLength;
    const own = isLittleEndian ? part : swapped(part, numbers.BYTES_PER_ELEMENT);
    new Uint8Array(numbers.buffer).set(own);
    return numbers;
  };
};

const swapped = (bytes: Buffer, size: number): Buffer => (size === 2 ? bytes.swap16() : bytes.swap32());
