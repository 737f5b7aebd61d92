import type {EditionPaper} from '../../src/editions/edition.ts';
import {dailyEdition} from '../../src/editions/edition-id.ts';
import {assembleMail} from '../../src/mail/assemble.ts';
import {compileWith} from '../../src/mail/compile.ts';
import {toEml} from '../../src/mail/eml.ts';
import {digestHeaders} from '../../src/mail/headers.ts';
import type {Mail} from '../../src/mail/mail.ts';
import {faultInWords, readTemplates} from '../../src/mail/template-files.ts';
import {
  firstPapers,
  hostileTexts,
  letterhead,
  personal,
  sampleEdition,
  samplePaper,
  samplePapers,
} from '../mail/sample-edition.ts';

/** A mail to be checked: as it is handed over, and as a mailbox would hold it. */
export type Sample = {mail: Mail; eml: Buffer};

const EVERY = (count: number, changes: (rank: number) => Partial<EditionPaper>): EditionPaper[] =>
  Array.from({length: count}, (_, place) => samplePaper(place + 1, changes(place + 1)));

/** The editions that a digest is checked with, by name. */
const editions: Record<string, () => EditionPaper[]> = {
  '1 paper': () => samplePapers(1),
  '10 papers': () => samplePapers(10),
  '40 papers': () => samplePapers(40),
  '40 papers with long texts': () =>
    EVERY(40, rank => ({
      title: `Sample${rank}: ${'On the Many Ways of Folding a Newspaper While It Is Being Read '.repeat(3).trim()}`,
      summary: `We propose Sample${rank}. ${'It saves a part of all walks in a study with very many boys. '.repeat(7).trim()}`,
    })),
  hostile: () =>
    Object.values(hostileTexts).map((text, place) =>
      samplePaper(place + 1, {
        title: text,
        authors: [text, 'Ada Example'],
        organisation: text,
        summary: text,
      }),
    ),
  'right to left': () =>
    EVERY(10, rank => ({
      title: `נייר ${rank}: איך לקפל עיתון בבוקר`,
      summary: 'הצענו דרך חדשה לקפל עיתון. היא חוסכת זמן רב.',
      authors: ['נועה לדוגמה', 'Ada Example'],
    })),
  'Chinese, Japanese, Korean': () =>
    EVERY(10, rank => ({
      title: ['折叠报纸的方法研究', '新聞紙の折り方について', '신문을 접는 방법에 관하여'][rank % 3] ?? '',
      summary: '我们提出一种折叠报纸的新方法。它节省了许多步行。',
      authors: ['例 太郎', '예시'],
    })),
  'no abstract': () => EVERY(10, () => ({summary: '', abstract: ''})),
  '664 authors': () => EVERY(10, () => ({otherAuthors: 660})),
};

export const sampleNames = Object.keys(editions);

/** With the templates of `TEMPLATES_DIR`, where an operator holds their own to these bars. */
const fragmentsOf = async (papers: EditionPaper[]) => {
  const reading = readTemplates(process.env.TEMPLATES_DIR ?? null);
  if (reading.kind === 'faults') throw new Error(reading.faults.map(faultInWords).join('; '));
  const {templates} = reading;
  const outcome = await compileWith({content: sampleEdition(papers), letterhead, templates});
  if (outcome.kind === 'broken') throw new Error(outcome.faults.map(faultInWords).join('; '));
  return outcome.fragments;
};

const DATE = new Date('2026-03-13T08:00:00Z');

export const sampleOf = async (name: string): Promise<Sample> => {
  const papers = editions[name]?.() ?? [];
  const fragments = await fragmentsOf(papers);
  const [first, ...others] = firstPapers(papers.length);
  const selection = first ? [{...first, because: ['you follow “folding”']}, ...others] : others;
  const mail: Mail = {
    from: letterhead.from,
    to: 'reader@example.net',
    replyTo: letterhead.replyTo,
    ...assembleMail({fragments, selection, personal}),
    headers: digestHeaders({letterhead, edition: dailyEdition('2026-03-12'), ...personal}),
    tags: {},
  };
  return {mail, eml: await toEml({mail, messageId: '<2026-03-12.1.1.1@example.org>', date: DATE})};
};
