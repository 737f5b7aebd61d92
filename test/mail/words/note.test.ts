import fc from 'fast-check';
import {expect, test} from 'vitest';
import {parseNote} from '../../../src/editions/curation/note.ts';
import {assembleMail, MAX_HTML_BYTES} from '../../../src/mail/assemble.ts';
import {compileEdition} from '../../support/compile-edition.ts';
import {
  anyText,
  firstPapers,
  hostileTexts,
  letterhead,
  personal,
  sampleEdition,
  samplePapers,
} from '../sample-edition.ts';

const mailWith = async (note?: string, papers = 2) => {
  const fragments = await compileEdition({content: sampleEdition(samplePapers(papers), note), letterhead});
  return assembleMail({fragments, selection: firstPapers(papers), personal});
};

/** A note as an operator can write it: what `readNote` leaves of the text. */
const readable = (text: string): string => {
  const reading = parseNote(text);
  return reading.kind === 'note' ? reading.text : 'refused';
};

/** Every tag and attribute name, in order. */
const skeletonOf = (html: string): string[] =>
  (html.match(/<!--.*?-->|<[^>]*>/gs) ?? []).map(tag => tag.replace(/"[^"]*"/g, '""'));

test('a note stands above the papers in both parts, with its line breaks and paragraphs', async () => {
  const {html, text} = await mailWith('Good morning.\nA short day.\n\nUntil tomorrow.');
  expect(text).toContain(
    [
      personal.manageUrl,
      'From the editor:',
      'Good morning.\nA short day.',
      'Until tomorrow.',
      'Sample1: ',
    ].join('\n\n'),
  );
  expect(html).toMatch(/>Good morning\.<br ?\/?>A short day\.<\/p>/);
  const places = ['</h1>', 'From the editor', 'Good morning', 'Until tomorrow', '<h2'].map(part =>
    html.indexOf(part),
  );
  expect(places).toEqual([...places].sort((one, other) => one - other));
  expect(places[0]).toBeGreaterThan(0);
});

test('a mail without a note has nothing in its place', async () => {
  const {html, text} = await mailWith();
  expect(`${html}${text}`).not.toContain('From the editor');
  expect(text).toContain(`${personal.manageUrl}\n\nSample1: `);
  expect(await mailWith('')).toEqual({html, text, subject: expect.any(String)});
});

test.each(Object.entries(hostileTexts))(
  'a note of %s is text: no element or link is added',
  async (_, hostile) => {
    // On one of three lines, so that both mails have the same breaks.
    const noteOf = (words: string) =>
      readable(`${words.slice(0, 800).replace(/\s+|\u0085/g, ' ')}\nand\nmore`);
    const plain = await mailWith(noteOf('An ordinary text'));
    const mail = await mailWith(noteOf(hostile));
    expect(mail.text).toContain('\nand\nmore\n\nSample1: ');
    expect(skeletonOf(mail.html)).toEqual(skeletonOf(plain.html));
    expect(mail.html.split('first-reader')).toHaveLength(plain.html.split('first-reader').length);
    expect(mail.text.split('first-reader')).toHaveLength(plain.text.split('first-reader').length);
  },
);

test('a note that runs from right to left reorders nothing beside it', async () => {
  const {html, text} = await mailWith('שלום עולם');
  expect(html).toMatch(/<p dir="auto"[^>]*>שלום עולם<\/p>/);
  expect(text).toContain('\n\u2068שלום עולם\u2069\n');
});

test('no note whatever opens an element or fills a slot', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(anyText, {minLength: 1, maxLength: 3}), async lines => {
      const note = readable(lines.join('\n'));
      const allowed = new Set([...skeletonOf((await mailWith('a\nb\n\nc')).html), '<br>']);
      expect(skeletonOf((await mailWith(note)).html).filter(tag => !allowed.has(tag))).toEqual([]);
    }),
    {numRuns: 5},
  );
});

test('the longest note leaves room for the papers', async () => {
  const {html} = await mailWith(readable(`"'<&`.repeat(250)), 15);
  expect(Buffer.byteLength(html)).toBeLessThan(MAX_HTML_BYTES / 2);
  expect(html).toContain('Sample15: ');
});
