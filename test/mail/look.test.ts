import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {assembleMail} from '../../src/mail/assemble.ts';
import {compileEdition} from '../support/compile-edition.ts';
import {type Browser, hasBrowser, openBrowser} from '../support/pictures/picture.ts';
import {reasonsIn} from '../support/texts/reasons.ts';
import {
  firstPapers,
  hostileTexts,
  letterhead,
  personal,
  sampleEdition,
  samplePaper,
} from './sample-edition.ts';

const views = [600, 360].flatMap(width => (['light', 'dark'] as const).map(scheme => ({width, scheme})));

describe.skipIf(!hasBrowser)('in a browser (skipped where there is no /usr/bin/chromium)', () => {
  let browser: Browser;
  let html = '';

  beforeAll(async () => {
    const texts = Object.values(hostileTexts);
    const papers = texts.map((text, place) =>
      samplePaper(place + 1, {
        title: text,
        authors: [text, 'Ada Example'],
        organisation: text,
        reasons: reasonsIn(text),
      }),
    );
    const note = texts.map(text => text.slice(0, 900)).join('\n');
    const fragments = await compileEdition({content: sampleEdition(papers, note), letterhead});
    const selection = firstPapers(papers.length - 1).map(entry => ({
      ...entry,
      because: reasonsIn('you follow “walks”'),
    }));
    html = assembleMail({fragments, selection, personal}).html;
    browser = await openBrowser();
  });
  afterAll(() => browser.close());

  test.each(views)(
    'at $width px in $scheme it loads nothing, fits, and everybody can read it',
    async view => {
      const {overflow, requests, violations} = await browser.look({html, ...view});
      expect({overflow, requests, violations}).toEqual({overflow: 0, requests: [], violations: []});
    },
  );

  test('a mail with faults is found out', async () => {
    const faulty = html
      .replaceAll('#524e46', '#dddddd')
      .replace('<h1', '<img src="https://example.org/pixel.gif"><div style="width:900px">wide</div><h1');
    const {overflow, requests, violations} = await browser.look({html: faulty, width: 360, scheme: 'light'});
    expect(overflow).toBeGreaterThan(0);
    expect(requests).toEqual(['https://example.org/pixel.gif']);
    expect(violations.join()).toMatch(/color-contrast.*image-alt|image-alt.*color-contrast/);
  });
});
