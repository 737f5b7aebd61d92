import fc from 'fast-check';
import {expect, test} from 'vitest';
import {composeEdition} from '../../src/editions/compose.ts';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import {assembleMail} from '../../src/mail/assemble.ts';
import {cleanName, cleanText} from '../../src/papers/text.ts';
import {candidateOf} from '../ranking/candidates.ts';
import {compileEdition} from '../support/compile-edition.ts';
import {letterhead, personal} from './sample-edition.ts';

const raw = String.raw;

/** What authors type into arXiv's form, and what is broken in it. */
const forms = [
  ...[raw`3.1$\pm$0.4`, raw`$\approx$5$\times$`, raw`$\sim$10K`, raw`$ \alpha = 0.5 $`, raw`$\pi_{0.5}$`],
  ...[raw`$\mathbb{R}^{n \times d}$`, raw`$10^{-3.5}$`, raw`\cite{key}`, raw`\textcolor{red}{words}`],
  ...[
    raw`\begin{itemize}\item one\item two\end{itemize}`,
    raw`5\textasciitilde{}6`,
    raw`\url{https://example.org/a\_b}`,
  ],
  ...[
    raw`\textsc{Small}`,
    raw`\v Cech`,
    raw`\ourmethod`,
    raw`{\bf bold}`,
    raw`50\%`,
    raw`$\frac{a}{b}`,
    raw`\frac{`,
    '\\',
  ],
  ...[
    raw`\(x^2\)`,
    raw`\[E\]`,
    raw`\begin{align}a &= b\\ c &= d\end{align}`,
    raw`$\undefined{x}$`,
    raw`a\\b`,
    raw`\"`,
    '$5',
  ],
];

const text = fc
  .array(fc.constantFrom(...forms, 'we', 'propose', 'boats of paper', 'that float.', 'Results show it.'), {
    minLength: 4,
    maxLength: 12,
  })
  .map(parts => parts.join(' '));

const visibleOf = (html: string): string =>
  html.replace(/<style[\s\S]*?<\/style>/g, '').replace(/<[^>]*>/g, ' ');

test('a thousand mails show no backslash, whatever TeX the papers are written in', async () => {
  const papers = fc.sample(fc.record({title: text, abstract: text, author: text}), {numRuns: 100, seed: 13});
  const candidates = papers.map(({title, abstract, author}, at) =>
    candidateOf({
      id: at + 1,
      votes: 100 - at,
      title: cleanText(`We fold ${title}`),
      abstract: cleanText(`We propose ${abstract}`),
      authors: [cleanName(`Ada ${author}`)],
    }),
  );
  const content = composeEdition({id: dailyEdition('2026-03-12'), candidates});
  const fragments = await compileEdition({content, letterhead});
  for (let mail = 0; mail < 1000; mail += 1) {
    const selection = Array.from({length: 15}, (_, place) => ({
      index: (7 * mail + place) % 100,
      because: [],
    }));
    const assembled = assembleMail({fragments, selection, personal});
    expect(assembled.subject).not.toContain('\\');
    expect(assembled.text).not.toContain('\\');
    expect(visibleOf(assembled.html)).not.toContain('\\');
  }
});
