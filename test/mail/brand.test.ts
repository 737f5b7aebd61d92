import {afterAll, beforeAll, describe, expect, test} from 'vitest';
import {assembleMail} from '../../src/mail/assemble.ts';
import {renderLetter} from '../../src/mail/letters.ts';
import type {Letterhead} from '../../src/mail/mail.ts';
import {theme} from '../../templates/theme.ts';
import {compileEdition} from '../support/compile-edition.ts';
import {type Browser, hasBrowser, openBrowser} from '../support/pictures/picture.ts';
import {reasonsIn} from '../support/texts/reasons.ts';
import {firstPapers, letterhead, personal, sampleEdition, samplePapers} from './sample-edition.ts';

const logoUrl = 'https://paperboy.example.org/logo.png';

const branded: Letterhead = {
  ...letterhead,
  name: 'Lab & Söhne <b>',
  logoUrl,
  accents: {light: '#004488', dark: '#88ccff'},
  footer: 'Made by the <i>reading</i> group {{ name }} $& of the lab.',
};

const printed = async (from: Letterhead) => {
  const content = sampleEdition(samplePapers(5));
  const selection = firstPapers(5).map(entry => ({...entry, because: reasonsIn('you follow “walks”')}));
  const digest = assembleMail({
    fragments: await compileEdition({content, letterhead: from}),
    selection,
    personal,
  });
  const letter = await renderLetter({
    letterhead: from,
    letter: 'manage-link',
    links: {manage: personal.manageUrl, unsubscribe: personal.unsubscribeUrl},
  });
  return [digest, letter];
};

test("mails and letters carry the operator's name, colours and footer, all of it as text", async () => {
  for (const {html, text} of await printed(branded)) {
    expect(html).toContain('alt="Lab &amp; Söhne &lt;b&gt;"');
    expect(html).toMatch(/&lt;i&gt;reading&lt;\/i&gt; group \{\{ name \}\} \$&amp; of the lab\./);
    expect(text).toContain('Made by the <i>reading</i> group {{ name }} $& of the lab.');
    expect(text).toContain('Lab & Söhne <b>');
    for (const accent of ['#004488', '#88ccff']) expect(html).toContain(accent);
    for (const scheme of ['light', 'dark'] as const) expect(html).not.toContain(theme[scheme].accent);
  }
});

test('mails and letters have one picture, the logo in a fixed size, or none without it', async () => {
  for (const {html} of await printed({...branded, logoUrl: null})) expect(html).not.toContain('<img');
  for (const {html} of await printed(branded)) {
    expect([...html.matchAll(/<img[^>]*>/g)]).toHaveLength(1);
    expect(html).toMatch(/<img[^>]*src="https:\/\/paperboy\.example\.org\/logo\.png"[^>]*>/);
    expect(html).toMatch(/<img[^>]*width="240" height="48"[^>]*>/);
  }
});

test('without a footer nothing stands in its place', async () => {
  for (const {html, text} of await printed({...branded, footer: null})) {
    expect(html).not.toContain('<p class="s" dir="auto" style="margin:8px 0 0"></p>');
    expect(text).not.toContain('\n\n\n\n');
  }
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
  ] as const)(
    'a mail and a letter of a brand fit at $width px in $scheme, are legible, and load the logo alone',
    async view => {
      for (const {html} of await printed(branded)) {
        const {overflow, requests, violations} = await browser.look({html, ...view});
        expect({overflow, requests, violations}).toEqual({overflow: 0, requests: [logoUrl], violations: []});
      }
    },
  );
});
