/** How an edition's larger values stand in Redis: as gzip. */
import {promisify} from 'node:util';
import {gunzip, gzip} from 'node:zlib';
import type {PaperId} from '../papers/paper.ts';
import {parsePaperId} from '../papers/paper-id.ts';
import {readReason} from '../ranking/reasons/earlier-reasons.ts';
import type {EditionContent} from './edition.ts';

const zip = promisify(gzip);
const unzip = promisify(gunzip);

export const pack = (text: string): Promise<Buffer> => zip(text);

export const unpack = async (packed: Buffer): Promise<string> => (await unzip(packed)).toString();

export const packContent = (content: EditionContent): Promise<Buffer> => pack(JSON.stringify(content));

/** The content as it was packed; reasons that an older version packed as sentences come as values. */
export const unpackContent = async (packed: Buffer): Promise<EditionContent> => {
  const content: EditionContent = JSON.parse(await unpack(packed));
  return {
    ...content,
    papers: content.papers.map(paper => ({...paper, reasons: paper.reasons.map(readReason)})),
  };
};

export const packIds = (ids: PaperId[]): Promise<Buffer> => pack(ids.join(' '));

export const unpackIds = async (packed: Buffer): Promise<Set<PaperId>> =>
  new Set((await unpack(packed)).split(' ').flatMap(text => parsePaperId(text) ?? []));
