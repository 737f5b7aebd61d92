import {z} from 'zod';
import type {Paper, PaperId, PaperVersion, Snapshot, SourceName} from '../paper.ts';
import {parsePaperId} from '../paper-id.ts';
import {sourceNames} from '../sources/paper-source.ts';

/** How a paper and its snapshots are written in Redis, and how they are read back. Pure. */

const link = z.string().nullable();

const paperSchema = z.object({
  id: z.string().transform((text, context) => {
    const id = parsePaperId(text);
    if (id) return id;
    context.addIssue('no paper id');
    return z.NEVER;
  }),
  title: z.string(),
  abstract: z.string(),
  summary: z.string().nullable(),
  authors: z.array(z.string()),
  organisation: z.string().nullable(),
  keywords: z.array(z.string()),
  publishedAt: z.number().nullable(),
  links: z.object({page: link, pdf: link, code: link, project: link}),
  thumbnail: z.string().optional(),
  isWithdrawn: z.literal(true).optional(),
  source: z.enum(sourceNames),
});

/** What stands in a paper's hash. */
export type PaperRecord = {
  /** The arXiv paper that took this title-only one's place, or null. */
  alias: PaperId | null;
  firstSeenAt: number;
  paper: Paper;
  /** The versions after the first, in their order; a record from before they were kept has none. */
  versions: PaperVersion[];
};

export const toText = (paper: Paper): string => JSON.stringify(paper);

/**
 * The record of a hash, or null where there is none. What a source said and nobody can read is left out, as
 * if that source had not been asked.
 */
export const parseRecord = (hash: Record<string, string>): PaperRecord | null => {
  const [first, ...others] = textsOf(hash).flatMap(text => parsePaper(text) ?? []);
  if (hash.first === undefined || !first) return null;
  const paper = others.reduce<Paper>(completedBy, first);
  // What was noted of the newest version counts more than the texts of those before.
  const isWithdrawn = hash.withdrawn === undefined ? paper.isWithdrawn === true : hash.withdrawn === '1';
  return {
    alias: parsePaperId(hash.alias ?? ''),
    firstSeenAt: Number(hash.first),
    paper: isWithdrawn ? withdrawn(paper) : standing(paper),
    versions: versionsOf(hash),
  };
};

/** `v:2` has when the second version came. */
const versionsOf = (hash: Record<string, string>): PaperVersion[] =>
  Object.entries(hash)
    .map(([field, at]) => ({number: Number(/^v:(\d{1,2})$/.exec(field)?.[1] ?? 0), at: Number(at)}))
    .filter(({number, at}) => number > 1 && Number.isFinite(at))
    .sort((one, other) => one.number - other.number);

const textsOf = (hash: Record<string, string>): string[] =>
  sourceNames.flatMap(source => hash[`text:${source}`] ?? []);

/** Whether something of a hash is nothing that this program wrote. */
export const isDamagedRecord = (hash: Record<string, string>): boolean =>
  textsOf(hash).some(text => parsePaper(text) === null);

const parsePaper = (text: string): Paper | null => paperSchema.safeParse(parseJson(text)).data ?? null;

/** The value of a JSON text; undefined where it is none. */
const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const standing = (paper: Paper): Paper => (paper.isWithdrawn ? {...paper, isWithdrawn: undefined} : paper);

const withdrawn = (paper: Paper): Paper => ({
  ...paper,
  isWithdrawn: true,
  links: {...paper.links, pdf: null},
});

/** What several sources say of one paper: the first is believed, the next fills what it leaves open. */
export const completedBy = (paper: Paper, next: Paper): Paper => ({
  ...paper,
  abstract: paper.abstract || next.abstract,
  summary: paper.summary ?? next.summary,
  authors: paper.authors.length > 0 ? paper.authors : next.authors,
  organisation: paper.organisation ?? next.organisation,
  keywords: paper.keywords.length > 0 ? paper.keywords : next.keywords,
  publishedAt: paper.publishedAt ?? next.publishedAt,
  ...((paper.thumbnail ?? next.thumbnail) === undefined
    ? {}
    : {thumbnail: paper.thumbnail ?? next.thumbnail}),
  ...(paper.isWithdrawn || next.isWithdrawn ? {isWithdrawn: true} : {}),
  links: {
    page: paper.links.page ?? next.links.page,
    pdf: paper.links.pdf ?? next.links.pdf,
    code: paper.links.code ?? next.links.code,
    project: paper.links.project ?? next.links.project,
  },
});

/** `34:2:` for 34 votes, 2 comments and no stars known; '' where nothing was counted. */
export const toCounts = ({votes, comments, stars}: Snapshot): string =>
  votes === null && comments === null && stars === null
    ? ''
    : [votes, comments, stars].map(count => count ?? '').join(':');

/** Reads `1741766400000:34:2:`. */
export const parseSnapshot = (member: string): Snapshot => {
  const [at, votes, comments, stars] = member.split(':');
  return {at: Number(at), votes: parseCount(votes), comments: parseCount(comments), stars: parseCount(stars)};
};

const parseCount = (text: string | undefined): number | null =>
  text === undefined || text === '' ? null : Number(text);

const collectionSchema = z.object({
  source: z.enum(sourceNames),
  day: z.string(),
  at: z.number(),
  papers: z.number(),
  rejected: z.number(),
  reason: z.string().nullable(),
  isUnreachable: z.boolean().optional(),
});

/** What the last question to a source about a day came to. */
export type Collection = {
  source: SourceName;
  /** The day that was asked for. */
  day: string;
  /** When it was asked; milliseconds since 1970. */
  at: number;
  /** How many papers of that day it gave. */
  papers: number;
  rejected: number;
  /** Why it gave none or not all, one line; null where all went well. */
  reason: string | null;
  /** Set where the source gave no answer, which says nothing about the papers that it has. */
  isUnreachable?: boolean | undefined;
};

/** Null where nobody can read it: as if the source had not been asked. */
export const parseCollection = (text: string): Collection | null =>
  collectionSchema.safeParse(parseJson(text)).data ?? null;
