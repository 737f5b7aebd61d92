/**
 * Text of unknown origin: by its byte order mark, else UTF-8 where that is valid, else Windows-1252, which
 * every byte fits.
 */
export const decodeText = (bytes: Uint8Array): {text: string; isWindows: boolean} => {
  if (bytes[0] === 0xff && bytes[1] === 0xfe)
    return {text: new TextDecoder('utf-16le').decode(bytes), isWindows: false};
  try {
    return {text: new TextDecoder('utf-8', {fatal: true}).decode(bytes), isWindows: false};
  } catch {
    // Not UTF-8: the expected answer to the question, not an error.
    return {text: fromWindows(bytes), isWindows: true};
  }
};

// What Windows-1252 has from 0x80 to 0x9f (WHATWG Encoding, index windows-1252); Node 20's TextDecoder
// reads control characters there.
const windowsSigns = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

const fromWindows = (bytes: Uint8Array): string =>
  Buffer.from(bytes)
    .toString('latin1')
    .replace(/[\u0080-\u009f]/g, sign => windowsSigns[sign.charCodeAt(0) - 0x80] ?? sign);
