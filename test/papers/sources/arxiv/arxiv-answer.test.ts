import {describe, expect, test} from 'vitest';
import {parseArxivAnswer} from '../../../../src/papers/sources/arxiv/arxiv-answer.ts';
import {at, entry, read, rss} from './arxiv-feeds.ts';

const whole = `<id>http://arxiv.org/abs/2503.08120v2</id><title>Of &lt;sks&gt; &amp; more</title>
  <summary>We study.</summary><published>2025-03-11T07:30:00Z</published>
  <author><name>Ada Example</name></author>
  <category term="cs.CL"/><category term="cs.AI"/><arxiv:primary_category term="cs.AI"/>`;

describe("arXiv's API", () => {
  test('gives a paper without its version, its own category first', () => {
    const {items, rejected} = read(entry(whole));
    expect(rejected).toEqual([]);
    expect(items[0]?.paper).toMatchObject({
      id: '2503.08120',
      title: 'Of <sks> & more',
      authors: ['Ada Example'],
      keywords: ['cs.AI', 'cs.CL'],
      publishedAt: Date.parse('2025-03-11T07:30:00Z'),
      source: 'arxiv',
    });
    expect(items[0]?.snapshot).toEqual({at, votes: null, comments: null, stars: null});
    expect(items[0]?.day).toBe('2026-03-12');
  });

  test('tells which version it is and since when, after the first and where it dates it', () => {
    const updated = '<updated>2025-03-14T09:00:00Z</updated>';
    const version = (text: string) => read(entry(text)).items[0]?.version;
    expect(version(whole + updated)).toEqual({number: 2, at: Date.parse('2025-03-14T09:00:00Z')});
    expect(version(whole)).toBeUndefined();
    expect(version(whole.replace('v2', 'v1') + updated)).toBeUndefined();
    expect(version(whole.replace('v2', 'v9999') + updated)).toBeUndefined();
    expect(version(`${whole}<updated>soon</updated>`)).toBeUndefined();
  });

  test('is read by namespace: prefixes and places do not matter', () => {
    const other = `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:entry>
      <x:primary_category xmlns:x="http://arxiv.org/schemas/atom" term="cs.AI"/>
      <title xmlns="http://example.org/other">Not this one</title>
      <a:published>2025-03-11T07:30:00Z</a:published>
      <a:author><a:name>Ada Example</a:name></a:author><a:summary>We study.</a:summary>
      <a:title>This one</a:title><a:id>http://arxiv.org/abs/2503.08120v2</a:id></a:entry></a:feed>`;
    expect(read(other).items[0]?.paper).toMatchObject({title: 'This one', keywords: ['cs.AI']});
  });

  test('resolves an entity once: what was written as text stays text', () => {
    const title = '<title>&amp;lt;b&amp;gt; &#233; &#x3b1; &unknown; <![CDATA[&amp; <i>]]></title>';
    const {items} = read(entry(`<id>http://arxiv.org/abs/2503.08120</id>${title}`));
    expect(items[0]?.paper.title).toBe('&lt;b&gt; é α &unknown; &amp; <i>');
  });

  test('that refuses the question is a failure with its words', () => {
    const refusal = entry(
      '<id>https://arxiv.org/api/errors#x</id><title>Error</title>' +
        '<summary>incorrect id format for abc</summary>',
    );
    expect(parseArxivAnswer(refusal, {day: null, at})).toEqual({
      kind: 'failed',
      reason: 'arXiv refused the question: "incorrect id format for abc"',
    });
  });

  test('with one bad entry gives the others and the reason', () => {
    const feed = entry(whole).replace('</entry>', '</entry><entry><id>nothing</id><title>T</title></entry>');
    const {items, rejected} = read(feed);
    expect(items).toHaveLength(1);
    expect(rejected).toEqual([{line: 2, reason: 'id "nothing" is not an arXiv ID'}]);
  });
});

const item = (
  announced: string,
): string => `<item><title>A title</title><link>https://arxiv.org/abs/2508.13426</link>
  <description>arXiv:2508.13426v1 Announce Type: ${announced} \nAbstract: We study.</description>
  <guid isPermaLink="false">oai:arXiv.org:2508.13426v1</guid><category>cs.AI</category>
  <pubDate>Wed, 20 Aug 2025 00:00:00 -0400</pubDate><arxiv:announce_type>${announced}</arxiv:announce_type>
  <dc:creator>Ada Example (University of A, B), Bob Example</dc:creator></item>`;

describe("arXiv's feeds", () => {
  test('give the day of the announcement, the names apart and the abstract without its preface', () => {
    const {items} = read(rss(item('new')), null);
    expect(items[0]?.day).toBe('2025-08-20');
    expect(items[0]?.paper).toMatchObject({
      id: '2508.13426',
      abstract: 'We study.',
      authors: ['Ada Example', 'Bob Example'],
      keywords: ['cs.AI'],
      publishedAt: Date.parse('2025-08-20T04:00:00Z'),
    });
  });

  test.each(['replace', 'replace-cross'])('skip what is announced as %s, with the reason', announced => {
    const why = 'a new version of a paper of an earlier list';
    const {items, rejected} = read(rss(item('new') + item(announced)), null);
    expect(items).toHaveLength(1);
    expect(rejected).toEqual([
      {
        line: 2,
        reason: `paper 2508.13426 is announced as "${announced}": ${why}`,
      },
    ]);
  });

  test('keep a cross-listing, but not its date for the date of the paper', () => {
    expect(read(rss(item('cross')), null).items[0]?.paper.publishedAt).toBe(null);
  });

  test('are empty at week-ends, which is no failure', () => {
    expect(read(rss('<skipDays><day>Saturday</day></skipDays>'), null)).toMatchObject({
      items: [],
      rejected: [],
    });
  });
});

describe('a withdrawn paper', () => {
  const withdrawn = whole.replace(
    '<summary>',
    '<arxiv:comment>12 pages; this paper has been withdrawn due to an error</arxiv:comment><summary>',
  );

  test('says so and has no PDF', () => {
    const {paper} = read(entry(withdrawn)).items[0] ?? {};
    expect(paper).toMatchObject({isWithdrawn: true, links: {page: expect.any(String), pdf: null}});
    expect(read(entry(whole)).items[0]?.paper).not.toHaveProperty('isWithdrawn');
  });

  test('that is replaced tells its version and the day of the announcement', () => {
    const {newVersions} = read(rss(item('replace').replace('13426v1</guid>', '13426v3</guid>')), null);
    const at = Date.parse('2025-08-20T00:00:00-04:00');
    const title = expect.stringMatching(/./);
    expect(newVersions).toEqual([{id: '2508.13426', title, isWithdrawn: false, version: {number: 3, at}}]);
  });

  test('of an earlier list is told as a new version that takes it back', () => {
    const feed =
      item('replace').replace('We study.', 'Withdrawn.') + item('replace-cross').replaceAll('13426', '13427');
    expect(read(rss(feed), null)).toMatchObject({
      items: [],
      newVersions: [
        {id: '2508.13426', isWithdrawn: true},
        {id: '2508.13427', isWithdrawn: false},
      ],
    });
  });
});

describe('the names of authors', () => {
  const creators = (...texts: string[]) => texts.map(text => `<dc:creator>${text}</dc:creator>`).join('');
  const rssNames = (...texts: string[]) =>
    read(rss(item('new').replace(/<dc:creator>.*<\/dc:creator>/s, creators(...texts))), null).items[0]?.paper
      .authors;

  test.each([
    [['Sam Stone, Jr., Jo Hill (Inst. A, B)'], ['Sam Stone Jr.', 'Jo Hill']],
    [
      ['The Lantern Collaboration: B. One, C. Two and D. Three'],
      ['The Lantern Collaboration', 'B. One', 'C. Two', 'D. Three'],
    ],
    [
      ['First Person', 'Second Person'],
      ['First Person', 'Second Person'],
    ],
    [['Ada Example, et al.'], ['Ada Example']],
  ])('of the feed %j are %j', (texts, names) => {
    expect(rssNames(...texts)).toEqual(names);
  });

  test('of the API are people or collaborations, each once', () => {
    const authors = ['The Lantern Collaboration', ':', 'B. One', 'et al.', 'B. One']
      .map(name => `<author><name>${name}</name></author>`)
      .join('');
    const feed = entry(whole.replace(/<author>.*<\/author>/s, authors));
    expect(read(feed).items[0]?.paper.authors).toEqual(['The Lantern Collaboration', 'B. One']);
  });
});

describe('an entry of an old feed', () => {
  const old = (title: string) =>
    rss(`<pubDate>Mon, 30 Nov 2026 00:00:00 -0500</pubDate><item><title>${title}</title>
      <link>http://arxiv.org/abs/2611.40003</link>
      <description>&lt;p&gt;We study a &amp;lt; b.&lt;/p&gt;</description>
      <dc:creator>&lt;a href="http://arxiv.org/find/1"&gt;B. One&lt;/a&gt;,
      &lt;a href="x"&gt;C. Two&lt;/a&gt;</dc:creator></item>`);

  test('loses its markup and what stands behind its title, and has the day of the feed', () => {
    const {items} = read(
      old('&lt;a href="x"&gt;Of&lt;/a&gt; &amp;amp; on (arXiv:2611.40003v1 [cs.AI])'),
      null,
    );
    expect(items[0]).toMatchObject({
      day: '2026-11-30',
      paper: {title: 'Of & on', abstract: 'We study a < b.', authors: ['B. One', 'C. Two']},
    });
  });

  test('that is updated is a new version', () => {
    const {items, newVersions} = read(old('Of (arXiv:2611.40003v2 [cs.AI] UPDATED)'), null);
    expect([items, newVersions]).toEqual([[], [{id: '2611.40003', title: 'Of', isWithdrawn: false}]]);
  });

  test('is told by its title alone: markup in another text is text', () => {
    const feed = rss(item('new').replace('A title', 'A &lt;p&gt; title'));
    expect(read(feed, null).items[0]?.paper.title).toBe('A <p> title');
  });
});

test('a paper that stands twice in an answer comes once, as its newest version', () => {
  const first = whole.replace('v2<', 'v3<').replace('Of &lt;sks&gt; &amp; more', 'The newest title');
  const feed = entry(whole).replace('</entry>', `</entry><entry>${first}</entry><entry>${whole}</entry>`);
  const {items, entries} = read(feed);
  expect(items.map(({paper}) => paper.title)).toEqual(['The newest title']);
  expect(entries).toBe(3);
});

describe('a hostile answer', () => {
  test('with entities of its own is refused and never unfolded (billion laughs)', () => {
    const lines = Array.from(
      {length: 30},
      (_, n) =>
        `<!ENTITY l${n + 1} "&l${n};&l${n};&l${n};&l${n};&l${n};&l${n};&l${n};&l${n};&l${n};&l${n};">`,
    );
    const bomb = `<?xml version="1.0"?><!DOCTYPE f [<!ENTITY l0 "lol">${lines.join('')}]><f>&l30;</f>`;
    expect(parseArxivAnswer(bomb, {day: null, at})).toMatchObject({
      kind: 'failed',
      reason: "arXiv's answer has a DOCTYPE, which is not read",
    });
  });

  test('with an entity outside of this document is refused', () => {
    const text = '<!DOCTYPE f [<!ENTITY x SYSTEM "file:///etc/hostname">]><f>&x;</f>';
    expect(parseArxivAnswer(text, {day: null, at}).kind).toBe('failed');
  });

  test.each([
    ['nothing', ''],
    ['half a document', entry(whole).slice(0, -30)],
    ['a page of HTML', '<html><body><p>Service unavailable</body></html>'],
    ['another document', '<note>hello</note>'],
    ['a thousand levels', '<a>'.repeat(1000) + '</a>'.repeat(1000)],
    ['a forbidden name', '<feed><__proto__>x</__proto__></feed>'],
  ])('that is %s is a failure in one line', (_, text) => {
    const answer = parseArxivAnswer(text, {day: null, at});
    expect(answer.kind).toBe('failed');
    expect(answer.kind === 'failed' && answer.reason).toMatch(/^arXiv's answer [^\n]{5,200}$/);
  });
});
