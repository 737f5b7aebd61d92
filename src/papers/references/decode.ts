import {decodeText} from '../sources/files/decode-text.ts';

/**
 * The text of a file: UTF-16 where a byte-order mark says so, UTF-8 where it is that, else windows-1252, so
 * that no entry is lost for a letter. What a file says of its encoding may lie and is not asked. The mark is
 * left out, and lines end in LF.
 */
export const decodeFile = (bytes: Uint8Array): string => {
  const text = beginsWith(bytes, [0xfe, 0xff])
    ? new TextDecoder('utf-16be').decode(bytes)
    : decodeText(bytes).text;
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
};

export const beginsWith = (bytes: Uint8Array, start: readonly number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);
