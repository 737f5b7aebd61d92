import {createHmac, timingSafeEqual} from 'node:crypto';
import {foldAddress} from './address.ts';

export type TokenScope =
  | 'unsubscribe'
  | 'confirm'
  | 'manage'
  | 'opinion'
  | 'suggest'
  | 'change-address'
  | 'undo';

export type MintToken = {
  /** Newest first: the first one mints. */
  secrets: string[];
  scope: TokenScope;
  /** The subscriber's. */
  number: number;
  epoch: number;
  /** Milliseconds since 1970, kept in whole seconds; null never expires. */
  expiresAt: number | null;
  /**
   * For `change-address`: the address that the link confirms, and no other. It stands in the token as an
   * HMAC.
   */
  address?: string;
  /** Mints with this secret instead, so that a frozen chunk rebuilds the same bytes after a rotation. */
  keyId?: string;
};

export type ParsedToken =
  | {
      kind: 'token';
      number: number;
      epoch: number;
      /** Milliseconds since 1970; absent where it never expires. */
      expiresAt?: number;
      /** Only of a token with an address: what `isAddressMark` compares. */
      addressMark?: string;
    }
  | {kind: 'refused'; because: 'forged' | 'expired'};

const form = 1;
const keyIdBytes = 3;
/** 128 bits of HMAC-SHA256 (RFC 2104 section 5 allows no less than half of it: 128). */
const macBytes = 16;
/** 72 bits: somebody would have to mint 2^71 addresses to find one that a link fits by chance. */
const addressMarkBytes = 9;
const MAX_TOKEN_LENGTH = 80;

/**
 * The link part that lets a subscriber act: the same input gives the same string, so a mail can be rebuilt
 * byte for byte. An unsubscribe token has at most 40 characters of `[A-Za-z0-9_-]`. Scope, subscriber, epoch
 * and expiry stand under the MAC. Throws where no secret is given or none has the `keyId`: ask `hasKey` first
 * when a secret may have been removed.
 */
export const mintToken = ({secrets, scope, number, epoch, expiresAt, address, keyId}: MintToken): string => {
  const secret = secrets.find(candidate => keyId === undefined || keyIdOf(candidate) === keyId);
  if (secret === undefined) throw new Error(`no secret to mint a token with (key id ${keyId ?? 'any'})`);
  const body = Buffer.concat([
    Buffer.from([form]),
    Buffer.from(keyId ?? keyIdOf(secret), 'base64url'),
    toVarint(number),
    toVarint(epoch),
    toVarint(expiresAt === null ? 0 : Math.max(1, Math.ceil(expiresAt / 1000))),
    address === undefined ? Buffer.alloc(0) : addressMarkOf(secret, address),
  ]);
  return Buffer.concat([body, macOf({secret, scope, body})]).toString('base64url');
};

/**
 * Reads a token of one scope. Every secret verifies. `expired` is said only of a token that is true
 * otherwise, so it tells a forger nothing. Whether the epoch still counts is the caller's question to the
 * record.
 */
export const parseToken = (request: {
  secrets: string[];
  scope: TokenScope;
  token: string;
  /** Milliseconds since 1970. */
  now: number;
}): ParsedToken => {
  const {secrets, scope, token, now} = request;
  const bytes = toBytes(token);
  if (!bytes) return forged;
  const body = bytes.subarray(0, -macBytes);
  const mac = bytes.subarray(-macBytes);
  const keyId = body.subarray(1, 1 + keyIdBytes).toString('base64url');
  const candidates = secrets.filter(secret => keyIdOf(secret) === keyId);
  if (!candidates.some(secret => timingSafeEqual(macOf({secret, scope, body}), mac))) return forged;
  const {values, rest} = parseVarints(body.subarray(1 + keyIdBytes), 3);
  const [number, epoch, expirySeconds] = values;
  if (body[0] !== form || number === undefined || epoch === undefined || expirySeconds === undefined)
    return forged;
  if (expirySeconds !== 0 && now >= expirySeconds * 1000) return {kind: 'refused', because: 'expired'};
  return {
    kind: 'token',
    number,
    epoch,
    ...(expirySeconds === 0 ? {} : {expiresAt: expirySeconds * 1000}),
    ...(rest.length === 0 ? {} : {addressMark: rest.toString('base64url')}),
  };
};

/** Whether a token was minted for this address, whatever its case. Every secret verifies. */
export const isAddressMark = ({
  secrets,
  mark,
  address,
}: {
  secrets: string[];
  mark: string;
  address: string;
}): boolean => {
  const given = Buffer.from(mark, 'base64url');
  return (
    given.length === addressMarkBytes &&
    secrets.some(secret => timingSafeEqual(addressMarkOf(secret, address), given))
  );
};

const addressMarkOf = (secret: string, address: string): Buffer =>
  createHmac('sha256', secret)
    .update(`paperboy address\n${foldAddress(address)}`)
    .digest()
    .subarray(0, addressMarkBytes);

/** A short public name of a secret, four characters, that says nothing about it. */
export const keyIdOf = (secret: string): string =>
  createHmac('sha256', secret)
    .update('paperboy key id')
    .digest()
    .subarray(0, keyIdBytes)
    .toString('base64url');

/** Whether `mintToken` can still mint with a key id that was noted earlier. */
export const hasKey = ({secrets, keyId}: {secrets: string[]; keyId: string}): boolean =>
  secrets.some(secret => keyIdOf(secret) === keyId);

const forged: ParsedToken = {kind: 'refused', because: 'forged'};

const macOf = ({secret, scope, body}: {secret: string; scope: TokenScope; body: Buffer}): Buffer =>
  createHmac('sha256', secret)
    .update(`paperboy ${scope} token\n`)
    .update(body)
    .digest()
    .subarray(0, macBytes);

/**
 * Null for anything that is not exactly how `mintToken` writes bytes: Node's decoder skips what it does not
 * know.
 */
const toBytes = (token: string): Buffer | null => {
  if (token.length > MAX_TOKEN_LENGTH) return null;
  const bytes = Buffer.from(token, 'base64url');
  if (bytes.length <= 1 + keyIdBytes + macBytes || bytes.toString('base64url') !== token) return null;
  return bytes;
};

/** Seven bits a byte, low ones first; the high bit says that more follow. */
const toVarint = (value: number): Buffer => {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${value} cannot stand in a token`);
  const bytes: number[] = [];
  let rest = value;
  while (rest > 127) {
    bytes.push((rest % 128) + 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
  return Buffer.from(bytes);
};

/** The first `count` numbers, fewer where the bytes end before, and what stands after them. */
const parseVarints = (bytes: Buffer, count: number): {values: number[]; rest: Buffer} => {
  const values: number[] = [];
  let value = 0;
  let scale = 1;
  let at = 0;
  while (at < bytes.length && values.length < count) {
    const byte = bytes.readUInt8(at);
    at += 1;
    value += (byte % 128) * scale;
    scale *= 128;
    if (byte > 127) continue;
    values.push(value);
    value = 0;
    scale = 1;
  }
  return {values, rest: bytes.subarray(at)};
};
