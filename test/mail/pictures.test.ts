import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import type {EditionPaper} from '../../src/editions/edition.ts';
import {assembleMail} from '../../src/mail/assemble.ts';
import {tryTemplates} from '../../src/mail/checks/check-templates.ts';
import {builtInTemplates} from '../../src/mail/template-files.ts';
import {compileEdition} from '../support/compile-edition.ts';
import {type Browser, hasBrowser, openBrowser} from '../support/pictures/picture.ts';
import {firstPapers, letterhead, personal, sampleEdition, samplePapers} from './sample-edition.ts';

const picturesUrl = 'https://paperboy.example.org/thumbnails';

/** Every second paper has a picture. */
const papers = (): EditionPaper[] =>
  samplePapers(6).map((paper, place) => (place % 2 === 0 ? {...paper, hasPicture: true} : paper));

const mailWith = async (url: string | null, edition = papers()) =>
  assembleMail({
    fragments: await compileEdition({
      content: sampleEdition(edition),
      letterhead: {...letterhead, picturesUrl: url},
    }),
    selection: firstPapers(edition.length),
    personal,
  });

const pictured = (html: string): string[] =>
  [...html.matchAll(/<img src="([^"]*)"/g)].map(([, src = '']) => src);

test('the leading papers show their pictures, from this instance alone, each with words', async () => {
  const edition = papers();
  const {html, text} = await mailWith(picturesUrl, edition);
  expect(pictured(html)).toEqual([edition[0], edition[2]].map(paper => `${picturesUrl}/${paper?.id}`));
  expect(html).toContain(`alt="Thumbnail of ${edition[0]?.title}"`);
  expect(text).not.toContain('thumbnails');
});

test('without the setting a mail is the same to the byte, whether papers have pictures or not', async () => {
  expect(await mailWith(null)).toEqual(await mailWith(null, samplePapers(6)));
  expect((await mailWith(null)).html).not.toContain('<img');
});

test('custom templates may show the pictures of papers, and nothing else of that host', async () => {
  const withPictures = {...letterhead, picturesUrl};
  const templates = builtInTemplates();
  const own = (text: string) => ({...templates, html: {...templates.html, isCustom: true, text}});
  expect((await tryTemplates(own(templates.html.text), withPictures)).faults).toEqual([]);
  const spying = templates.html.text.replaceAll(
    'src="{{ paper.pictureUrl }}"',
    'src="{{ paper.pictureUrl | replace: "thumbnails", "pixels" }}"',
  );
  expect((await tryTemplates(own(spying), withPictures)).faults).toContainEqual(
    expect.objectContaining({
      problem: expect.stringContaining('the mail would load "https://paperboy.example.org/pixels/'),
    }),
  );
});

describe.skipIf(!hasBrowser)('in a browser (skipped where there is no /usr/bin/chromium)', () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each([
    {width: 600, scheme: 'light'},
    {width: 360, scheme: 'dark'},
  ] as const)('a mail with pictures fits at $width px in $scheme, and loads them alone', async view => {
    const {html} = await mailWith(picturesUrl);
    const {overflow, requests, violations} = await browser.look({html, ...view});
    expect({overflow, violations}).toEqual({overflow: 0, violations: []});
    expect(requests).toEqual(pictured(html));
  });
});
