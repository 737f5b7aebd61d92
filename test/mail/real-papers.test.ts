import {existsSync, readFileSync} from 'node:fs';
import {join} from 'node:path';
import {describe, expect, test} from 'vitest';
import {z} from 'zod';
import type {EditionPaper} from '../../src/editions/edition.ts';
import {assembleMail} from '../../src/mail/assemble.ts';
import {parsePaperId} from '../../src/papers/paper-id.ts';
import {summaryOf} from '../../src/papers/summary.ts';
import {cleanText} from '../../src/papers/text.ts';
import {packageRoot} from '../../src/settings/package-root.ts';
import {mintToken} from '../../src/subscribers/tokens.ts';
import {compileEdition} from '../support/compile-edition.ts';
import {reasonsIn} from '../support/texts/reasons.ts';
import {firstPapers, letterhead, sampleEdition} from './sample-edition.ts';

const folder = join(packageRoot, '..', 'shared', 'data', 'hf_raw');
/** Links as long as a reader's. */
const token = mintToken({
  keys: {secrets: ['a-secret-of-the-tests'], instance: 'tests1'},
  scope: 'opinion',
  reader: {id: 'AAAAAAAAAAA', number: 500_000},
  epoch: 3,
  expiresAt: null,
});
const personal = {
  unsubscribeUrl: `${letterhead.publicUrl}/unsubscribe/${token}`,
  manageUrl: `${letterhead.publicUrl}/manage/${token}`,
  opinionUrl: `${letterhead.publicUrl}/opinion/${token}`,
  viewUrl: `${letterhead.publicUrl}/editions/2026-03-12`,
};

const days = ['2025-03-12', '2026-03-12', '2026-03-13'];

const answer = z.array(
  z.object({
    paper: z.object({
      id: z.string(),
      title: z.string(),
      summary: z.string(),
      ai_summary: z.string().optional(),
      authors: z.array(z.object({name: z.string()})),
      organization: z.object({fullname: z.string()}).optional(),
      upvotes: z.number(),
      githubRepo: z.string().optional(),
      projectPage: z.string().optional(),
    }),
  }),
);

const papersOf = (day: string): EditionPaper[] =>
  answer.parse(JSON.parse(readFileSync(join(folder, `${day}.json`), 'utf8'))).flatMap(({paper}, place) => {
    const id = parsePaperId(paper.id);
    if (id === null) return [];
    return {
      id,
      rank: place + 1,
      title: cleanText(paper.title),
      authors: paper.authors.slice(0, 3).map(({name}) => cleanText(name)),
      otherAuthors: Math.max(0, paper.authors.length - 3),
      organisation: paper.organization?.fullname ?? null,
      summary: summaryOf({summary: paper.ai_summary ?? null, abstract: cleanText(paper.summary)}),
      abstract: '',
      keywords: [],
      links: {
        page: `https://arxiv.org/abs/${id}`,
        pdf: `https://arxiv.org/pdf/${id}`,
        code: paper.githubRepo ?? null,
        project: paper.projectPage ?? null,
      },
      votes: paper.upvotes,
      comments: null,
      reasons: reasonsIn(`${paper.upvotes} upvotes`),
    };
  });

describe.skipIf(!existsSync(folder))('with real papers (skipped where ../shared/data is missing)', () => {
  test.each(days)('a mail with 15 papers of %s has under 30 KB of HTML', async day => {
    const papers = papersOf(day);
    expect(papers.length).toBeGreaterThanOrEqual(15);
    const fragments = await compileEdition({content: sampleEdition(papers), letterhead});
    const selection = firstPapers(15).map(entry => ({
      ...entry,
      because: reasonsIn('you follow “diffusion models”'),
    }));
    const {html, text} = assembleMail({fragments, selection, personal});
    expect(Buffer.byteLength(html)).toBeLessThan(30_000);
    for (const {title} of papers.slice(0, 15)) expect(text.replace(/\s+/g, ' ')).toContain(title);
  });
});
