const utf16LittleEndian = [0xff, 0xfe];
const utf16BigEndian = [0xfe, 0xff];

/**
 * The text of a file: UTF-16 where a byte-order mark says so, UTF-8 where it is that, else windows-1252, so
 * that no entry is lost for a letter. What a file says of its encoding may lie and is not asked. The mark is
 * left out, and lines end in LF.
 */
export const decodeFile = (bytes: Uint8Array): string => decode(bytes).replace(/\r\n?/g, '\n');

const decode = (bytes: Uint8Array): string => {
  if (beginsWith(bytes, utf16LittleEndian)) return new TextDecoder('utf-16le').decode(bytes);
  if (beginsWith(bytes, utf16BigEndian)) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
  } catch {
    // A TypeError says that these bytes are not UTF-8, and nothing else.
    return new TextDecoder('windows-1252').decode(bytes);
  }
};

export const beginsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);
