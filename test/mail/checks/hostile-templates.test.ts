import fc from 'fast-check';
import {afterAll, beforeAll, expect, test} from 'vitest';
import {assembleMail} from '../../../src/mail/assemble.ts';
import {checkTemplates} from '../../../src/mail/checks/check-templates.ts';
import {compileChecked} from '../../../src/mail/checks/compile-checked.ts';
import {findUnsafeMarkup} from '../../../src/mail/checks/unsafe-markup.ts';
import {compileWith} from '../../../src/mail/compile.ts';
import {readTemplates} from '../../../src/mail/template-files.ts';
import {findUnclosedTag, markLines, readMarkedLines} from '../../../src/mail/template-lines.ts';
import {
  openTemplatesFolder,
  type TemplateName,
  type TemplatesFolder,
} from '../../support/templates-folder.ts';
import {reasonsIn} from '../../support/texts/reasons.ts';
import {
  anyText,
  firstPapers,
  hostileTexts,
  letterhead,
  personal,
  sampleEdition,
  samplePaper,
} from '../sample-edition.ts';

let own: TemplatesFolder;
beforeAll(async () => {
  own = await openTemplatesFolder();
});
afterAll(() => own.close());

const SNIPPETS = [
  ...[
    '{% if',
    '{%',
    '%}',
    '{{',
    '}}',
    '{% endif %}',
    '{% endfor %}',
    '{% raw %}',
    '{{ slot }}',
    '{{ slot.rank }}',
    '{{ slot.topic }}',
    '{{ cut.topic }}',
    '{{ when.reason }}',
  ],
  ...[
    '{{ cut.lead }}',
    '{{ cut.end }}',
    '{{ when.because }}',
    '{{ done.leftOut }}',
    '{{ papers }}',
    '{{ layouts }}',
  ],
  ...[
    '<mj-text>',
    '</mj-text>',
    '<mj-raw>',
    '</mj-column>',
    '<mjml>',
    '</mjml>',
    '<!--',
    '-->',
    '<',
    '"',
    '\u0000',
  ],
];

test('whatever is cut out of our templates or put into them, the check ends with a verdict', async () => {
  const template = fc.constantFrom<TemplateName>('digest.mjml', 'digest.txt');
  const ours = readTemplates(null);
  if (ours.kind === 'faults') throw new Error('ours cannot be read');
  await fc.assert(
    fc.asyncProperty(
      template,
      fc.double({min: 0, max: 1, noNaN: true}),
      fc.nat(60),
      fc.constantFrom('', ...SNIPPETS),
      async (name, where, cut, snippet) => {
        const {text} = name === 'digest.mjml' ? ours.templates.html : ours.templates.text;
        const place = Math.floor(where * text.length);
        const other = name === 'digest.mjml' ? 'digest.txt' : 'digest.mjml';
        await own.put(name, text.slice(0, place) + snippet + text.slice(place + cut));
        await own.put(other, (other === 'digest.mjml' ? ours.templates.html : ours.templates.text).text);
        const {faults, sample} = await checkTemplates(own.folder, letterhead);
        expect(sample === null).toBe(faults.length > 0);
        for (const {file, line} of faults) {
          expect(['digest.mjml', 'digest.txt']).toContain(file);
          if (line !== null) expect(line).toBeLessThanOrEqual(text.split('\n').length + 1);
        }
      },
    ),
    {numRuns: 25},
  );
});

test('hostile paper text stays text in a custom template, and is no fault of it', async () => {
  await own.change('digest.mjml', '{{ words.readOnWeb }}', 'Other words');
  await own.change('digest.txt', '{{ words.moreForYou | upcase }}', 'YOURS');
  const reading = readTemplates(own.folder);
  if (reading.kind === 'faults') throw new Error('they cannot be read');
  const texts = Object.values(hostileTexts);
  const papers = texts.map((text, place) =>
    samplePaper(place + 1, {
      title: text,
      authors: [text],
      organisation: text,
      summary: text,
      reasons: reasonsIn(text),
    }),
  );
  const content = sampleEdition(papers, texts.join('\n').slice(0, 4_000));
  const outcome = await compileWith({content, letterhead, templates: reading.templates});
  if (outcome.kind === 'broken') throw new Error(JSON.stringify(outcome.faults));
  const {html} = assembleMail({fragments: outcome.fragments, selection: firstPapers(texts.length), personal});
  expect(html).toContain('Other words');
  expect(findUnsafeMarkup(html, () => false)).toEqual([]);
});

test('an edition of any text passes with good templates: no template is blamed for a paper', async () => {
  await own.change('digest.mjml', '{{ words.readOnWeb }}', 'Other words');
  await own.change('digest.txt', '{{ words.moreForYou | upcase }}', 'YOURS');
  const texts = Object.values(hostileTexts);
  const compiled = async (words: string[]) => {
    const papers = words.map((text, place) =>
      samplePaper(place + 1, {
        title: text,
        authors: [text],
        organisation: text,
        summary: text,
        reasons: reasonsIn(text),
      }),
    );
    const content = sampleEdition(papers, words.join('\n').slice(0, 4_000));
    return compileChecked({content, letterhead, templatesDir: own.folder});
  };
  for (let at = 0; at < texts.length; at += 5)
    expect(await compiled(texts.slice(at, at + 5))).toMatchObject({kind: 'compiled'});
  await fc.assert(
    fc.asyncProperty(fc.array(anyText, {minLength: 1, maxLength: 10}), async words => {
      const outcome = await compiled(words);
      expect(outcome.kind === 'broken' ? outcome.faults : []).toEqual([]);
    }),
    {numRuns: 12},
  );
});

test('marked lines are read back as they were, whatever the template holds', () => {
  const part = fc.oneof(fc.constantFrom('\n', '\n\n', ...SNIPPETS), fc.string({maxLength: 8}));
  fc.assert(
    fc.property(fc.array(part, {maxLength: 30}), parts => {
      const template = parts.join('');
      const {text, templateLine} = readMarkedLines(markLines(template, 'qzqzqz'), 'qzqzqz');
      expect(text).toBe(template);
      const lines = template.split('\n').length;
      for (let line = 1; line <= lines; line++) expect(templateLine(line)).toBeLessThanOrEqual(line);
    }),
  );
});

test('tags that are closed in their order are never found unclosed, one left out always is', () => {
  const names = fc.array(fc.constantFrom('mj-text', 'mj-column', 'mj-section', 'mj-raw'), {
    minLength: 1,
    maxLength: 8,
  });
  fc.assert(
    fc.property(names, fc.nat(), (tags, at) => {
      const opened = tags.map(tag => `<${tag} css-class="a > b">\n`);
      const closed = tags.toReversed().map(tag => `</${tag}>`);
      expect(findUnclosedTag([...opened, ...closed].join(''))).toBeNull();
      closed.splice(at % closed.length, 1);
      expect(findUnclosedTag([...opened, ...closed].join(''))).not.toBeNull();
    }),
  );
});

test.each([
  '<script>1</script>',
  '<SCRIPT src="x">',
  '<script "',
  '<a onclick = "x">a</a>',
  '<a ONCLICK=x>a</a>',
  '<a/onclick=x>a</a>',
  '<img src=//example.net/a.png>',
  "<img src='https://example.net/a.png'>",
  '<img srcset="https://example.net/a.png 2x">',
  '<td background="https://example.net/a.png">',
  '<!--[if mso]><v:fill src="https://example.net/a.png" /><![endif]-->',
  '<p style="background:url(https://example.net/a.png)">',
  '<p style="background:u\\72l(https://example.net/a.png)">',
  '<p style="background:&#117;rl(https://example.net/a.png)">',
  '<style>@import "https://example.net/a.css"</style>',
  '<style>p{background:image-set("https://example.net/a.png" 1x)}</style>',
  '<link rel="stylesheet" href="https://example.net/a.css">',
  '<meta http-equiv="refresh" content="0;url=https://example.net">',
  '<a href="javascript:alert(1)">a</a>',
  '<a href=" java&#115;cript:alert(1)">a</a>',
  '<a href="data:text/html,x">a</a>',
  '<form action="https://example.net">',
  '<iframe src="https://example.net">',
  '<base href="https://example.net">',
  '<svg onload="x">',
])('%s is found out', markup => {
  expect(
    findUnsafeMarkup(
      `<p>before</p>${markup}<p>after</p>`,
      url => url === 'https://papers.example.org/logo.png',
    ),
  ).not.toEqual([]);
});
