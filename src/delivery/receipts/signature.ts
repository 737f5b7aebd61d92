import {createHmac, timingSafeEqual} from 'node:crypto';

/** A webhook call as it came in; headers that are missing are ''. */
export type SignedCall = {
  /** `svix-id`: the same for every repetition of an event. */
  id: string;
  /** `svix-timestamp`: when this attempt was signed, in seconds since 1970. */
  timestamp: string;
  /** `svix-signature`: `v1,<base64>`, several with spaces between them while a secret is rotated. */
  signature: string;
  /** The body's own bytes: JSON that was parsed and written again has another signature. */
  body: Buffer;
};

export type SignatureResult = {kind: 'signed'} | {kind: 'refused'; because: string};

/** How far the clocks of sender and receiver may be apart (standardwebhooks.com: five minutes). */
const TOLERANCE_S = 300;

/** Longer than any id that Resend gives. */
const MAX_ID_LENGTH = 256;

/** A shorter key could be guessed; an empty one is known to everybody. */
const SHORTEST_KEY_BYTES = 16;

/**
 * Whether one of the secrets (`whsec_<base64>`) signed the call: HMAC-SHA256 over `id.timestamp.body`
 * (standardwebhooks.com, the symmetric scheme). Other versions of signatures than `v1` count for nothing.
 */
export const checkSignature = ({
  secrets,
  call,
  now,
}: {
  secrets: string[];
  call: SignedCall;
  /** Milliseconds since 1970. */
  now: number;
}): SignatureResult => {
  const {id, timestamp, signature} = call;
  if (id === '' || id.length > MAX_ID_LENGTH || !/^\d{1,12}$/.test(timestamp) || signature === '')
    return refused('it is not signed');
  const offS = Math.round(now / 1000 - Number(timestamp));
  if (Math.abs(offS) > TOLERANCE_S) return refused(`it was signed ${Math.abs(offS)} s ${sideOf(offS)}`);
  const given = signature.split(' ').filter(one => one.startsWith('v1,'));
  const isSigned = secrets.some(secret => {
    const made = signatureOf(secret, call);
    return made !== null && given.some(one => isEqual(one.slice('v1,'.length), made));
  });
  return isSigned ? {kind: 'signed'} : refused('no secret here made its signature');
};

const refused = (because: string): SignatureResult => ({kind: 'refused', because});

const sideOf = (offS: number): string => (offS > 0 ? 'ago' : "ahead of this machine's clock");

/** The signature that a secret makes, in base64; null where the secret is none. */
export const signatureOf = (
  secret: string,
  {id, timestamp, body}: Omit<SignedCall, 'signature'>,
): string | null => {
  const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
  if (key.length < SHORTEST_KEY_BYTES) return null;
  return createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest('base64');
};

const isEqual = (given: string, made: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(made)];
  return a.length === b.length && timingSafeEqual(a, b);
};
