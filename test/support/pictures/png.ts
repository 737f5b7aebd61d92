import {crc32, inflateSync} from 'node:zlib';

/** What a picture with a palette (PNG) shows; throws where its bytes are none. */
export const readPng = (bytes: Buffer) => {
  if (bytes.subarray(0, 8).toString('latin1') !== '\x89PNG\r\n\x1a\n') throw new Error('no PNG');
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    const typed = bytes.subarray(at + 4, at + 8 + length);
    if (crc32(typed) !== bytes.readUInt32BE(at + 8 + length)) throw new Error('a chunk with a wrong sum');
    chunks.set(typed.subarray(0, 4).toString('latin1'), typed.subarray(4));
    at += 12 + length;
  }
  const header = chunks.get('IHDR') ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const rows = inflateSync(chunks.get('IDAT') ?? Buffer.alloc(0));
  if (rows.length !== (width + 1) * height) throw new Error('rows of another length');
  const places = Buffer.concat(
    Array.from({length: height}, (_, y) => rows.subarray(y * (width + 1) + 1, (y + 1) * (width + 1))),
  );
  // Every 64 places of a card's palette begin with the ground.
  return {width, height, places, inked: places.filter(place => place % 64 > 0).length};
};
