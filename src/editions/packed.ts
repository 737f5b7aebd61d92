/** How an edition's larger values stand in Redis: as gzip. */
import {promisify} from 'node:util';
import {gunzip, gzip} from 'node:zlib';
import type {PaperId} from '../papers/paper.ts';
import {parsePaperId} from '../papers/paper-id.ts';
import {readReason} from '../ranking/reasons/earlier-reasons.ts';
import type {EditionContent} from './edition.ts';

/** Makes a value small and back. */
export type Packing = {
  pack(text: string): Promise<Buffer>;
  /** Rejects what `pack` did not make. */
  unpack(packed: Buffer): Promise<string>;
};

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** As gzip, in a thread of its own: pages go on meanwhile. */
export const gzipPacking: Packing = {
  pack: text => zip(text),
  unpack: async packed => (await unzip(packed)).toString(),
};

/** The same for what an edition keeps. */
export const openPacked = ({pack, unpack}: Packing) => ({
  pack,
  unpack,
  packContent: (content: EditionContent): Promise<Buffer> => pack(JSON.stringify(content)),
  /** The content as it was packed; reasons that an older version packed as sentences come as values. */
  unpackContent: async (packed: Buffer): Promise<EditionContent> => {
    const content: EditionContent = JSON.parse(await unpack(packed));
    return {
      ...content,
      papers: content.papers.map(paper => ({...paper, reasons: paper.reasons.map(readReason)})),
    };
  },
  packIds: (ids: PaperId[]): Promise<Buffer> => pack(ids.join(' ')),
  unpackIds: async (packed: Buffer): Promise<Set<PaperId>> =>
    new Set((await unpack(packed)).split(' ').flatMap(text => parsePaperId(text) ?? [])),
});
