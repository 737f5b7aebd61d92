import {expect, test} from 'vitest';
import {assembleMail, MAX_HTML_BYTES} from '../../src/mail/assemble.ts';
import {parsePaperId} from '../../src/papers/paper-id.ts';
import {compileEdition} from '../support/compile-edition.ts';
import {compileSample, mailOf} from './printed-mail.ts';
import {
  firstPapers,
  letterhead,
  personal,
  sampleEdition,
  samplePaper,
  samplePapers,
  selectionOf,
} from './sample-edition.ts';

/** Where each stands after the preheader, which names titles, too. */
const placesOf = (part: string, wanted: string[]): number[] =>
  wanted.map(words => part.indexOf(words, part.indexOf('<h1')));

test('both parts print title, authors and how many more, lab, summary, votes and links', async () => {
  const paper = samplePaper(1, {
    links: {
      page: 'https://arxiv.org/abs/2603.10001',
      pdf: 'https://arxiv.org/pdf/2603.10001',
      code: 'https://github.com/example/fold?a=1&b=2',
      project: 'https://fold.example.org/',
    },
    reasons: ['99 upvotes', 'most upvoted of the day'],
  });
  const {html, text} = await mailOf([paper]);
  for (const part of [html, text]) {
    expect(part).toContain('Sample1: Teaching Newspapers');
    expect(part).toContain('Ada Example, Ben Sample, Cleo Specimen and 4 others');
    expect(part).toContain('Example Lab');
    expect(part).toContain('We propose Sample1');
    expect(part).toContain('99 upvotes, most upvoted of the day');
  }
  const links = [...html.matchAll(/<a href="([^"]*)">(Paper|PDF|Code|Project)</g)].map(([, url, label]) => [
    label,
    url,
  ]);
  expect(links).toEqual([
    ['Paper', 'https://arxiv.org/abs/2603.10001'],
    ['PDF', 'https://arxiv.org/pdf/2603.10001'],
    ['Code', 'https://github.com/example/fold?a=1&amp;b=2'],
    ['Project', 'https://fold.example.org/'],
  ]);
  expect(text).toContain(
    '    Code: https://github.com/example/fold?a=1&b=2\n    Project: https://fold.example.org/\n',
  );
});

test('papers stand in the order of the subscriber and are counted in it', async () => {
  const {html, text, subject} = await mailOf(samplePapers(6), selectionOf(5, 0, 3, 1));
  for (const part of [html, text]) {
    const places = placesOf(part, ['Sample6: ', 'Sample1: ', 'Sample4: ', 'Sample2: ']);
    expect(places).toEqual([...places].sort((a, b) => a - b));
    expect(places[0]).toBeGreaterThan(0);
    expect(part).not.toContain('Sample3: ');
  }
  expect([...html.matchAll(/<h2[^>]*><span class="q">(\d+)</g)].map(([, rank]) => rank)).toEqual([
    '1',
    '2',
    '3',
    '4',
  ]);
  expect([...text.matchAll(/^ ?(\d+)\. (\w+)/gm)].map(([, rank, name]) => [rank, name])).toEqual([
    ['1', 'Sample6'],
    ['2', 'Sample1'],
    ['3', 'Sample4'],
    ['4', 'Sample2'],
  ]);
  expect(subject).toContain('Sample6: ');
});

test('the first three papers have two sentences, the others one and a heading of their own', async () => {
  const {html, text} = await mailOf(samplePapers(5));
  for (const part of [html, text]) {
    expect(part.split('It saves 12 %')).toHaveLength(4);
    expect(part.split('We propose')).toHaveLength(6);
    expect(part.split('In brief')).toHaveLength(2);
    const [third, brief, fourth] = placesOf(part, ['Sample3: ', 'In brief', 'Sample4: ']);
    expect([third, brief, fourth]).toEqual([third, brief, fourth].sort((a, b) => Number(a) - Number(b)));
  }
});

test('a paper in brief says what was done, wherever that stands in its summary', async () => {
  const papers = samplePapers(5);
  const [found, done] = ['Tests show that it holds.', 'We propose a fold that lasts.'];
  for (const paper of papers) Object.assign(paper, {summary: `${found} ${done}`, brief: done});
  const {html, text} = await mailOf(papers);
  for (const part of [html, text]) {
    expect(part.split(found)).toHaveLength(4);
    expect(part.split(done)).toHaveLength(6);
  }
});

test('three papers or fewer leave no empty heading behind', async () => {
  const {html, text} = await mailOf(samplePapers(3));
  expect(html).not.toContain('In brief');
  expect(text).not.toContain('In brief');
});

test("a reason of one's own stands at its paper, escaped, and at no other", async () => {
  const papers = samplePapers(4);
  const {html, text} = await mailOf(papers, [
    {index: 0, because: []},
    {index: 1, because: ['you follow “<b>folding</b> & $&”', 'you follow “walks”']},
    {index: 2, because: []},
  ]);
  expect(html.split('For you, because')).toHaveLength(2);
  expect(html).toContain('you follow “&lt;b&gt;folding&lt;/b&gt; &amp; $&amp;” and you follow “walks”');
  expect(text.split('For you, because')).toHaveLength(2);
  expect(text).toContain('For you, because you follow “<b>folding</b> & $&” and you follow “walks”');
  const [second, reason, third] = placesOf(text, ['Sample2: ', 'For you', 'Sample3: ']);
  expect(Number(second) < Number(reason) && Number(reason) < Number(third)).toBe(true);
});

test("a mail holds its own subscriber's links and nobody else's", async () => {
  const fragments = await compileSample(samplePapers(15));
  const selection = firstPapers(15);
  const first = assembleMail({fragments, selection, personal});
  const other = {
    unsubscribeUrl: 'https://paperboy.example.org/unsubscribe/second-reader',
    manageUrl: 'https://paperboy.example.org/manage/second-reader',
    opinionUrl: 'https://paperboy.example.org/opinion/second-reader',
    viewUrl: personal.viewUrl,
  };
  const second = assembleMail({fragments, selection, personal: other});
  expect(JSON.stringify(fragments)).not.toContain('reader');
  expect(JSON.stringify(first)).not.toContain('second-reader');
  expect(JSON.stringify(second)).not.toContain('first-reader');
  expect(first.html.split(`href="${personal.unsubscribeUrl}"`)).toHaveLength(3);
  expect(first.html.split('first-reader')).toHaveLength(4 + 2 * 15);
  expect(first.text.split('first-reader')).toHaveLength(3 + 15);
});

test('every paper has a link to more and one to less like it, in both parts, of one’s own', async () => {
  const {html, text} = await mailOf(samplePapers(5), selectionOf(4, 0));
  const links = [...html.matchAll(/href="([^"]*)">(More|Less)&nbsp;like&nbsp;this</g)].map(([, url, way]) => [
    way,
    url,
  ]);
  expect(links).toEqual([
    ['More', `${personal.opinionUrl}/2603.10005`],
    ['Less', `${personal.opinionUrl}/2603.10005?less`],
    ['More', `${personal.opinionUrl}/2603.10001`],
    ['Less', `${personal.opinionUrl}/2603.10001?less`],
  ]);
  expect(text.match(/^ {4}More or less like this: .*$/gm)).toEqual([
    `    More or less like this: ${personal.opinionUrl}/2603.10005`,
    `    More or less like this: ${personal.opinionUrl}/2603.10001`,
  ]);
});

test('a paper of before 2007 is named whole in these links', async () => {
  const id = parsePaperId('astro-ph/0601001');
  if (id === null) throw new Error('the test needs an id');
  const {html, text} = await mailOf([samplePaper(1, {id})]);
  for (const part of [html, text]) expect(part).toContain(`${personal.opinionUrl}/astro-ph/0601001`);
});

test('a link with a query stays one address in HTML and in text', async () => {
  const manageUrl = 'https://paperboy.example.org/manage?a=1&b=%22';
  const fragments = await compileSample(samplePapers(1));
  const {html, text} = assembleMail({
    fragments,
    selection: firstPapers(1),
    personal: {...personal, manageUrl},
  });
  expect(html).toContain('href="https://paperboy.example.org/manage?a=1&amp;b=%22"');
  expect(text).toContain(`\n${manageUrl}\n`);
});

test('the mail says how many papers it leaves out and where they are', async () => {
  const fragments = await compileSample(samplePapers(6));
  const mail = (papers: number) => assembleMail({fragments, selection: firstPapers(papers), personal});
  for (const part of [mail(4).html, mail(4).text]) {
    expect(part).toContain('4 of 6 papers');
    expect(part).toContain('2 more papers in this edition');
  }
  expect(mail(5).text).toContain(`1 more paper in this edition:\n${personal.viewUrl}\n`);
  for (const part of [mail(6).html, mail(6).text]) {
    expect(part).toContain('6 papers');
    expect(part).not.toContain(' of 6');
    expect(part).not.toContain('of this edition');
  }
});

test('the footer tells why the mail comes, how to change and leave, who sends it from where', async () => {
  const {html, text} = await mailOf(samplePapers(1));
  for (const part of [html, text]) {
    expect(part).toContain('You received this because you subscribed to Paperboy.');
    expect(part).toContain('Sent by Paperboy, 1 Example Street, 12345 Exampletown.');
    expect(part).toContain('editors@example.org');
  }
  expect(text.trimEnd().slice(-400)).toContain(personal.unsubscribeUrl);
});

test('a sender without a postal address or a place for answers is named alone', async () => {
  const fragments = await compileEdition({
    content: sampleEdition(samplePapers(1)),
    letterhead: {...letterhead, postalAddress: null, replyTo: null},
  });
  const {text} = assembleMail({fragments, selection: firstPapers(1), personal});
  expect(text).toMatch(/\nSent by Paperboy\.\n$/);
});

test('what a paper lacks leaves no empty line, label or joint', async () => {
  const {html, text} = await mailOf([
    samplePaper(1, {
      authors: [],
      otherAuthors: 0,
      organisation: null,
      summary: '',
      reasons: [],
      votes: null,
      links: {page: null, pdf: null, code: null, project: null},
    }),
  ]);
  expect(html).toContain('href="https://paperboy.example.org/papers/2603.10001"');
  expect(html).not.toMatch(/<p[^>]*>\s*<\/p>/);
  expect(html).not.toMatch(/>(Paper|PDF|Code|Project)</);
  expect(text).toMatch(/ 1\. Sample1: [^\n]*\n(?: {4}\S[^\n]*\n)*\n\n---/);
});

test('a link that does not lead to the web is not printed', async () => {
  const {html, text} = await mailOf([
    samplePaper(1, {
      links: {
        page: 'javascript:alert(1)',
        pdf: 'https://a.example/"><script>',
        code: `https://a.example/${'x'.repeat(3000)}`,
        project: 'https://a.example/\nBcc: b@example.net',
      },
    }),
  ]);
  expect(`${html}${text}`).not.toMatch(/javascript|a\.example|Bcc/);
});

test.each([
  {authors: ['A'], otherAuthors: 0, printed: 'A'},
  {authors: ['A', 'B'], otherAuthors: 0, printed: 'A and B'},
  {authors: ['A', 'B', 'C'], otherAuthors: 0, printed: 'A, B and C'},
  {authors: ['A', 'B'], otherAuthors: 1, printed: 'A, B and 1 other'},
  {authors: [], otherAuthors: 7, printed: '7 authors'},
  {
    authors: Array.from({length: 664}, (_, place) => `N${place}`),
    otherAuthors: 0,
    printed: 'N0, N1, N2, N3, N4 and 659 others',
  },
])('authors are named as $printed', async ({authors, otherAuthors, printed}) => {
  const {html, text} = await mailOf([samplePaper(1, {authors, otherAuthors, organisation: null})]);
  expect(html).toContain(`>${printed}</p>`);
  expect(text).toContain(`\n    ${printed}\n`);
});

test('votes that no reason names are printed before the reasons, and never twice', async () => {
  const named = await mailOf([
    samplePaper(1, {votes: 34, reasons: ['34 upvotes', 'most upvoted of the day']}),
  ]);
  expect(named.text.split('34 upvotes')).toHaveLength(2);
  const unnamed = await mailOf([samplePaper(1, {votes: 1, reasons: ['new on arXiv']})]);
  expect(unnamed.text).toContain('1 upvote, new on arXiv');
});

test('a mail is made from its stored fragments alone', async () => {
  const fragments = await compileSample(samplePapers(5));
  const stored: typeof fragments = JSON.parse(JSON.stringify(fragments));
  const selection = firstPapers(5);
  expect(assembleMail({fragments: stored, selection, personal})).toEqual(
    assembleMail({fragments, selection, personal}),
  );
});

test('the same edition compiles to the same fragments, another one to others', async () => {
  const once = await compileSample(samplePapers(3));
  const again = await compileSample(samplePapers(3));
  expect(JSON.stringify(again)).toBe(JSON.stringify(once));
  const other = await compileSample([...samplePapers(2), samplePaper(3, {title: 'Another'})]);
  expect(other).not.toEqual(once);
});

test('a mail that mailboxes would clip leaves out its last papers and says so', async () => {
  const long = samplePapers(40).map(paper => ({
    ...paper,
    title: '字'.repeat(5000),
    summary: '"'.repeat(5000),
  }));
  const {html, text, subject} = await mailOf(long);
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(MAX_HTML_BYTES);
  const printed = html.split('<h2').length - 1;
  expect(printed).toBeLessThan(40);
  expect(html).toContain(`${40 - printed} more papers in this edition`);
  expect(text).toContain(`${40 - printed} more papers in this edition`);
  expect(text.match(/^ ?\d+\. /gm)).toHaveLength(printed);
  expect(subject).toMatch(new RegExp(`and ${printed - 1} more$`));
});

test('a mail of 40 papers of usual length leaves none out and stays under 100,000 bytes', async () => {
  const because = ['you follow “diffusion models” and “agents”'];
  const selection = firstPapers(40).map(entry => ({...entry, because}));
  const {html} = await mailOf(samplePapers(40), selection);
  expect(html.split('<h2')).toHaveLength(41);
  expect(Buffer.byteLength(html)).toBeLessThan(100_000);
});

test('a selection of a paper that the edition does not have is a bug and throws', async () => {
  const fragments = await compileSample(samplePapers(2));
  expect(() => assembleMail({fragments, selection: selectionOf(2), personal})).toThrow('no paper at 2');
});
