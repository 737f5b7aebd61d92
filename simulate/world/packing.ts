import {gunzipSync, gzipSync} from 'node:zlib';
import type {Packing} from '../../src/editions/packed.ts';

const packed = new Map<string, Buffer>();
const unpacked = new Map<string, string>();

/**
 * The product's gzip in place, not in a thread: nothing of a round waits for the machine. An edition is much
 * the same in all rounds, so each value is packed once.
 */
export const memoryPacking: Packing = {
  pack: async text => {
    const known = packed.get(text) ?? gzipSync(text);
    packed.set(text, known);
    unpacked.set(known.toString('latin1'), text);
    return known;
  },
  unpack: async bytes => {
    const name = bytes.toString('latin1');
    const known = unpacked.get(name) ?? gunzipSync(bytes).toString();
    unpacked.set(name, known);
    return known;
  },
};
