import type {EditionContent, EditionId, EditionPaper, Selection} from '../../src/editions/edition.ts';
import {dailyEdition, daysOf, weeklyEdition} from '../../src/editions/edition-id.ts';
import {assembleMail} from '../../src/mail/assemble.ts';
import {digestHeaders} from '../../src/mail/body/headers.ts';
import {compileWith} from '../../src/mail/compile.ts';
import {toEml} from '../../src/mail/eml.ts';
import type {Mail} from '../../src/mail/mail.ts';
import {faultInWords, readTemplates} from '../../src/mail/template-files.ts';
import {layoutOf} from '../../src/mail/words/week-order.ts';
import {
  firstPapers,
  hostileTexts,
  letterhead,
  personal,
  sampleEdition,
  samplePaper,
  samplePapers,
} from '../mail/sample-edition.ts';
import {reasonsIn} from '../support/texts/reasons.ts';
import {letterNames, sampleLetter} from './sample-letters.ts';

/** A mail to be checked: as it is handed over, and as a mailbox would hold it. */
export type Sample = {kind: 'digest' | 'letter'; mail: Mail; eml: Buffer};

const EVERY = (count: number, changes: (rank: number) => Partial<EditionPaper>): EditionPaper[] =>
  Array.from({length: count}, (_, place) => samplePaper(place + 1, changes(place + 1)));

const day = dailyEdition('2026-03-12');
const week = weeklyEdition('2026-03-12');

const DAYS = daysOf(week)
  .slice(0, 5)
  .map((day, place) => ({day, papers: 6 + 4 * place, isEdition: true}));

/** The weekly edition: its papers rose after their day. */
const A_WEEK = 'a week';

/** Every paper is here for a reason of the subscriber's own, and long ones at that. */
const ALL_OWN = "all the subscriber's own";

const OWN_REASONS = [
  'you follow “folding”',
  'you follow Ada Example',
  'you asked for more like “Sample4: Teaching Newspapers to Deliver Themselves Every Morning”',
  'you follow “early mornings” and “the many ways in which a newspaper can be folded while it rains”',
];

/** The editions that a digest is checked with, by name. */
const editions: Record<string, () => EditionPaper[]> = {
  '1 paper': () => samplePapers(1),
  '10 papers': () => samplePapers(10),
  '40 papers': () => samplePapers(40),
  '40 papers with long texts': () =>
    EVERY(40, rank => ({
      title:
        `Sample${rank}: ` +
        `${'On the Many Ways of Folding a Newspaper While It Is Being Read '.repeat(3).trim()}`,
      summary:
        `We propose Sample${rank}. ` +
        `${'It saves a part of all walks in a study with very many boys. '.repeat(7).trim()}`,
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
  [A_WEEK]: () =>
    EVERY(30, rank => ({day: daysOf(week)[rank % 5] ?? '', votesThen: Math.round((100 - rank) / 2)})),
  [ALL_OWN]: () => samplePapers(12),
};

export const sampleNames = [...Object.keys(editions), ...letterNames];

/** With the templates of `TEMPLATES_DIR`, where an operator has custom templates checked in the same way. */
const fragmentsOf = async (content: EditionContent) => {
  const reading = readTemplates(process.env.TEMPLATES_DIR ?? null, layoutOf(content));
  if (reading.kind === 'faults') throw new Error(reading.faults.map(faultInWords).join('; '));
  const {templates} = reading;
  const outcome = await compileWith({content, letterhead, templates});
  if (outcome.kind === 'broken') throw new Error(outcome.faults.map(faultInWords).join('; '));
  return outcome.fragments;
};

const DATE = new Date('2026-03-13T08:00:00Z');

/** The mail of a name: an edition's, or a letter. Throws on a name that is none. */
export const sampleOf = async (name: string): Promise<Sample> => {
  const papers = editions[name]?.();
  const mail = papers ? await digestOf(name, papers) : await sampleLetter(name);
  const messageId = papers ? '<2026-03-12.1.1.1@example.org>' : '<letters.1.1@example.org>';
  return {kind: papers ? 'digest' : 'letter', mail, eml: await toEml({mail, messageId, date: DATE})};
};

const digestOf = async (name: string, papers: EditionPaper[]): Promise<Mail> => {
  const id: EditionId = name === A_WEEK ? week : day;
  const fragments = await fragmentsOf({...sampleEdition(papers), id, ...(id === week ? {days: DAYS} : {})});
  const links = {...personal, viewUrl: `${letterhead.publicUrl}/editions/${id}`};
  return {
    from: letterhead.from,
    to: 'reader@example.net',
    replyTo: letterhead.replyTo,
    ...assembleMail({fragments, selection: selectionFor(name, papers.length), personal: links}),
    headers: digestHeaders({letterhead, edition: id, ...links}),
    tags: {},
  };
};

/** The first paper is the subscriber's own, or all of them. */
const selectionFor = (name: string, count: number): Selection =>
  firstPapers(count).map((entry, place) => {
    const reason = OWN_REASONS[place % OWN_REASONS.length] ?? '';
    return place === 0 || name === ALL_OWN ? {...entry, because: reasonsIn(reason)} : entry;
  });
