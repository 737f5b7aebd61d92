import {isIP} from 'node:net';

/** An IP in one spelling, and the block of IPv6 that its owner most likely has whole. */
export type Network = {address: string; block: string | null};

const MAX_ADDRESS_LENGTH = 64;

/**
 * Reads a visitor's IP. An IPv4 address inside IPv6 (`::ffff:192.0.2.1`, RFC 4291 section 2.5.5.2) is the
 * IPv4 one; of IPv6 the first 64 bits are the block (RFC 4291 section 2.5.4). What is not an IP address
 * counts as it is, so that it cannot escape a limit.
 */
export const networkOf = (visitor: string): Network => {
  const text = visitor.slice(0, MAX_ADDRESS_LENGTH).replace(/%.*$/, '').toLowerCase();
  if (isIP(text) !== 6) return {address: text, block: null};
  const groups = groupsOf(text);
  const [, , , , , mapped, high = 0, low = 0] = groups;
  if (groups.slice(0, 5).every(group => group === 0) && mapped === 0xffff)
    return {address: [high >> 8, high & 255, low >> 8, low & 255].join('.'), block: null};
  const written = groups.map(group => group.toString(16));
  return {address: written.join(':'), block: written.slice(0, 4).join(':')};
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
