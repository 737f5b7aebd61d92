import {isIP} from 'node:net';

/**
 * An IP in one spelling; and of IPv6 the blocks that one owner may have whole: /64 (a home, a server), /56 (a
 * home of most providers) and /48 (a site, a tunnel; RFC 6177 section 2). Null for IPv4.
 */
export type Network = {address: string; blocks: {of64: string; of56: string; of48: string} | null};

const MAX_ADDRESS_LENGTH = 64;

/**
 * Reads a visitor's IP. An IPv4 address inside IPv6 (`::ffff:192.0.2.1`, RFC 4291 section 2.5.5.2) is the
 * IPv4 one; of IPv6 the blocks follow from the first 64 bits (RFC 4291 section 2.5.4). What is not an IP
 * address counts as it is, so that it cannot escape a limit.
 */
export const networkOf = (visitor: string): Network => {
  const text = visitor.slice(0, MAX_ADDRESS_LENGTH).replace(/%.*$/, '').toLowerCase();
  if (isIP(text) !== 6) return {address: text, blocks: null};
  const groups = groupsOf(text);
  const [, , , , , mapped, high = 0, low = 0] = groups;
  if (groups.slice(0, 5).every(group => group === 0) && mapped === 0xffff)
    return {address: [high >> 8, high & 255, low >> 8, low & 255].join('.'), blocks: null};
  const written = groups.map(group => group.toString(16));
  const of48 = written.slice(0, 3).join(':');
  const [, , , fourth = 0] = groups;
  return {
    address: written.join(':'),
    blocks: {of64: written.slice(0, 4).join(':'), of56: `${of48}:${(fourth & 0xff00).toString(16)}`, of48},
  };
};

/** The eight groups of an IPv6 address. */
const groupsOf = (address: string): number[] => {
  const [left = '', right] = withoutDots(address).split('::');
  const head = left === '' ? [] : left.split(':');
  const tail = right === undefined || right === '' ? [] : right.split(':');
  const gap = Array.from({length: 8 - head.length - tail.length}, () => '0');
  return [...head, ...gap, ...tail].map(group => Number.parseInt(group, 16));
};

/** The last two groups may be written as IPv4 is. */
const withoutDots = (address: string): string =>
  address.replace(/(\d+)\.(\d+)\.(\d+)\.(\d+)$/, (_, ...bytes: string[]) => {
    const [a = 0, b = 0, c = 0, d = 0] = bytes.map(Number);
    return `${(a * 256 + b).toString(16)}:${(c * 256 + d).toString(16)}`;
  });
