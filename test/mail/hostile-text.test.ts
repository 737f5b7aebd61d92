import fc from 'fast-check';
import {expect, test} from 'vitest';
import type {EditionPaper} from '../../src/editions/edition.ts';
import {assembleMail} from '../../src/mail/assemble.ts';
import {compileEdition} from '../support/compile-edition.ts';
import {reasonsIn} from '../support/texts/reasons.ts';
import {
  anyText,
  firstPapers,
  hostileTexts,
  letterhead,
  personal,
  sampleEdition,
  samplePaper,
} from './sample-edition.ts';

const everywhere = (text: string): EditionPaper[] => [
  samplePaper(1, {
    title: text,
    authors: [text, text],
    organisation: text,
    summary: text,
    reasons: reasonsIn(text),
  }),
  samplePaper(2),
  samplePaper(3),
  samplePaper(4, {
    title: text,
    authors: [text, text],
    organisation: text,
    summary: text,
    reasons: reasonsIn(text),
  }),
];

const mailWith = async (text: string) => {
  const fragments = await compileEdition({content: sampleEdition(everywhere(text)), letterhead});
  const selection = firstPapers(4).map(entry => ({...entry, because: reasonsIn(text)}));
  return assembleMail({fragments, selection, personal});
};

/** The markup without what attributes and text say: every tag and attribute name, in order. */
const skeletonOf = (html: string): string[] =>
  (html.match(/<!--.*?-->|<[^>]*>/gs) ?? [])
    .map(tag => tag.replace(/"[^"]*"/g, '""'))
    // Names from right to left bring an element that isolates them, second sentences one that phones hide.
    .filter(tag => !['<span dir="">', '<span class="">', '</span>'].includes(tag));

const shownIn = (html: string): string =>
  html
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&(?:quot|#34);/g, '"')
    .replace(/&#39;/g, "'")
    .replace(/&amp;/g, '&');

const ownLinks = (part: string): number => part.split('first-reader').length - 1;

test.each(Object.entries(hostileTexts))(
  '%s are text: no element, attribute or link is added',
  async (_, text) => {
    const plain = await mailWith('An ordinary text');
    const mail = await mailWith(text);
    expect(skeletonOf(mail.html)).toEqual(skeletonOf(plain.html));
    expect(ownLinks(mail.html)).toBe(ownLinks(plain.html));
    expect(ownLinks(mail.text)).toBe(ownLinks(plain.text));
    expect(mail.subject).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
  },
);

test.each([
  'elements',
  'closing tags',
  'comments',
  'MJML tags',
  'Liquid tags',
  'replacement patterns',
  'attributes',
  'Arabic',
  'Hebrew and English',
  'Japanese',
  'emoji',
] as const)('%s are shown letter by letter', async name => {
  const text = hostileTexts[name];
  const {html, text: plain} = await mailWith(text);
  expect(shownIn(html)).toContain(text);
  const unwrapped = plain.replace(/[\u2068\u2069]/g, '').replace(/\s+/g, '');
  expect(unwrapped).toContain(text.replace(/\s+/g, ''));
});

test("the instance's own name and address are text, too", async () => {
  const compiled = (name: string) =>
    compileEdition({
      content: sampleEdition([samplePaper(1)]),
      letterhead: {...letterhead, name, postalAddress: `${name}\r\n${name}`},
    });
  const mailFrom = async (name: string) =>
    assembleMail({fragments: await compiled(name), selection: firstPapers(1), personal});
  const plain = skeletonOf((await mailFrom('Paperboy')).html);
  for (const name of Object.values(hostileTexts))
    expect(skeletonOf((await mailFrom(name)).html)).toEqual(plain);
});

test('whatever a source or a subscriber writes, the markup stays as it is', async () => {
  const skeleton = skeletonOf((await mailWith('An ordinary text')).html);
  const nasty = fc.oneof(
    fc.constantFrom(...Object.values(hostileTexts)),
    anyText,
    fc.string({
      unit: fc.constantFrom('{', '}', '%', '<', '>', '"', "'", '&', '$', '-', '!', '[', ']', '/', 'a'),
      minLength: 1,
    }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(nasty, {minLength: 1, maxLength: 3}), async texts => {
      // White space and invisible letters alone would leave out an element, as they should.
      const {html, subject} = await mailWith(`x${texts.join(' ')}`);
      expect(skeletonOf(html)).toEqual(skeleton);
      expect(subject).not.toMatch(/[\r\n\0]/);
    }),
    {numRuns: 60},
  );
});
