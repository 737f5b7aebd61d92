import {expect, test} from 'vitest';
import {assembleMail, MAX_HTML_BYTES} from '../../src/mail/assemble.ts';
import {parsePaperId} from '../../src/papers/paper-id.ts';
import {compileEdition} from '../support/compile-edition.ts';
import {reasonsIn} from '../support/texts/reasons.ts';
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

test('a paper with room prints title, reason, two sentences, first author, votes and links', async () => {
  const paper = samplePaper(1, {
    links: {
      page: 'https://arxiv.org/abs/2603.10001',
      pdf: 'https://arxiv.org/pdf/2603.10001',
      code: 'https://github.com/example/fold?a=1&b=2',
      project: 'https://fold.example.org/',
    },
    reasons: reasonsIn('99 upvotes', 'most upvoted of the day'),
  });
  const {html, text} = await mailOf(
    [paper],
    [{index: 0, because: reasonsIn('you follow “folding” and “walks”')}],
  );
  for (const part of [html, text]) {
    const told = part.replaceAll('\u00a0', ' ').replaceAll(/<[^>]*>/g, '');
    for (const words of [
      'Sample1: Teaching Newspapers',
      'For you: folding and walks',
      'We propose Sample1',
      'It saves 12 %',
      'Ada Example and 6 others',
      '99 upvotes, most upvoted of the day',
    ])
      expect(told).toContain(words);
  }
  expect(html).toContain('href="https://arxiv.org/abs/2603.10001"');
  expect([...html.matchAll(/<a href="([^"]*)">(Code|Project)</g)].map(([, url]) => url)).toEqual([
    'https://github.com/example/fold?a=1&amp;b=2',
    'https://fold.example.org/',
  ]);
  expect(text).toContain('\n  https://github.com/example/fold?a=1&b=2\n');
});

/** These words in the order in which the text has them; those that it lacks are left out. */
const inOrder = (part: string, wanted: string[]): string[] =>
  wanted
    .map(words => ({words, place: part.indexOf(words)}))
    .filter(({place}) => place !== -1)
    .sort((one, other) => one.place - other.place)
    .map(({words}) => words);

test('papers stand in the order of the subscriber', async () => {
  const {html, text, subject} = await mailOf(samplePapers(6), selectionOf(5, 0, 3, 1));
  for (const part of [html, text]) {
    const titles = [1, 2, 3, 4, 5, 6].map(rank => `Sample${rank}: `);
    expect(inOrder(part.slice(part.search(/<h2|\nSample/)), titles)).toEqual([
      'Sample6: ',
      'Sample1: ',
      'Sample4: ',
      'Sample2: ',
    ]);
  }
  expect(subject).toContain('Sample6: ');
});

test('in brief one’s own papers stand under their topics and before those that everybody gets', async () => {
  const own = (index: number, ...because: string[]) => ({index, because: reasonsIn(...because)});
  const {html, text} = await mailOf(samplePapers(10), [
    ...selectionOf(0, 1, 2),
    own(3, 'you follow “walks”'),
    own(4, 'you follow Ada Example', 'you follow “walks”'),
    own(5, 'it mentions “LLMs”, short for “large language models”'),
    ...selectionOf(6),
    own(7, 'you follow “walks” and “folding”'),
    own(8, 'you asked for more like “Sample1”'),
  ]);
  const [inHtml, inText] = [
    html.slice(html.indexOf('>More for you<')),
    text.slice(text.indexOf('MORE FOR YOU')),
  ];
  for (const part of [inHtml, inText])
    expect(
      part.match(
        /Walks|Ada Example(?= *[<\n])|Large language models|More like “S\w+”|Sample\d+(?=: )|most upvoted/gi,
      ),
    ).toEqual([
      ...['Walks', 'Sample4', 'Sample8', 'Ada Example', 'Sample5'],
      ...['Large language models', 'Sample6', 'More like “Sample1”', 'Sample9'],
      ...[part === inText ? 'MOST UPVOTED' : 'Most upvoted', 'Sample7'],
    ]);
});

test('the first three papers have two sentences, the others one line', async () => {
  const {html, text} = await mailOf(samplePapers(5));
  for (const part of [html, text]) {
    expect(part.split('It saves 12 %')).toHaveLength(4);
    expect(part.split('We propose')).toHaveLength(6);
    expect(part.split('We propose Sample5, a folding method for papers\n')).toHaveLength(
      part === text ? 2 : 1,
    );
  }
  expect(html).toContain('We propose Sample5, a folding method for papers. 95\u00a0upvotes</p>');
});

test('a paper in brief says what was done, or who did it where that fits no line', async () => {
  const papers = samplePapers(5);
  const [found, done] = ['Tests show that it holds.', 'We propose a fold that lasts.'];
  for (const paper of papers) Object.assign(paper, {summary: `${found} ${done}`, brief: done});
  const long = `We fold ${'newspapers and all that goes with them, '.repeat(5)}in the rain.`;
  Object.assign(papers[4] ?? {}, {brief: long});
  const {html, text} = await mailOf(papers);
  for (const part of [html, text]) {
    expect(part.split(found)).toHaveLength(4);
    expect(part.split('We propose a fold that lasts')).toHaveLength(5);
  }
  expect(html).toContain('Ada Example and 6 others. 95\u00a0upvotes</p>');
});

test('three papers or fewer leave no empty heading behind', async () => {
  const {html, text} = await mailOf(samplePapers(3));
  expect(html).not.toMatch(/More for you|<h2[^>]*>Most upvoted/);
  expect(text).not.toMatch(/MORE FOR YOU|MOST UPVOTED/);
});

test('who follows nothing is told why everybody gets a paper, and invited to choose topics', async () => {
  const {html, text} = await mailOf(samplePapers(4));
  for (const part of [html, text]) {
    expect(part).toContain('Trending: 99 upvotes');
    expect(part).toContain('4 papers. Most upvoted: Sample1, 99.');
    expect(part).toContain('No paper here is on a topic of yours.');
    expect(part.split(personal.manageUrl)).toHaveLength(3);
  }
});

test('who gets a paper for a reason of their own is not invited, and told how many there are', async () => {
  const {html, text} = await mailOf(samplePapers(6), [
    {index: 2, because: reasonsIn('you follow “walks”')},
    {index: 3, because: reasonsIn('it matches all words of “folding paper”')},
    {index: 0, because: []},
  ]);
  for (const part of [html, text]) {
    expect(part).toContain('6 papers, 2 on your topics. Most upvoted: Sample1, 99.');
    expect(part).not.toContain('No paper here');
  }
  expect(
    (await mailOf(samplePapers(2), [{index: 0, because: reasonsIn('you follow Ada Example')}])).text,
  ).toContain('2 papers, 1 for you.');
});

test('a paper that rose is the news, from then to now', async () => {
  const papers = samplePapers(4);
  Object.assign(papers[2] ?? {}, {
    votes: 61,
    reasons: [...reasonsIn('61 upvotes'), {kind: 'risen', gained: 27, since: '2026-03-09'}],
  });
  expect((await mailOf(papers)).text).toContain('4 papers. Risen since 9 March: Sample3, 34 → 61.');
});

test('where every paper has a word to avoid, the one that came says so and is nobody’s own', async () => {
  const said = 'every paper in this edition contains a word you avoid';
  const {html, text} = await mailOf(samplePapers(4), [{index: 0, because: reasonsIn(said)}]);
  for (const part of [html, text]) {
    expect(part).toContain('Every paper in this edition contains a word you avoid');
    expect(part).not.toContain('For you');
    expect(part).toContain('4 papers. Most');
  }
});

test("a reason of one's own stands at its paper, escaped, and at no other", async () => {
  const papers = samplePapers(4);
  const {html, text} = await mailOf(papers, [
    {index: 0, because: []},
    {index: 1, because: reasonsIn('you follow “<b>folding</b> & $&”', 'you follow “walks”')},
    {index: 2, because: []},
  ]);
  expect(html.split('For you: ')).toHaveLength(2);
  expect(html).toContain('For you: &lt;b&gt;folding&lt;/b&gt; &amp; $&amp; and walks</p>');
  expect(text.split('For you: ')).toHaveLength(2);
  expect(text).toContain('For you: <b>folding</b> & $& and walks\n');
  expect(text).toContain('\n  98 upvotes. Ada Example and 6 others\n');
  expect(inOrder(text.slice(text.indexOf('Paperboy')), ['Sample2: ', 'For you', 'Sample3: '])).toEqual([
    'Sample2: ',
    'For you',
    'Sample3: ',
  ]);
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
  expect(first.html.split(`href="${personal.unsubscribeUrl}"`)).toHaveLength(2);
  // To leave, to choose (twice, since nothing is chosen), to say more or less of three papers and of all.
  expect(first.html.split('first-reader')).toHaveLength(1 + 1 + 2 + 6 + 1);
  expect(first.text.split('first-reader')).toHaveLength(1 + 1 + 2 + 1);
});

test('the first three papers have links to more and less like them, one page has all of them', async () => {
  const {html, text} = await mailOf(samplePapers(5), selectionOf(4, 0, 1, 2));
  const links = [...html.matchAll(/href="([^"]*)" title="like this">(More|Less)</g)].map(([, url, way]) => [
    way,
    url,
  ]);
  expect(links).toEqual(
    ['2603.10005', '2603.10001', '2603.10002'].flatMap(id => [
      ['More', `${personal.opinionUrl}/${id}`],
      ['Less', `${personal.opinionUrl}/${id}?less`],
    ]),
  );
  expect(html).toContain(
    `<a href="${personal.opinionUrl}/2026-03-12">Mark papers you want more or less of</a>`,
  );
  expect(text).toContain(`\n${personal.opinionUrl}/2026-03-12\n`);
});

test('a paper of before 2007 is named whole in these links', async () => {
  const id = parsePaperId('astro-ph/0601001');
  if (id === null) throw new Error('the test needs an id');
  const {html} = await mailOf([samplePaper(1, {id})]);
  expect(html).toContain(`${personal.opinionUrl}/astro-ph/0601001`);
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

test('the mail says how many papers it leaves out, and leads to their titles', async () => {
  const fragments = await compileSample(samplePapers(6));
  const mail = (papers: number) => assembleMail({fragments, selection: firstPapers(papers), personal});
  expect(mail(4).html).toContain(`<a href="${personal.viewUrl}#titles">2 more titles from this day</a>`);
  expect(mail(5).text).toContain(`1 more title from this day:\n${personal.viewUrl}#titles\n`);
  for (const part of [mail(6).html, mail(6).text]) expect(part).not.toMatch(/more titles?|#titles/);
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
  expect(text).toMatch(/\nSample1: [^\n]*\n\n--\n/);
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
  {authors: ['A', 'B'], otherAuthors: 0, printed: 'A and 1 other'},
  {authors: ['A', 'B'], otherAuthors: 1, printed: 'A and 2 others'},
  {
    authors: Array.from({length: 664}, (_, place) => `N${place}`),
    otherAuthors: 0,
    printed: 'N0 and 663 others',
  },
])('authors are named as $printed', async ({authors, otherAuthors, printed}) => {
  const {html, text} = await mailOf([samplePaper(1, {authors, otherAuthors, organisation: null})]);
  expect(html).toContain(`>${printed} · <`);
  expect(text).toContain(`\n  ${printed}\n`);
});

test('votes that no reason names are printed before the reasons, and never twice', async () => {
  const named = await mailOf([
    samplePaper(1, {votes: 34, reasons: reasonsIn('34 upvotes', 'most upvoted of the day')}),
  ]);
  expect(named.text.split('34 upvotes')).toHaveLength(2);
  expect(named.html.split('34 upvotes')).toHaveLength(2);
  const unnamed = await mailOf([samplePaper(1, {votes: 1, reasons: reasonsIn('new on arXiv')})]);
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
  const long = samplePapers(100).map(paper => ({
    ...paper,
    title: '字'.repeat(5000),
    summary: '"'.repeat(5000),
  }));
  const {html, text, subject} = await mailOf(long);
  expect(Buffer.byteLength(html)).toBeLessThanOrEqual(MAX_HTML_BYTES);
  const printed = html.split('class="t"').length - 1;
  expect(printed).toBeLessThan(100);
  for (const part of [html, text]) expect(part).toContain(`${100 - printed} more titles from this day`);
  expect(text.match(/^ {2}https:\/\/arxiv/gm)).toHaveLength(printed);
  expect(subject).toMatch(new RegExp(`and ${printed - 1} more$`));
});

test('a mail of 40 papers of usual length leaves none out and stays under 32,000 bytes', async () => {
  const because = reasonsIn('you follow “diffusion models” and “agents”');
  const selection = firstPapers(40).map(entry => ({...entry, because}));
  const {html} = await mailOf(samplePapers(40), selection);
  expect(html.split('class="t"')).toHaveLength(41);
  expect(Buffer.byteLength(html)).toBeLessThan(32_000);
});

test('a selection of a paper that the edition does not have is a bug and throws', async () => {
  const fragments = await compileSample(samplePapers(2));
  expect(() => assembleMail({fragments, selection: selectionOf(2), personal})).toThrow('no paper at 2');
});
