import fc from 'fast-check';
import type {EditionContent, EditionPaper, Selection} from '../../src/editions/edition.ts';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import type {Letterhead} from '../../src/mail/mail.ts';
import type {PaperId} from '../../src/papers/paper.ts';
import {parsePaperId} from '../../src/papers/paper-id.ts';
import {ourAccents} from '../../templates/theme.ts';
import {reasonsIn} from '../support/texts/reasons.ts';

export const letterhead: Letterhead = {
  name: 'Paperboy',
  from: 'Paperboy <digest@example.org>',
  replyTo: 'Editors <editors@example.org>',
  publicUrl: 'https://paperboy.example.org',
  listId: 'daily.example.org',
  postalAddress: '1 Example Street, 12345 Exampletown',
  logoUrl: null,
  picturesUrl: null,
  accents: ourAccents,
  footer: null,
};

export const personal = {
  unsubscribeUrl: 'https://paperboy.example.org/unsubscribe/first-reader',
  manageUrl: 'https://paperboy.example.org/manage/first-reader',
  opinionUrl: 'https://paperboy.example.org/opinion/first-reader',
  viewUrl: 'https://paperboy.example.org/editions/2026-03-12',
};

const paperId = (rank: number): PaperId => {
  const id = parsePaperId(`2603.${String(10_000 + rank)}`);
  if (id === null) throw new Error('the sample needs an id');
  return id;
};

/** A paper of the length of a real one; `changes` says what a test is about. */
export const samplePaper = (rank: number, changes: Partial<EditionPaper> = {}): EditionPaper => {
  const id = paperId(rank);
  return {
    id,
    rank,
    title: `Sample${rank}: Teaching Newspapers to Deliver Themselves Every Morning`,
    authors: ['Ada Example', 'Ben Sample', 'Cleo Specimen'],
    otherAuthors: 4,
    organisation: 'Example Lab',
    summary:
      `We propose Sample${rank}, a folding method for papers. It saves 12 % of all walks in a study ` +
      'with 40 boys.',
    abstract: '',
    keywords: [],
    links: {
      page: `https://arxiv.org/abs/${id}`,
      pdf: `https://arxiv.org/pdf/${id}`,
      code: `https://github.com/example/sample${rank}`,
      project: null,
    },
    votes: 100 - rank,
    comments: 0,
    reasons: reasonsIn(`${100 - rank} upvotes`),
    ...changes,
  };
};

export const sampleEdition = (papers: EditionPaper[], note?: string): EditionContent => ({
  id: dailyEdition('2026-03-12'),
  ...(note === undefined ? {} : {note}),
  papers,
});

export const samplePapers = (count: number): EditionPaper[] =>
  Array.from({length: count}, (_, place) => samplePaper(place + 1));

/** The papers at these places, without reasons of one's own. */
export const selectionOf = (...places: number[]): Selection => places.map(index => ({index, because: []}));

export const firstPapers = (count: number): Selection =>
  selectionOf(...Array.from({length: count}, (_, place) => place));

/** Texts that have broken mails elsewhere, each with its name; see also the fuzz test. */
export const hostileTexts = {
  elements: '<script>alert(1)</script><img src=x onerror=alert(1)>',
  'closing tags': '</h2></td></tr></table></div></body></html>',
  comments: '<!-- --> <![endif]--> <!--[if mso]> ]]> <![CDATA[',
  'MJML tags': '</mj-text><mj-raw></mj-column><mj-include path="/etc/passwd" />',
  'Liquid tags':
    '{{unsubscribe_url}} {{ slot.unsubscribeUrl }} {% raw %} {%- endcomment -%} {{{RESEND_URL}}}',
  'replacement patterns': "$& $1 $` $' %recipient% \\alpha",
  attributes: '" onmouseover="alert(1)" style="x:expression(1)',
  'line breaks': 'a\r\nBcc: someone@example.net\u2028\u0085\u0000b',
  'direction overrides': '\u202Edesrever\u2066 \u061c',
  Arabic: 'نموذج لغوي كبير: دراسة',
  'Hebrew and English': 'מודל שפה with English inside',
  Japanese: '大規模言語モデルによる日本語文書の要約',
  emoji: '🎉 👩‍👩‍👧‍👦 x² ≤ ∑ᵢ αᵢ',
  'open braces': `${'{'.repeat(5000)}$\\frac{`,
  'a word of 5,000 letters': 'W'.repeat(5000),
};

/** Text of any code points, half surrogates and controls among them. */
export const anyText = fc
  .array(
    fc.oneof(
      fc.integer({min: 0, max: 0x7f}),
      fc.integer({min: 0, max: 0x2f_ff}),
      fc.integer({min: 0, max: 0x10_ff_ff}),
    ),
    {maxLength: 30},
  )
  .map(points => String.fromCodePoint(...points));
