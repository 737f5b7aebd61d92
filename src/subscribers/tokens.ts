import {createHmac, timingSafeEqual} from 'node:crypto';
import {foldAddress} from './address.ts';
import {openMacWriter} from './hmac.ts';
import {ID_BYTES, isSubscriberId, type SubscriberId} from './subscriber-id.ts';

/** The links of a reader's mails that end with their epoch. */
export const mailScopes = ['manage', 'opinion', 'suggest'] as const;

export type MailScope = (typeof mailScopes)[number];

export type TokenScope =
  | MailScope
  | 'unsubscribe'
  | 'confirm'
  | 'change-address'
  | 'undo'
  | InboxScope
  | 'agree-change'
  | 'keep-address'
  | 'undo-change'
  | 'never-again'
  | 'own-feed';

/** What a forwarded mail must not be enough for: each has a link that goes to the inbox and lives an hour. */
export type InboxScope = 'erase' | 'download' | 'revoke';

/** What signs the links of an instance. */
export type LinkKeys = {
  /** Newest first: the first one signs. */
  secrets: string[];
  /** Sign nothing any more; a link to leave that one of them signed still holds. */
  unsubscribeSecrets?: string[];
  /** The instance's id. Of another instance's links only those to leave are understood. */
  instance: string;
  /** Reads and makes links that only show what they would do; no other link, and no other keys read them. */
  isLook?: true;
};

/** The same keys for previews and tests: their links show what they would do, and do it for nobody. */
export const asLook = (keys: LinkKeys): LinkKeys => ({...keys, isLook: true});

/** Whom the links of a preview for nobody name. */
export const NOBODY: LinkReader = {id: 'AAAAAAAAAAA', number: 0};

/** Whom a link is for. Without an id it names the number, as links did before subscribers had ids. */
export type LinkReader = {id: SubscriberId | null; number: number};

export type MintToken = {
  keys: LinkKeys;
  scope: TokenScope;
  reader: LinkReader;
  epoch: number;
  /** Milliseconds since 1970, kept in whole seconds; null never expires. */
  expiresAt: number | null;
  /** The address that the link is about, and no other. It stands in the token as an HMAC. */
  address?: string;
  /** For `never-again`: where the address stands in the index of addresses, in place of `address`. */
  place?: PlaceCode;
  /** Mints with this secret instead, so that a frozen chunk rebuilds the same bytes after a rotation. */
  keyId?: string;
};

/** 14 bytes as base64url, which say nothing of the address but to the index of this instance. */
export type PlaceCode = string;

/** Whom a token names: by id, or, in links from before there were ids, by the number in this instance. */
export type LinkOwner = {id: SubscriberId} | {number: number};

export type ParsedToken =
  | {
      kind: 'token';
      owner: LinkOwner;
      epoch: number;
      /** Milliseconds since 1970; absent where it never expires. */
      expiresAt?: number;
      /** Only of a token with an address: what `isAddressMark` compares; of one with a place: the place. */
      addressMark?: string;
    }
  | {kind: 'refused'; because: 'forged' | 'expired'};

/** The forms of a token: with a number, as until 0.1.0; with an id; with an id, and only to look. */
const NAMES_NUMBER = 1;
const NAMES_ID = 2;
const LOOKS = 3;
const keyIdBytes = 3;
/** 128 bits of HMAC-SHA256 (RFC 2104 section 5 allows no less than half of it: 128). */
const macBytes = 16;
/** 72 bits: somebody would have to mint 2^71 addresses to find one that a link fits by chance. */
const addressMarkBytes = 9;
const MAX_TOKEN_LENGTH = 80;
/** More than any token has. */
const MAX_TOKEN_BYTES = 96;

/**
 * The link part that lets a subscriber act: the same input gives the same string, so a mail can be rebuilt
 * byte for byte. An unsubscribe token has at most 40 characters of `[A-Za-z0-9_-]`. Scope, subscriber, epoch
 * and expiry stand under the MAC, and of every scope but `unsubscribe` the instance too: a link to leave
 * holds wherever its reader is kept, any other only where it was made. Throws where no secret is given or
 * none has the `keyId`: ask `hasKey` first when a secret may have been removed.
 */
export const mintToken = ({keys, keyId, ...wanted}: MintToken): string =>
  openMinter(keyId === undefined ? {keys} : {keys, keyId})(wanted);

/** Mints many tokens with one secret, whose id and key are made once. Throws where `mintToken` does. */
export const openMinter = ({
  keys,
  keyId,
}: Pick<MintToken, 'keys' | 'keyId'>): ((wanted: Omit<MintToken, 'keys' | 'keyId'>) => string) => {
  const secret = keys.secrets.find(candidate => keyId === undefined || keyIdOf(candidate) === keyId);
  if (secret === undefined) throw new Error(`no secret to mint a token with (key id ${keyId ?? 'any'})`);
  const writeMac = openMacWriter(secret);
  // Each token is written here in turn: a mail has three, and a buffer for each part of each costs as much as
  // what is signed.
  const token = Buffer.alloc(MAX_TOKEN_BYTES);
  token.set(Buffer.from(keyIdOf(secret), 'base64url'), 1);
  return wanted => {
    const {scope, reader, epoch, expiresAt} = wanted;
    const form = formOf(keys, reader);
    token[0] = form;
    let end = 1 + keyIdBytes;
    end = reader.id === null ? writeVarint(token, end, reader.number) : writeId(token, end, reader.id);
    end = writeVarint(token, end, epoch);
    end = writeVarint(token, end, expiresAt === null ? 0 : Math.max(1, Math.ceil(expiresAt / 1000)));
    const mark = markOf(wanted, secret);
    if (mark) end += mark.copy(token, end);
    end = writeMac(token, {before: namesOf({form, instance: keys.instance, scope}), end, macBytes});
    return token.toString('base64url', 0, end);
  };
};

const writeId = (into: Buffer, at: number, id: SubscriberId): number => {
  if (!isSubscriberId(id)) throw new Error('a subscriber has no id that a link could name');
  return at + into.write(id, at, ID_BYTES, 'base64url');
};

const markOf = ({address, place}: Pick<MintToken, 'address' | 'place'>, secret: string): Buffer | null => {
  if (place !== undefined) return Buffer.from(place, 'base64url');
  return address === undefined ? null : addressMarkOf(secret, address);
};

const formOf = ({isLook}: LinkKeys, {id}: LinkReader): number => {
  if (isLook) return LOOKS;
  return id === null ? NAMES_NUMBER : NAMES_ID;
};

/**
 * Reads a token of one scope. Every secret verifies, and a withdrawn one a link to leave. `expired` is said
 * only of a token that is true otherwise, so it tells a forger nothing. Whether the epoch still counts is the
 * caller's question to the record.
 */
export const parseToken = (request: {
  keys: LinkKeys;
  scope: TokenScope;
  token: string;
  /** Milliseconds since 1970. */
  now: number;
}): ParsedToken => {
  const {keys, scope, token, now} = request;
  const bytes = toBytes(token);
  if (!bytes) return forged;
  const body = bytes.subarray(0, -macBytes);
  const mac = bytes.subarray(-macBytes);
  const keyId = body.subarray(1, 1 + keyIdBytes).toString('base64url');
  const candidates = secretsFor(keys, scope).filter(secret => keyIdOf(secret) === keyId);
  const macWith = (secret: string) => macOf({secret, instance: keys.instance, scope, body});
  if (!candidates.some(secret => timingSafeEqual(macWith(secret), mac))) return forged;
  const said = readBody(body);
  if (!said || (body[0] === LOOKS) !== (keys.isLook === true)) return forged;
  const {owner, epoch, expirySeconds, rest} = said;
  if (expirySeconds !== 0 && now >= expirySeconds * 1000) return {kind: 'refused', because: 'expired'};
  return {
    kind: 'token',
    owner,
    epoch,
    ...(expirySeconds === 0 ? {} : {expiresAt: expirySeconds * 1000}),
    ...(rest.length === 0 ? {} : {addressMark: rest.toString('base64url')}),
  };
};

const secretsFor = ({secrets, unsubscribeSecrets = []}: LinkKeys, scope: TokenScope): string[] =>
  scope === 'unsubscribe' ? [...secrets, ...unsubscribeSecrets] : secrets;

type Body = {owner: LinkOwner; epoch: number; expirySeconds: number; rest: Buffer};

/** What stands under the MAC; null for bytes of no form that we write. */
const readBody = (body: Buffer): Body | null => {
  const said = body.subarray(1 + keyIdBytes);
  switch (body[0]) {
    case NAMES_NUMBER: {
      const {values, rest} = parseVarints(said, 3);
      const [number, epoch, expirySeconds] = values;
      if (number === undefined || epoch === undefined || expirySeconds === undefined) return null;
      return {owner: {number}, epoch, expirySeconds, rest};
    }
    case NAMES_ID:
    case LOOKS: {
      const {values, rest} = parseVarints(said.subarray(ID_BYTES), 2);
      const [epoch, expirySeconds] = values;
      if (epoch === undefined || expirySeconds === undefined) return null;
      return {owner: {id: said.subarray(0, ID_BYTES).toString('base64url')}, epoch, expirySeconds, rest};
    }
    default:
      return null;
  }
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

type Signed = {secret: string; instance: string; scope: TokenScope; body: Buffer};

const macOf = ({secret, instance, scope, body}: Signed): Buffer =>
  createHmac('sha256', secret)
    .update(namesOf({form: body[0], instance, scope}))
    .update(body)
    .digest()
    .subarray(0, macBytes);

/** What stands under the MAC before the token: what the token is for, and where. */
const namesOf = (of: {form: number | undefined; instance: string; scope: TokenScope}): string => {
  const isOfOneInstance = of.form === LOOKS || (of.form === NAMES_ID && of.scope !== 'unsubscribe');
  return `paperboy ${of.scope} token${isOfOneInstance ? ` of ${of.instance}` : ''}\n`;
};

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

/** Seven bits a byte, low ones first; the high bit says that more follow. Returns where it ends. */
const writeVarint = (into: Buffer, start: number, value: number): number => {
  if (!Number.isSafeInteger(value) || value < 0) throw new Error(`${value} cannot stand in a token`);
  let at = start;
  let rest = value;
  while (rest > 127) {
    into[at++] = (rest % 128) + 128;
    rest = Math.floor(rest / 128);
  }
  into[at++] = rest;
  return at;
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
