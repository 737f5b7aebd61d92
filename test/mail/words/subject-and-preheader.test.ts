import {expect, test} from 'vitest';
import type {EditionId} from '../../../src/editions/edition.ts';
import {parseEditionId} from '../../../src/editions/edition-id.ts';
import {assembleMail} from '../../../src/mail/assemble.ts';
import {compileEdition} from '../../support/compile-edition.ts';
import {reasonsIn} from '../../support/texts/reasons.ts';
import {hiddenOf, mailOf, preheaderOf} from '../printed-mail.ts';
import {firstPapers, letterhead, personal, samplePaper, samplePapers} from '../sample-edition.ts';

const titled = async (title: string, count: number): Promise<string> =>
  (await mailOf([samplePaper(1, {title}), ...samplePapers(40).slice(1)], firstPapers(count))).subject;

test('the subject names the day, the first paper and how many more, in 30 to 70 letters', async () => {
  const subject = await titled('Attention to Newspapers Is All That Anybody Needs in the Morning', 15);
  expect(subject).toBe('12 March: Attention to Newspapers Is All That Anybody… and 14 more');
  expect((await titled('W'.repeat(300), 40)).length).toBeLessThanOrEqual(70);
  expect(await titled('Folding', 1)).toBe('12 March: Folding');
});

test('a title from right to left cannot reorder the rest of the subject', async () => {
  expect(await titled('\u202Eمودل\u202C كبير', 3)).toBe('12 March: \u2068مودل كبير\u2069 and 2 more');
});

test('a subject has one line whatever the title holds', async () => {
  expect(await titled('a\r\nBcc: b@example.net\u2028c\u0085d\u0000', 1)).toBe(
    '12 March: a Bcc: b@example.net c d',
  );
});

test("a week's edition says its week, and each paper its day", async () => {
  const reading = parseEditionId('2026-W11');
  const id: EditionId | null = reading.kind === 'edition-id' ? reading.id : null;
  if (id === null) throw new Error('the week was refused');
  const papers = samplePapers(2).map(paper => ({...paper, day: `2026-03-${14 + paper.rank}`}));
  const fragments = await compileEdition({content: {id, papers}, letterhead});
  const {subject, html, text} = assembleMail({fragments, selection: firstPapers(2), personal});
  expect(subject).toMatch(/^Week 11: /);
  for (const part of [html, text]) {
    const told = part.replaceAll('\u00a0', ' ');
    expect(told).toContain('Sunday 15 March, 99 upvotes');
    expect(told).toContain('Monday 16 March, 98 upvotes');
  }
  expect(html).toContain('Week 11, 9 to 15 March 2026');
  expect(text).toContain('Week 11, 9 to 15 March 2026');
});

test.each([1, 2, 3, 15])(
  'the preheader of %i papers goes on where the subject ends, in 40 to 110 letters',
  async count => {
    const short = samplePapers(count).map(paper => ({...paper, title: `T${paper.rank}`}));
    for (const papers of [samplePapers(count), short]) {
      const {html} = await mailOf(papers);
      const preheader = preheaderOf(html);
      expect(preheader.length).toBeGreaterThanOrEqual(40);
      expect(preheader.length).toBeLessThanOrEqual(110);
      const next = papers === short ? 'T2' : 'Sample2: Teaching';
      if (count > 1) expect(preheader).toMatch(new RegExp(`^\\d+ papers. Next: ${next}`));
    }
  },
);

test('the preheader says how many papers are on the reader’s topics, then the next titles', async () => {
  const {html} = await mailOf(samplePapers(23), [
    {index: 4, because: reasonsIn('you follow “walks”')},
    {index: 7, because: reasonsIn('you follow “folding”')},
    ...firstPapers(3),
  ]);
  expect(preheaderOf(html)).toBe(
    '2 of 23 on your topics. Next: Sample8: Teaching Newspapers to…; Sample1: Teaching Newspapers to…',
  );
});

test('the text part begins with the facts, since some programs list its first words', async () => {
  expect((await mailOf(samplePapers(4))).text).toMatch(/^4 papers\. Most upvoted: Sample1, 99\.\n/);
});

test('nothing of the mail follows the preheader in an inbox, and the text has no padding', async () => {
  const {html, text} = await mailOf(samplePapers(15));
  expect(hiddenOf(html)).toMatch(/\S(?:\u034f\u00a0 ){90}$/);
  expect(text).not.toContain('\u034f');
});
