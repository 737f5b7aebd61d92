import {promisify} from 'node:util';
import {crc32, deflate} from 'node:zlib';

const pack = promisify(deflate);

const SIGNATURE = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** Eight bits a pixel, each the place of a colour in the palette (PNG, section 11.2.2). */
const INDEXED = [8, 3, 0, 0, 0];

/**
 * A picture with a palette of at most 256 colours as a PNG file (w3.org/TR/png-3); the same picture has the
 * same bytes.
 */
export const encodePng = async ({
  width,
  height,
  places,
  palette,
}: {
  width: number;
  height: number;
  /** A place in the palette for each pixel, row by row. */
  places: Uint8Array;
  /** Red, green and blue of each colour, 0 to 255. */
  palette: [number, number, number][];
}): Promise<Buffer> => {
  // Each row begins with its filter: none, which is the best for few colours.
  const rows = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) rows.set(places.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set(INDEXED, 8);
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flat())),
    chunk('IDAT', await pack(rows, {level: 9})),
    chunk('IEND', Buffer.alloc(0)),
  ]);
};

const chunk = (type: string, content: Buffer): Buffer => {
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  check.writeUInt32BE(crc32(typed));
  return Buffer.concat([length, typed, check]);
};
