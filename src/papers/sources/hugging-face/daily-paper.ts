import {z} from 'zod';
import {parseAuthorNames} from '../../author-names.ts';
import {findLinks, safeHttpsUrl} from '../../links.ts';
import type {Paper, PaperId, SourceItem} from '../../paper.ts';
import {arxivPage, arxivPdf, isArxivId, parsePaperId} from '../../paper-id.ts';
import {cleanName, cleanText, MAX_TITLE_LENGTH} from '../../text.ts';
import {thumbnailUrl} from '../../thumbnail.ts';
import {isSaidWithdrawn} from '../../withdrawn.ts';
import {parseInstant} from '../day.ts';
import {quote} from '../quote.ts';

/** Measured on real answers: 29 KB are the most so far. */
const MAX_KEYWORDS = 50;
const MAX_KEYWORD_LENGTH = 100;
const MAX_VOTES = 1_000_000_000;

/** Longer texts are cut before they are cleaned; the cleaned text has its own, smaller bound. */
const MAX_TEXT_LENGTH = 40_000;

const text = z
  .string()
  .transform(raw => raw.slice(0, MAX_TEXT_LENGTH))
  .catch('');
const count = z.number().int().min(0).max(MAX_VOTES);
const organisation = z
  .union([
    z.string(),
    z.object({name: text, fullname: text}).transform(named => named.fullname || named.name),
  ])
  .catch('');

const author = z
  .union([
    z.string().transform(name => ({name, hidden: false})),
    z.object({name: text, hidden: z.boolean().catch(false)}),
  ])
  .catch({name: '', hidden: true});

// Every field but the id may be absent: each era of the API left other ones out (facts: data shapes).
const itemSchema = z.object({
  paper: z.object({
    id: z.unknown().optional(),
    title: text,
    summary: text,
    authors: z.array(author).catch([]),
    publishedAt: z.unknown().optional(),
    upvotes: z.unknown().optional(),
    projectPage: z.unknown().optional(),
    githubRepo: z.unknown().optional(),
    githubStars: count.nullable().catch(null),
    ai_summary: text,
    ai_keywords: z.array(z.unknown()).catch([]),
    organization: organisation,
  }),
  title: text,
  summary: text,
  thumbnail: z.unknown().optional(),
  mediaUrl: z.unknown().optional(),
  numComments: count.nullable().catch(null),
  organization: organisation,
});

type Item = z.infer<typeof itemSchema>;

export type ParsedDailyPaper = {kind: 'item'; item: SourceItem} | {kind: 'rejected'; reason: string};

/**
 * Reads one item of Hugging Face's `GET /api/daily_papers`, of any year since 2024. Hidden authors and
 * repeats are left out, of media the picture that Hugging Face makes itself is alone kept, and the time of
 * publication is the paper's own (the outer one meant different things in different years). `context.day` is
 * the list's day, `context.at` the snapshot's instant in milliseconds. Never throws.
 */
export const parseDailyPaper = (item: unknown, context: {day: string; at: number}): ParsedDailyPaper => {
  const parsed = itemSchema.safeParse(item);
  if (!parsed.success)
    return {kind: 'rejected', reason: `${quote(item)} is not a paper: it has no "paper" object`};
  const {paper} = parsed.data;
  const id = typeof paper.id === 'string' ? parsePaperId(paper.id) : null;
  if (!id || !isArxivId(id))
    return {kind: 'rejected', reason: `paper.id ${quote(paper.id)} is not an arXiv ID`};
  const title = cleanText(paper.title || parsed.data.title, MAX_TITLE_LENGTH);
  if (title === '') return {kind: 'rejected', reason: `paper ${id} has no title`};
  const votes = count.optional().nullable().safeParse(paper.upvotes);
  if (!votes.success)
    return {
      kind: 'rejected',
      reason: `paper ${id} has upvotes ${quote(paper.upvotes)}, which is no whole number from 0`,
    };
  const snapshot = {
    at: context.at,
    votes: votes.data ?? null,
    comments: parsed.data.numComments,
    stars: paper.githubStars,
  };
  return {
    kind: 'item',
    item: {paper: toPaper({item: parsed.data, id, title}), snapshot, day: context.day},
  };
};

/** The day on which Hugging Face listed the item, as the item itself says it, or null (before May 2025). */
export const listedOn = (item: unknown): string | null => {
  const parsed = z.object({paper: z.object({submittedOnDailyAt: z.string()})}).safeParse(item);
  if (!parsed.success || parseInstant(parsed.data.paper.submittedOnDailyAt) === null) return null;
  return parsed.data.paper.submittedOnDailyAt.slice(0, 10);
};

const toPaper = ({item, id, title}: {item: Item; id: PaperId; title: string}): Paper => {
  const {paper} = item;
  const abstract = paper.summary || item.summary;
  // In 2024 the field was `mediaUrl`.
  const thumbnail = thumbnailUrl(item.thumbnail) ?? thumbnailUrl(item.mediaUrl);
  const found = findLinks(abstract.replace(/\s+/g, ' '));
  const isWithdrawn = isSaidWithdrawn({title, comment: '', abstract});
  return {
    id,
    title,
    abstract: cleanText(abstract),
    summary: cleanText(paper.ai_summary) || null,
    authors: printedAuthors(paper.authors),
    organisation: cleanName(paper.organization || item.organization) || null,
    keywords: keywordsOf(paper.ai_keywords),
    publishedAt: parseInstant(paper.publishedAt),
    links: {
      page: arxivPage(id),
      pdf: isWithdrawn ? null : arxivPdf(id),
      code: safeHttpsUrl(paper.githubRepo) ?? found.code,
      project: safeHttpsUrl(paper.projectPage) ?? found.project,
    },
    ...(thumbnail === null ? {} : {thumbnail}),
    ...(isWithdrawn ? {isWithdrawn} : {}),
    source: 'hugging-face',
  };
};

const printedAuthors = (authors: {name: string; hidden: boolean}[]): string[] =>
  parseAuthorNames(authors.filter(one => !one.hidden).map(one => one.name));

const keywordsOf = (raw: unknown[]): string[] => {
  const words = raw.slice(0, MAX_KEYWORDS).filter(word => typeof word === 'string');
  const clean = words.map(word => cleanText(word).toLowerCase());
  return [...new Set(clean.filter(word => word !== '' && word.length <= MAX_KEYWORD_LENGTH))];
};
