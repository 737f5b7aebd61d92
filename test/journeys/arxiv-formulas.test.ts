import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import {MORNING_AFTER, type Newsletter, openNewsletter} from '../support/newsletter.ts';
import {type ArxivPaper, type FakePaperSource, openPaperSource} from '../support/paper-source.ts';

const raw = String.raw;
const DAY = '2026-03-12';

/** What arXiv sends, and what its reader gets. */
const told: [tex: string, text: string][] = [
  [
    raw`3.1$\pm$0.4 points, $\approx$5$\times$ faster at $\sim$10K steps`,
    '3.1±0.4 points, ≈5× faster at ∼10K steps',
  ],
  [
    raw`$\max_{S\subset X} F(S)$ under $\|\nabla f\|\leq 1$ in $\mathbb{R}^{n \times d}$`,
    'max_(S⊂X) F(S) under ‖∇f‖≤1 in ℝ^(n×d)',
  ],
  [
    raw`$i\partial_tu+\Delta u-|u|^{p-1}u=0$ as conjectured \cite{someone2000}`,
    'i∂ₜu+Δu-|u|ᵖ⁻¹u=0 as conjectured',
  ],
  [
    raw`$\mathbb{E}_{x\sim p_\theta}\left[\frac{1}{n}\sum_{i=1}^{n}\ell(x_i)\right]$`,
    'E_(x∼p_θ)[1/n ∑ᵢ₌₁ⁿ ℓ(xᵢ)]',
  ],
  [
    raw`\textsc{FoldNet}, a \emph{simple} yet {\bf strong} way at \$20 per run, 12\% less`,
    'FoldNet, a simple yet strong way at $20 per run, 12% less',
  ],
  [
    raw`$\begin{pmatrix} a & b \\ c & d\end{pmatrix}\in\mathrm{SL}_2(\mathbb{Z})$ at $p<10^{-3.5}$`,
    '(a b; c d)∈SL₂(ℤ) at p<10^-3.5',
  ],
  [
    raw`\textcolor{red}{red} K\"ahler and Erd\H{o}s--R\'enyi graphs at 5\textasciitilde{}6 $\mu$m`,
    'red Kähler and Erdős–Rényi graphs at 5~6 μm',
  ],
];

const papers: ArxivPaper[] = told.map(([tex], at) => ({
  id: `2603.0000${at + 1}v1`,
  title: raw`On $\pi_{0.5}$ and \v{C}ech ${at + 1}`,
  abstract: `  Folding is hard.\n  We prove ${tex}\n  for boats of paper.\n`,
  authors: [raw`Jos\'e M\"uller`, 'Gómez-Sample, Ada', ':', 'Dr. Bo Sample', 'et al.'],
  submittedAt: '2026-03-11T10:00:00Z',
}));

let source: FakePaperSource;
let newsletter: Newsletter;
let mail: {subject: string; text: string; html: string};

beforeAll(async () => {
  source = await openPaperSource({papers});
  newsletter = await openNewsletter({
    environment: {SOURCES: 'arxiv', ARXIV_URL: source.url, RESEND_RATE: '1000'},
    now: MORNING_AFTER,
  });
  const {paperboy, resend} = newsletter;
  await paperboy.papers.collect({days: [DAY]});
  await newsletter.subscribe(1);
  const edition = dailyEdition(DAY);
  expect((await paperboy.editions.build(edition)).kind).toBe('ready');
  await paperboy.sending.send(edition);
  await newsletter.work(edition);
  const {subject, text, html} = resend.mails().at(-1) ?? {};
  mail = {subject: String(subject), text: String(text), html: String(html)};
});

afterAll(async () => {
  await newsletter.close();
  await source.close();
});

/** As a reader sees it: without tags, blanks folded. */
const visible = (html: string): string =>
  html
    .replace(/<style[\s\S]*?<\/style>|<!--[\s\S]*?-->/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')
    .replace(/\s+/g, ' ');

describe("papers of arXiv's own answer, as its authors typed them", () => {
  test.each(told)('%s', (_tex, text) => {
    // A paper in brief has its sentence without the full stop.
    const sentence = `We prove ${text} for boats of paper`;
    expect(mail.text.replace(/\s+/g, ' ')).toContain(sentence);
    expect(visible(mail.html)).toContain(sentence);
  });

  test('show no command and no dollar of a formula', () => {
    for (const shown of [mail.subject, mail.text, visible(mail.html)]) {
      expect(shown).not.toContain('\\');
      expect(shown.replaceAll('$20', '')).not.toContain('$');
    }
  });

  test('have people as authors, a title without TeX, and are new', () => {
    const text = mail.text.replace(/\s+/g, ' ');
    expect(text).toContain('On π_0.5 and Čech 1 New on arXiv We prove');
    expect(text).toContain('José Müller and 2 others');
    expect(text.match(/new on arXiv/gi)).toHaveLength(papers.length);
    expect(text).not.toMatch(/upvote|trending/i);
  });
});
