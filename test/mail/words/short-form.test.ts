import {expect, test} from 'vitest';
import {daysOf, weeklyEdition} from '../../../src/editions/edition-id.ts';
import {assembleMail} from '../../../src/mail/assemble.ts';
import {compileEdition} from '../../support/compile-edition.ts';
import {firstPapers, letterhead, personal, sampleEdition, samplePapers} from '../sample-edition.ts';

const five = firstPapers(5).map((entry, place) =>
  place === 3 ? {...entry, because: [{kind: 'topics' as const, topics: ['folding']}]} : entry,
);

const papersAndHeadings = (text: string): string[] =>
  text.split('\n--\n')[0]?.match(/^(?:Sample\d+|- .*|MORE.*|MOST.*|THE .*|YOUR .*|\d+ more.*)/gm) ?? [];

test('the short form has a line for each paper, under what it is there for', async () => {
  const fragments = await compileEdition({content: sampleEdition(samplePapers(12)), letterhead});
  const {html, text} = assembleMail({fragments, selection: five, form: 'short', personal});
  expect(papersAndHeadings(text)).toEqual([
    ...['- Folding', 'Sample4', 'MOST UPVOTED', 'Sample1', 'Sample2', 'Sample3', 'Sample5'],
    '7 more titles from this day:',
  ]);
  expect(html).not.toContain('12 % of all walks');
  expect(html).not.toContain('?less');
  expect(Buffer.byteLength(html)).toBeLessThan(9_500);
});

test('so it has of a week', async () => {
  const id = weeklyEdition('2026-03-12');
  const [day = ''] = daysOf(id);
  const papers = samplePapers(12).map(paper => ({...paper, day, votesThen: 10}));
  const content = {id, days: [{day, papers: 12, isEdition: true}], papers};
  const fragments = await compileEdition({content, letterhead});
  const {text} = assembleMail({fragments, selection: five, form: 'short', personal});
  expect(papersAndHeadings(text)).toEqual([
    ...['YOUR FIVE OF THE WEEK', 'Sample1', 'Sample2', 'Sample3', 'Sample4', 'Sample5'],
    '7 more titles from this week:',
  ]);
});
