import {SECOND} from '../../clock.ts';

export type PictureType = 'image/png' | 'image/jpeg' | 'image/webp';

export type Picture = {type: PictureType; bytes: Uint8Array<ArrayBuffer>};

export type FetchPicture = (url: string) => Promise<Picture | null>;

/** Measured pictures have some hundreds of KB. */
const MAX_BYTES = 1024 * 1024;

const WITHIN_MS = 5 * SECOND;

/**
 * A picture from an address that the caller knows to be a source's. Null where none comes in time, where it
 * leads elsewhere, is longer than a megabyte, or does not begin as a picture does; what the answer says of
 * its type is not believed.
 */
export const fetchPicture: FetchPicture = async url => {
  try {
    const answer = await fetch(url, {
      redirect: 'error',
      signal: AbortSignal.timeout(WITHIN_MS),
      headers: {accept: 'image/png, image/jpeg, image/webp', 'user-agent': 'paperboy'},
    });
    if (answer.status === 200) return toPicture(await readBounded(answer));
    await answer.body?.cancel();
    return null;
  } catch (error) {
    // What fetch and its body throw is the network's doing; a bug here is another kind of error.
    if (error instanceof TypeError || error instanceof DOMException) return null;
    throw error;
  }
};

const readBounded = async ({body}: Response): Promise<Buffer | null> => {
  if (!body) return null;
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of body) {
    size += part.byteLength;
    // Leaving the loop cancels the stream and closes the connection.
    if (size > MAX_BYTES) return null;
    parts.push(part);
  }
  return Buffer.concat(parts);
};

const toPicture = (bytes: Buffer | null): Picture | null => {
  const type = bytes && typeOf(bytes);
  return type ? {type, bytes: new Uint8Array(bytes)} : null;
};

/** By the bytes that such a file begins with; an SVG is not a picture, since it could have a script. */
const typeOf = (bytes: Buffer): PictureType | null => {
  const begins = bytes.subarray(0, 12).toString('latin1');
  if (begins.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (begins.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  return begins.startsWith('RIFF') && begins.endsWith('WEBP') ? 'image/webp' : null;
};
