import {describe, expect, test} from 'vitest';
import type {EditionContent, EditionPaper, Selection} from '../../../src/editions/edition.ts';
import {daysOf, weeklyEdition} from '../../../src/editions/edition-id.ts';
import {assembleMail} from '../../../src/mail/assemble.ts';
import {compileEdition} from '../../support/compile-edition.ts';
import {firstPapers, letterhead, personal, samplePaper} from '../sample-edition.ts';

const WEEK = weeklyEdition('2026-03-12');
const DAYS = daysOf(WEEK).slice(0, 5);

/** Paper N stands in the list of the Nth working day, and then from Monday again; the eighth rose most. */
const papers = (count: number): EditionPaper[] =>
  Array.from({length: count}, (_, place) =>
    samplePaper(place + 1, {
      title: `Paper${place + 1}: On Mornings`,
      day: DAYS[place % 5] ?? '',
      votesThen: place === 7 ? 40 : 95 - place,
    }),
  );

const weekOf = (changes: Partial<EditionContent> = {}): EditionContent => ({
  id: WEEK,
  days: DAYS.map((day, place) => ({day, papers: 10 + place, isEdition: place < 4})),
  papers: papers(12),
  ...changes,
});

const mailOf = async (content: EditionContent, selection: Selection = firstPapers(12)) =>
  assembleMail({fragments: await compileEdition({content, letterhead}), selection, personal});

describe('the mail of a week', () => {
  test('says what ended first, then five papers, those that rose, and each day', async () => {
    const {text} = await mailOf(weekOf());
    const lines = text.split('\n').filter(line => line !== '' && !/^ |^http/.test(line));
    expect(lines.slice(0, lines.indexOf('--'))).toEqual([
      '60 papers in 5 days. Paper1 ends first with 99 upvotes; Paper8 rose most',
      'after its day, from 40 to 92.',
      'Paperboy, Week 11, 9 to 15 March 2026',
      'No paper here is on a topic of yours.',
      'Papers on topics you choose come first. Choose topics:',
      'THE WEEK’S FIVE',
      ...['Paper1', 'Paper2', 'Paper3', 'Paper4', 'Paper5'].map(name => `${name}: On Mornings`),
      'ROSE AFTER THEIR DAY',
      'Paper8: On Mornings (Wednesday, 40 → 92)',
      'DAY BY DAY',
      '- Monday, all\u00a010: https://paperboy.example.org/editions/2026-03-09',
      ...['Paper6: On Mornings (94 upvotes)', 'Paper11: On Mornings (89 upvotes)'],
      '- Tuesday, all\u00a011: https://paperboy.example.org/editions/2026-03-10',
      ...['Paper7: On Mornings (93 upvotes)', 'Paper12: On Mornings (88 upvotes)'],
      '- Wednesday, all\u00a012: https://paperboy.example.org/editions/2026-03-11',
      '- Thursday, all\u00a013: https://paperboy.example.org/editions/2026-03-12',
      'Paper9: On Mornings (91 upvotes)',
      '- Friday, 14\u00a0papers',
      'Paper10: On Mornings (90 upvotes)',
    ]);
  });

  test('says the same in both parts, each paper once', async () => {
    const {html, text} = await mailOf(weekOf());
    for (const part of [html.replace(/<div style="display:none.*?<\/div>/s, ''), text])
      for (let rank = 1; rank <= 12; rank++) expect(part.split(`Paper${rank}: On Mornings`)).toHaveLength(2);
    expect(html).toContain('Monday · 99\u00a0upvotes, 4 since its day');
  });

  test('tells a reader’s own reason wherever their paper stands', async () => {
    const own = firstPapers(12).map(({index}) => ({
      index,
      because: [{kind: 'topics' as const, topics: [`topic ${index}`]}],
    }));
    const {html, text} = await mailOf(weekOf(), own);
    for (const part of [html, text])
      for (const {index} of own) expect(part).toContain(`For you: topic ${index}`);
    expect(text).toContain('YOUR FIVE OF THE WEEK');
    expect(text).not.toContain('No paper here');
  });

  test('has no table of what rose where nothing did, and all days for a reader of five', async () => {
    const calm = weekOf({papers: papers(12).map(({votesThen: _, ...paper}) => paper)});
    expect((await mailOf(calm)).html).not.toContain('Rose after');
    const {text} = await mailOf(calm, firstPapers(5));
    expect(text).toContain('7 more titles from this week');
    expect(text).toContain('DAY BY DAY');
  });

  test('puts a paper of an earlier day behind those of the week', async () => {
    const late = weekOf({
      papers: [...papers(11), samplePaper(12, {title: 'Late: A Paper', day: '2026-03-06'})],
    });
    const {text} = await mailOf(late);
    expect(text).toMatch(/- From earlier days\nLate: A Paper/);
  });

  test('of papers that nobody votes on says nothing of votes', async () => {
    const unvoted = weekOf({
      papers: papers(12).map(({votesThen: _, ...paper}) => ({
        ...paper,
        ...{votes: null, reasons: [{kind: 'new' as const, source: 'arxiv' as const}]},
      })),
    });
    const {html, text} = await mailOf(unvoted);
    expect(text).toContain('60 papers in 5 days.\n');
    expect(text).toContain('Monday · new on arXiv');
    expect(html).not.toMatch(/null|undefined|upvote/);
  });
});

test('a weekly edition that was built before its days were kept has the layout of a day', async () => {
  const {days: _, ...earlier} = weekOf();
  const {text} = await mailOf(earlier);
  expect(text).toContain('MOST UPVOTED');
  expect(text).not.toContain('DAY BY DAY');
});
